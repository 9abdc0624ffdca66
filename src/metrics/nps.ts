import type { Counts } from './counts.ts';
import { summaryOf, type Summary } from './summary.ts';

/**
 * Percent of 9–10 minus percent of 0–6 (Reichheld 2003), −100…100, from counts and not from rounded shares. Throws a
 * RangeError that names the count which is negative, fractional or not a number.
 */
export const npsOf = (counts: Counts): Summary => summaryOf('nps', 10, counts);
