import { z95 } from './normal.ts';
import { requireNumber, requirePositive } from './require-number.ts';

// Of a standard normal variable 20 % are above this: what a power of 80 % asks for.
const z80 = 0.8416212335729143;

/** The answers for a margin whose variance is known, without the ones that an adjusted interval adds; 1 at least. */
const answersFor = (variance: number, margin: number, added: number): number =>
  Math.max(1, Math.ceil((z95 ** 2 * variance) / margin ** 2) - added);

/**
 * How many answers give an NPS that is right to ± `margin` points with a confidence of 95 %: z²·variance / margin² − 3,
 * which is the adjusted-Wald interval read backward (MeasuringU). `variance` is that of answers which count as −1, 0,
 * +1: 1 in the worst case, .67 in a usual mix. Throws a RangeError that names the argument: `margin` goes to 100,
 * `variance` to 1.
 * @default variance 1
 */
export function npsSampleSize(margin: number, variance = 1): number {
  requirePositive('margin', margin, 100);
  requireNumber('variance', variance, 0, 1);
  return answersFor(variance, margin / 100, 3);
}

/**
 * How many answers give a share (CSAT, CES, a rate) that is right to ± `margin` percentage points with a confidence of
 * 95 %: z²·p(1 − p) / margin² − 4. `percent` is the share that is expected; 50 is the worst case. Throws a RangeError
 * that names the argument: both go to 100.
 * @default percent 50
 */
export function shareSampleSize(margin: number, percent = 50): number {
  requirePositive('margin', margin, 100);
  requireNumber('percent', percent, 0, 100);
  return answersFor((percent / 100) * (1 - percent / 100), margin / 100, 4);
}

/**
 * How many answers give a mean that is right to ± `margin` points of the scale with a confidence of 95 %: z²·s² /
 * margin², with `deviation` for s, the standard deviation that is expected (1.5 is usual of a CES with seven points).
 * Throws a RangeError that names the argument: both go to 10.
 */
export function meanSampleSize(margin: number, deviation: number): number {
  requirePositive('margin', margin, 10);
  requireNumber('deviation', deviation, 0, 10);
  return answersFor(deviation ** 2, margin, 0);
}

/**
 * How many answers each of two periods needs, so that a true change of the NPS by `change` points is found clear in 80
 * of 100 cases: 2·variance·(z₀.₉₇₅ + z₀.₈)² / change². Throws a RangeError that names the argument: `change` goes to
 * 200, `variance` to 1.
 * @default variance .67, a usual mix
 */
export function npsChangeSampleSize(change: number, variance = 0.67): number {
  requirePositive('change', change, 200);
  requireNumber('variance', variance, 0, 1);
  return Math.max(1, Math.ceil((2 * variance * (z95 + z80) ** 2) / (change / 100) ** 2));
}
