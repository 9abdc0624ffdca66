import { dayMs } from './duration.ts';

/** How long a point of a trend is. */
export type Interval = (typeof intervals)[number];

export const intervals = ['day', 'week', 'month'] as const;

/** The first day of the interval that a day is in. Days are UTC days since 1970; weeks begin on Monday (ISO 8601). */
export function beginOf(day: number, interval: Interval): number {
  if (interval === 'day') return day;
  // The first of January 1970 was a Thursday.
  if (interval === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) / dayMs;
}

/** The first day of the interval after the one that a day is in. */
export function nextOf(day: number, interval: Interval): number {
  const begin = beginOf(day, interval);
  if (interval !== 'month') return begin + (interval === 'day' ? 1 : 7);
  const date = new Date(begin * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) / dayMs;
}
