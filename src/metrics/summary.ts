import type { Kind } from '../core/kinds.ts';
import { adjustedWald } from './adjusted-wald.ts';
import { metricOf, sumsOf, type Counts, type Metric } from './counts.ts';
import { displayOf, fewestForScore, type Display } from './display.ts';
import type { Interval } from './interval.ts';
import { wilson } from './share.ts';
import { spreadOf, type Spread } from './spread.ts';

/** A metric with all that it takes to read it rightly. */
export interface Summary extends Metric, Spread {
  /** Every point of the scale, also those that nobody chose. */
  readonly counts: Counts;
  readonly display: Display;
  /**
   * Of the score: adjusted-Wald for NPS, in points; Wilson for CSAT and CES, in percent. Left out below five answers,
   * where no score is to be shown either.
   */
  readonly interval?: Interval;
}

/**
 * The summary of counts on the scale of a kind that ends at `max`. Throws a RangeError that names the argument where
 * the kind has no such scale, or where a count is negative, fractional or not a number.
 */
export function summaryOf(kind: Kind, max: number, counts: Counts): Summary {
  const sums = sumsOf(kind, max, counts);
  const { n, segments } = sums;
  return {
    ...metricOf(sums),
    counts: sums.counts,
    display: displayOf(n),
    ...(n >= fewestForScore && {
      interval: kind === 'nps' ? adjustedWald(segments) : wilson({ count: segments.positive, n }),
    }),
    ...spreadOf(sums),
  };
}
