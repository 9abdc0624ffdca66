import type { Kind } from '../core/kinds.ts';
import { judge, tooFew, type Comparison } from './comparison.ts';
import { sumsOf, type Counts } from './counts.ts';
import { around } from './interval.ts';
import { areAllEqual, varianceOf } from './spread.ts';
import { tQuantile, tTails } from './student-t.ts';

/**
 * Whether the mean score `after` differs from that `before`, in points of the scale: the t test of Welch (1947, “The
 * generalization of Student’s problem when several different population variances are involved”), t = Δ / √(s₁²/n₁ +
 * s₂²/n₂). Throws a RangeError that names the argument: `max` where the kind has no such scale, or a count such as
 * `before[5]`.
 */
export function compareMeans(kind: Kind, max: number, before: Counts, after: Counts): Comparison {
  const [first, second] = [sumsOf(kind, max, before, 'before'), sumsOf(kind, max, after, 'after')];
  const untested = tooFew(first.n, second.n);
  if (untested) return untested;
  if (areAllEqual(first) && areAllEqual(second)) return { verdict: 'none', reason: 'all equal' };
  const [one, other] = [varianceOf(first) / first.n, varianceOf(second) / second.n];
  const error = Math.sqrt(one + other);
  const degreesOfFreedom = (one + other) ** 2 / (one ** 2 / (first.n - 1) + other ** 2 / (second.n - 1));
  const difference = second.total / second.n - first.total / first.n;
  const statistic = difference / error;
  return judge({
    unit: 'point of the scale',
    difference,
    estimate: difference,
    interval: around(difference, tQuantile(degreesOfFreedom) * error),
    statistic,
    degreesOfFreedom,
    p: tTails(statistic, degreesOfFreedom),
  });
}
