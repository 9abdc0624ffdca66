import { dayMs } from '../core/duration.ts';
import type { Interval } from '../core/trend-interval.ts';

/** A period that ends today, by its length. */
export type Preset = keyof typeof presetDays;

/** What the owner looks at: the last so many days, or days that he chose, both inclusive, such as `2026-11-21`. */
export type Period = Preset | { readonly from: string; readonly to: string };

/** Whole UTC days, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const presetDays = { '7d': 7, '28d': 28, '90d': 90, '365d': 365 } as const;
export const presets = Object.keys(presetDays) as readonly Preset[];

/** @default 90d */
export const standardPeriod: Preset = '90d';

export const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // The 31st of a month that has 30 days is read as the first of the next.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

const lengthOf = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / dayMs + 1;

/** The days of a period. The collector counts by UTC days, so that today is the one that it is in UTC. */
export function daysOf(period: Period, nowMs: number): Days {
  if (typeof period == 'object') return period;
  const to = new Date(nowMs).toISOString().slice(0, 10);
  return { from: addDays(to, 1 - presetDays[period]), to };
}

/** As many days just before. */
export function daysBefore(days: Days): Days {
  const to = addDays(days.from, -1);
  return { from: addDays(to, 1 - lengthOf(days)), to };
}

/** How long the points of a trend are, so that there are some ten to sixty of them. */
export function intervalOf(days: Days): Interval {
  const length = lengthOf(days);
  if (length <= 45) return 'day';
  return length <= 400 ? 'week' : 'month';
}
