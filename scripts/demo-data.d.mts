import type { Year } from '../demo/year.mjs';

/** Sends a year to a collector; resolves to how many of its responses were new. */
export function sendYear(collector: { readonly origin: string; readonly token: string }, year: Year): Promise<number>;
