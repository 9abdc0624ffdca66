import type { SegmentCounts } from './counts.ts';
import { around, clip, type Interval } from './interval.ts';
import { z95 } from './normal.ts';

/** Mean and variance of answers that count as −1, 0 and +1. */
export interface NpsMoments {
  readonly n: number;
  /** The NPS divided by 100: −1…1. */
  readonly center: number;
  /** p + d − (p − d)², with p and d the shares of promoters and detractors: 0…1. */
  readonly variance: number;
}

/** The moments of counts by segment, of which there is at least one. */
export function npsMoments({ negative, neutral, positive }: SegmentCounts): NpsMoments {
  const n = negative + neutral + positive;
  const center = (positive - negative) / n;
  return { n, center, variance: (positive + negative) / n - center ** 2 };
}

/**
 * The moments with three answers more, which nobody gave: ¾ promoter, 1½ passives, ¾ detractor (Rocks 2016). They keep
 * the interval honest where answers are few, or all alike.
 */
export const adjustedMoments = ({ negative, neutral, positive }: SegmentCounts): NpsMoments =>
  npsMoments({ negative: negative + 0.75, neutral: neutral + 1.5, positive: positive + 0.75 });

/**
 * The adjusted-Wald interval of an NPS in points, −100…100: center ± z·√(variance / n) of the adjusted moments (Rocks
 * 2016, “Interval estimation for the Net Promoter Score”; found best on real data by MeasuringU). It is not symmetric
 * about the NPS itself, and of a single answer it leaves out the NPS.
 */
export function adjustedWald(segments: SegmentCounts): Interval {
  const { n, center, variance } = adjustedMoments(segments);
  return clip(around(100 * center, 100 * z95 * Math.sqrt(variance / n)), -100, 100);
}
