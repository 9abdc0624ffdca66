import type { Kind } from '../core/kinds.ts';
import { pointsOf, scaleEndingAt, sumsOf, type Counts } from './counts.ts';
import { requireCount, requireNumber } from './require-number.ts';
import { shareOf, type Share } from './share.ts';

/**
 * How many chose one of the highest `boxes` points: 1 is the top box (“completely satisfied”), 3 of a CSAT with seven
 * points are all of its satisfied end. Throws as `summaryOf` does, and where `boxes` is not a whole number of points
 * that the scale has.
 * @default boxes 1
 */
export function topBoxOf(kind: Kind, max: number, counts: Counts, boxes = 1): Share {
  requireCount('boxes', boxes);
  requireNumber('boxes', boxes, 1, pointsOf(scaleEndingAt(kind, max)).length);
  const sums = sumsOf(kind, max, counts);
  const top = Object.entries(sums.counts).filter(([score]) => Number(score) > max - boxes);
  return shareOf(
    top.reduce((sum, [, count]) => sum + count, 0),
    sums.n,
  );
}
