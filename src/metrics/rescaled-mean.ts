import type { Kind } from '../core/kinds.ts';
import { scaleEndingAt } from './counts.ts';
import { requireNumber } from './require-number.ts';

/**
 * A mean as a place between both ends of its scale, 0…100: 100·(mean − min) / (max − min). It brings means of scales of
 * different lengths onto one, without making them the same question. Throws a RangeError that names `max` where the
 * kind has no such scale, or `mean` where that is not on it.
 */
export function rescaledMean(kind: Kind, max: number, mean: number): number {
  const { min } = scaleEndingAt(kind, max);
  requireNumber('mean', mean, min, max);
  return (100 * (mean - min)) / (max - min);
}

/**
 * A mean in percent of the highest point: 100·mean / max. Label it as that: it is no share of satisfied answers, and on
 * a scale from 1 on it cannot be 0. Throws as `rescaledMean` does.
 */
export function percentOfMaximum(kind: Kind, max: number, mean: number): number {
  requireNumber('mean', mean, scaleEndingAt(kind, max).min, max);
  return (100 * mean) / max;
}
