import type { Sums } from './counts.ts';
import { around, clip, type Interval } from './interval.ts';
import { tQuantile } from './student-t.ts';

/** How far scores lie from their mean, in points of the scale. */
export interface Spread {
  /** The standard deviation with n − 1; left out below two answers. */
  readonly deviation?: number;
  /** Of the mean, by Student’s t; left out below two answers, and where all are equal. */
  readonly meanInterval?: Interval;
  /** Two answers or more, and none differs: say that, since ±0 would be untrue. */
  readonly areAllEqual: boolean;
}

/** Σ(x − mean)² / (n − 1) of two scores or more, in squared points. */
export function varianceOf({ counts, n, total }: Sums): number {
  const mean = total / n;
  const squares = Object.entries(counts).map(([score, count]) => count * (Number(score) - mean) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / (n - 1);
}

/** Whether there are two scores or more and none differs. */
export const areAllEqual = ({ counts, n }: Sums): boolean => n > 1 && Object.values(counts).includes(n);

/** The spread of scores; the interval is mean ± t·s/√n (Student 1908), within the scale. */
export function spreadOf(sums: Sums): Spread {
  const { n, total, counts } = sums;
  if (n < 2) return { areAllEqual: false };
  if (areAllEqual(sums)) return { deviation: 0, areAllEqual: true };
  const deviation = Math.sqrt(varianceOf(sums));
  const points = Object.keys(counts).map(Number);
  const interval = around(total / n, (tQuantile(n - 1) * deviation) / Math.sqrt(n));
  return { deviation, meanInterval: clip(interval, Math.min(...points), Math.max(...points)), areAllEqual: false };
}
