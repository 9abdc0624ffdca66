import type { Response } from '../src/core/response.ts';

export interface Year {
  readonly responses: readonly (Response & { readonly firstReceivedAt: string })[];
  readonly annotations: readonly { readonly at: string; readonly text: string; readonly site?: string }[];
}

/** The year that ends with the day of `until` (epoch ms), by its seed. */
export function makeYear(options?: { readonly seed?: number; readonly until?: number; readonly days?: number }): Year;
