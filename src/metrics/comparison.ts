import { fewestForScore } from './display.ts';
import type { Interval } from './interval.ts';

/** What a difference is measured in: of NPS, of shares, of means. */
export type Unit = 'point' | 'percentage point' | 'point of the scale';

/** A difference that was tested. */
export interface TestedComparison {
  /**
   * `higher` or `lower` where the second one clearly is: p below .05, and an interval without 0. `unclear` is not “the
   * same”: so many answers just do not show a difference.
   */
  readonly verdict: 'higher' | 'lower' | 'unclear';
  readonly unit: Unit;
  /** The second score less the first, unrounded: the one to print. */
  readonly difference: number;
  /** What was tested: of NPS the difference of the adjusted scores, else the difference itself. */
  readonly estimate: number;
  /** Of the difference. */
  readonly interval: Interval;
  /** How many standard errors the estimate is from 0: z, or t of means. */
  readonly statistic: number;
  /** Of Student’s t, not always whole; means only. */
  readonly degreesOfFreedom?: number;
  /** How likely so large a difference is where there is none, two-sided: 0…1. */
  readonly p: number;
  /** The smallest difference that so many answers could show as clear: half of the interval’s width. */
  readonly smallestChange: number;
}

/**
 * Two periods, or two groups, of one survey on one scale. It holds for different people in both; where the same ones
 * answered twice, it is too cautious or too bold: take the latest answer of each person in each period, and say so.
 * With `none` there was no test: fewer than five answers on a side, of which no score is shown, or means of answers
 * that are all equal on both.
 */
export type Comparison = TestedComparison | { readonly verdict: 'none'; readonly reason: 'too few' | 'all equal' };

/** What stands where two sides cannot be compared for want of answers; nothing where they can. */
export const tooFew = (before: number, after: number): Comparison | undefined =>
  Math.min(before, after) < fewestForScore ? { verdict: 'none', reason: 'too few' } : undefined;

/** The verdict on what was tested, and the smallest change. */
export function judge(tested: Omit<TestedComparison, 'verdict' | 'smallestChange'>): TestedComparison {
  const { low, high } = tested.interval;
  const isClear = tested.p < 0.05 && (low > 0 || high < 0);
  return {
    verdict: isClear ? (low > 0 ? 'higher' : 'lower') : 'unclear',
    ...tested,
    smallestChange: (high - low) / 2,
  };
}
