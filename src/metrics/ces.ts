import type { Counts } from './counts.ts';
import { summaryOf, type Summary } from './summary.ts';

/**
 * Percent that found it easy: 5 and more of seven points (CEB 2013), 4 and more of five; 0…100. Throws a RangeError
 * that names the argument: `max` if it is not 5 or 7, or the count which is negative, fractional or not a number.
 */
export const cesOf = (max: number, counts: Counts): Summary => summaryOf('ces', max, counts);
