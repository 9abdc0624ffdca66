import { metricOf, sumsOf, type Counts, type Metric } from './counts.ts';

/** Percent of satisfied scores: the top box of three points, the top two of five and seven; 0…100. */
export function csatOf(max: number, counts: Counts): Metric {
  const sums = sumsOf('csat', max, counts);
  return metricOf(sums, sums.segments.positive);
}
