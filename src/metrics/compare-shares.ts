import { judge, tooFew, type Comparison } from './comparison.ts';
import { normalTails } from './normal.ts';
import { requireProportion, wilson, type Proportion } from './share.ts';

/**
 * Whether the share `after` differs from that `before`, in percentage points: the two-proportion z test with N − 1
 * (Campbell 2007, “Chi-squared and Fisher–Irwin tests of two-by-two tables with small sample recommendations”) and the
 * interval of Newcombe (1998, method 10), which is made of both Wilson intervals. Throws a RangeError that names the
 * argument, such as `before.count`, unless both are whole numbers with the count from 0 to n.
 */
export function compareShares(before: Proportion, after: Proportion): Comparison {
  requireProportion('before.', before);
  requireProportion('after.', after);
  const untested = tooFew(before.n, after.n);
  if (untested) return untested;
  const [one, other] = [(100 * before.count) / before.n, (100 * after.count) / after.n];
  const difference = other - one;
  const all = before.n + after.n;
  const pooled = (before.count + after.count) / all;
  const error = 100 * Math.sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / after.n) * (all / (all - 1)));
  // Without an error both are 0 % or both 100 %.
  const statistic = error ? difference / error : 0;
  const [from, to] = [wilson(before), wilson(after)];
  return judge({
    unit: 'percentage point',
    difference,
    estimate: difference,
    interval: {
      low: difference - Math.hypot(one - from.high, other - to.low),
      high: difference + Math.hypot(one - from.low, other - to.high),
    },
    statistic,
    p: normalTails(statistic),
  });
}
