import type { Kind } from '../core/kinds.ts';
import { compareNps } from './compare-nps.ts';
import { compareShares } from './compare-shares.ts';
import type { Comparison } from './comparison.ts';
import { sumsOf, type Counts, type Sums } from './counts.ts';
import type { Proportion } from './share.ts';

const positiveOf = ({ n, segments }: Sums): Proportion => ({ count: segments.positive, n });

/**
 * Whether the score of a kind differs between two periods or groups on the scale that ends at `max`: NPS as
 * `compareNps`, CSAT and CES as `compareShares` of the positive scores. Scales of different lengths are never compared.
 * Throws a RangeError that names the argument: `max` where the kind has no such scale, or a count such as `before[5]`.
 */
export function compare(kind: Kind, max: number, before: Counts, after: Counts): Comparison {
  const [first, second] = [sumsOf(kind, max, before, 'before'), sumsOf(kind, max, after, 'after')];
  return kind === 'nps' ? compareNps(before, after) : compareShares(positiveOf(first), positiveOf(second));
}
