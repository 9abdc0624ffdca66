import { adjustedMoments } from './adjusted-wald.ts';
import { judge, tooFew, type Comparison } from './comparison.ts';
import { sumsOf, type Counts, type Sums } from './counts.ts';
import { around } from './interval.ts';
import { normalTails, z95 } from './normal.ts';

// The same operations as in a metric, so that the difference is that of two printed scores.
const scoreOf = ({ n, segments }: Sums): number => (100 * (segments.positive - segments.negative)) / n;

/**
 * Whether the NPS of `after` differs from that of `before`, in points: z = Δ′ / √(v₁′/n₁′ + v₂′/n₂′) with the adjusted
 * moments of both, as MeasuringU derive it from the adjusted-Wald interval. Throws a RangeError that names the
 * argument, such as `before[9]`, where a count is negative, fractional or not a number.
 */
export function compareNps(before: Counts, after: Counts): Comparison {
  const [first, second] = [sumsOf('nps', 10, before, 'before'), sumsOf('nps', 10, after, 'after')];
  const untested = tooFew(first.n, second.n);
  if (untested) return untested;
  const [one, other] = [adjustedMoments(first.segments), adjustedMoments(second.segments)];
  const estimate = 100 * (other.center - one.center);
  const error = 100 * Math.sqrt(one.variance / one.n + other.variance / other.n);
  return judge({
    unit: 'point',
    difference: scoreOf(second) - scoreOf(first),
    estimate,
    interval: around(estimate, z95 * error),
    statistic: estimate / error,
    p: normalTails(estimate / error),
  });
}
