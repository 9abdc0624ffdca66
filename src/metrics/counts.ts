import { scalesOf, segmentOf, type Kind, type Scale, type Segment } from '../core/kinds.ts';
import { requireCount } from './require-number.ts';

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

/** The scale of a kind that ends at `max`; throws a RangeError where there is none. */
export function scaleEndingAt(kind: Kind, max: number): Scale {
  const scales = scalesOf(kind);
  const found = scales.find((scale) => scale.max === max);
  if (!found)
    throw new RangeError(`max of ${kind} must be ${scales.map((scale) => scale.max).join(' or ')}, not ${max}`);
  return found;
}

/** Every point of a scale, lowest first. */
export const pointsOf = ({ min, max }: Scale): readonly number[] =>
  Array.from({ length: max - min + 1 }, (_, index) => min + index);

/** How many scores are in each segment. */
export type SegmentCounts = Readonly<Record<Segment, number>>;

/** A distribution in sums: all later figures come from these integers, so that rounding happens once, at the end. */
export interface Sums {
  readonly kind: Kind;
  /** Every point of the scale, also those that nobody chose. */
  readonly counts: Counts;
  readonly n: number;
  readonly total: number;
  readonly segments: SegmentCounts;
}

/**
 * Counts added up by segment; a score that is not on the scale is not counted. Throws a RangeError where the kind has
 * no such scale, and one that names the argument (as `name`, and by score) where a count is negative, fractional or not
 * a number.
 * @default name counts
 */
export function sumsOf(kind: Kind, max: number, counts: Counts, name = 'counts'): Sums {
  for (const [score, count] of Object.entries(counts)) requireCount(`${name}[${score}]`, count);
  const all: Record<number, number> = {};
  const segments: Record<Segment, number> = { negative: 0, neutral: 0, positive: 0 };
  let n = 0;
  let total = 0;
  for (const score of pointsOf(scaleEndingAt(kind, max))) {
    const count = counts[score] ?? 0;
    all[score] = count;
    n += count;
    total += count * score;
    segments[segmentOf(kind, max, score)] += count;
  }
  return { kind, counts: all, n, total, segments };
}

/** The metric of sums: of NPS the promoters without the detractors, else the positive ones, in percent of n. */
export function metricOf({ kind, n, total, segments }: Sums): Metric {
  if (n === 0) return { n };
  const percent = (count: number): number => (100 * count) / n;
  const { negative, neutral, positive } = segments;
  return {
    n,
    score: percent(kind === 'nps' ? positive - negative : positive),
    mean: total / n,
    shares: { negative: percent(negative), neutral: percent(neutral), positive: percent(positive) },
  };
}
