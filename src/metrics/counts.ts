import { scalesOf, segmentOf, standardScale, type Kind, type Scale, type Segment } from '../core/kinds.ts';

/** How many responses chose each score; a score that nobody chose may be left out. */
export type Counts = Readonly<Record<number, number>>;

/** The three segments in percent of all scores, unrounded. */
export type Shares = Readonly<Record<Segment, number>>;

/** What a distribution amounts to; with no scores there is neither score, mean nor share, never a zero. */
export interface Metric {
  readonly n: number;
  /** Unrounded: NPS −100…100, CSAT and CES 0…100 (percent). */
  readonly score?: number;
  readonly mean?: number;
  readonly shares?: Shares;
}

/** The scale of a kind that ends at `max`, or the kind's standard one. */
export const scaleEndingAt = (kind: Kind, max: number): Scale =>
  scalesOf(kind).find((scale) => scale.max === max) ?? standardScale(kind);

/** Every point of a scale, lowest first. */
export const pointsOf = ({ min, max }: Scale): readonly number[] =>
  Array.from({ length: max - min + 1 }, (_, index) => min + index);

/** A distribution in sums: all later figures come from these integers, so that rounding happens once, at the end. */
export interface Sums {
  readonly n: number;
  readonly total: number;
  readonly segments: Readonly<Record<Segment, number>>;
}

/** Counts added up by segment; a score that is not on the scale is not counted. */
export function sumsOf(kind: Kind, max: number, counts: Counts): Sums {
  const segments: Record<Segment, number> = { negative: 0, neutral: 0, positive: 0 };
  let n = 0;
  let total = 0;
  for (const score of pointsOf(scaleEndingAt(kind, max))) {
    const count = counts[score] ?? 0;
    n += count;
    total += count * score;
    segments[segmentOf(kind, max, score)] += count;
  }
  return { n, total, segments };
}

/** The metric of a distribution, its score being `counted` in percent of n. */
export function metricOf({ n, total, segments }: Sums, counted: number): Metric {
  if (n === 0) return { n };
  const percent = (count: number): number => (100 * count) / n;
  return {
    n,
    score: percent(counted),
    mean: total / n,
    shares: {
      negative: percent(segments.negative),
      neutral: percent(segments.neutral),
      positive: percent(segments.positive),
    },
  };
}
