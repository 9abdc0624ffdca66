import type { Interval } from '../metrics/interval.ts';

interface RangeProps {
  readonly score: number;
  readonly interval: Interval;
  /** The score of all, to which this one is compared. */
  readonly all: number;
  /** What the picture reaches over: the same for all that are looked at together. */
  readonly domain: Interval;
}

/** What a picture of these intervals has to reach over: all of them, and some room. */
export function domainOf(intervals: readonly Interval[]): Interval {
  const [low, high] = [Math.min(...intervals.map((one) => one.low)), Math.max(...intervals.map((one) => one.high))];
  const room = Math.max(2, (high - low) / 20);
  return { low: low - room, high: high + room };
}

/** Where a score and its interval lie beside that of all, as a picture. The figures beside it say the same. */
export function Range({ score, interval, all, domain }: RangeProps) {
  const placeOf = (value: number): number => (100 * (value - domain.low)) / (domain.high - domain.low);
  const [from, to] = [placeOf(interval.low), placeOf(interval.high)];
  return (
    <svg class="range" aria-hidden="true" focusable="false">
      <rect class="track" x={`${placeOf(all)}%`} y="-8" width="1" height="37" />
      <rect class="span" x={`${from}%`} y="8" width={`${to - from}%`} height="4" rx="2" />
      <circle cx={`${placeOf(score)}%`} cy="10" r="5" />
    </svg>
  );
}
