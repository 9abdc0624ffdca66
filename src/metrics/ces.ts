import { metricOf, sumsOf, type Counts, type Metric } from './counts.ts';

/** Percent that found it easy: 5 and more of seven points (CEB 2013), 4 and more of five; 0…100. */
export function cesOf(max: number, counts: Counts): Metric {
  const sums = sumsOf('ces', max, counts);
  return metricOf(sums, sums.segments.positive);
}
