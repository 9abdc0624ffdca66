/** Where the true value lies with a confidence of 95 %, in the unit of what it belongs to. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The interval `margin` to both sides of `center`. */
export const around = (center: number, margin: number): Interval => ({ low: center - margin, high: center + margin });

/** What of an interval is possible at all; a score cannot be above its maximum. */
export const clip = ({ low, high }: Interval, least: number, most: number): Interval => ({
  low: Math.max(least, low),
  high: Math.min(most, high),
});
