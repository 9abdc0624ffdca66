import { around, type Interval } from './interval.ts';
import { z95 } from './normal.ts';
import { requireCount, requireNumber } from './require-number.ts';

/** So many out of so many. */
export interface Proportion {
  readonly count: number;
  readonly n: number;
}

/** A proportion in percent, unrounded; of nothing there is neither percentage nor interval. */
export interface Share extends Proportion {
  /** 0…100. */
  readonly percent?: number;
  /** The Wilson interval in percent, within 0…100. */
  readonly interval?: Interval;
}

/**
 * The Wilson interval (1927, “Probable inference, the law of succession, and statistical inference”) of `count` out of
 * `n`, which must be more than 0, in percent: center (p + z²/2n) / (1 + z²/n), to both sides z·√(p(1 − p)/n + z²/4n²) /
 * (1 + z²/n).
 */
export function wilson({ count, n }: Proportion): Interval {
  const [p, square] = [count / n, z95 ** 2 / n];
  const margin = Math.sqrt(square * (p * (1 - p) + square / 4)) / (1 + square);
  const { low, high } = around((p + square / 2) / (1 + square), margin);
  // Of all it is 1, but for an error of rounding.
  return { low: 100 * low, high: count === n ? 100 : 100 * high };
}

/** Throws a RangeError that names what is wrong with a proportion; `name` goes in front of it. */
export function requireProportion(name: string, { count, n }: Proportion): void {
  requireCount(`${name}n`, n);
  requireCount(`${name}count`, count);
  requireNumber(`${name}count`, count, 0, n);
}

/** `count` out of `n` with its interval; throws a RangeError unless both are whole, and `count` is from 0 to `n`. */
export function shareOf(count: number, n: number): Share {
  requireProportion('', { count, n });
  return n === 0 ? { count, n } : { count, n, percent: (100 * count) / n, interval: wilson({ count, n }) };
}
