import type { Counts } from './counts.ts';
import { summaryOf, type Summary } from './summary.ts';

/**
 * Percent of satisfied scores: the top box of three points, the top two of five and seven; 0…100. Throws a RangeError
 * that names the argument: `max` if it is not 3, 5 or 7, or the count which is negative, fractional or not a number.
 */
export const csatOf = (max: number, counts: Counts): Summary => summaryOf('csat', max, counts);
