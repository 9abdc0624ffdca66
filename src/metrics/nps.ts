import { metricOf, sumsOf, type Counts, type Metric } from './counts.ts';

/** Percent of 9–10 minus percent of 0–6 (Reichheld 2003), −100…100, from counts and not from rounded shares. */
export function npsOf(counts: Counts): Metric {
  const sums = sumsOf('nps', 10, counts);
  return metricOf(sums, sums.segments.positive - sums.segments.negative);
}
