import type { Kind, Segment } from '../core/kinds.ts';
import type { Interval as TrendInterval } from '../core/trend-interval.ts';
import type { Metric } from '../metrics/counts.ts';
import type { Interval } from '../metrics/interval.ts';
import { roundSymmetric } from '../metrics/rounding.ts';

/** How this reader writes numbers and dates. */
export interface Format {
  /** The reader's languages, the best one first. */
  readonly locales: readonly string[];
  readonly count: (n: number) => string;
  readonly mean: (mean: number | undefined) => string;
  /** `+20`, `−100`, `0` for NPS, `75%` for CSAT and CES; `–` without answers. */
  readonly score: (kind: Kind, metric: Metric) => string;
  /** An interval in words: `between 14 and 44`. */
  readonly range: (kind: Kind, interval: Interval) => string;
  /** An interval of means: `8.0 to 8.4`. */
  readonly means: (interval: Interval) => string;
  /** A difference of scores in points: `+4`, `−12`, `0`. */
  readonly signed: (points: number) => string;
  readonly percent: (percent: number | undefined) => string;
  /** Days from the first to the last, such as `Nov 1 – 22, 2026`; UTC days, as the collector counts. */
  readonly days: (days: { readonly from: string; readonly to: string }) => string;
  /** The UTC day on which an interval begins in brief, such as `3 Nov`; of a month its name. */
  readonly tick: (day: string, interval: TrendInterval) => string;
  /** `3 days ago`; the date once that says more. */
  readonly ago: (instant: string, nowMs: number) => string;
  readonly date: (instant: string) => string;
  readonly time: (atMs: number) => string;
}

/** What stands for a figure that does not exist. */
export const noFigure = '–';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** Figures and dates as `locales` write them. */
export function makeFormat(locales: readonly string[], timeZone?: string): Format {
  const zone = timeZone === undefined ? {} : { timeZone };
  const whole = new Intl.NumberFormat(locales);
  const decimal = new Intl.NumberFormat(locales, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locales, { style: 'percent' });
  const relative = new Intl.RelativeTimeFormat(locales, { numeric: 'auto' });
  const day = new Intl.DateTimeFormat(locales, { dateStyle: 'medium', ...zone });
  const full = new Intl.DateTimeFormat(locales, { dateStyle: 'full', timeStyle: 'short', ...zone });
  const clock = new Intl.DateTimeFormat(locales, { timeStyle: 'short', ...zone });
  const percent = (value: number | undefined): string =>
    value === undefined ? noFigure : share.format(roundSymmetric(value) / 100);
  const period = new Intl.DateTimeFormat(locales, { dateStyle: 'medium', timeZone: 'UTC' });
  const brief = new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locales, { month: 'short', timeZone: 'UTC' });
  const signed = (points: number): string => {
    const value = roundSymmetric(points);
    return `${value > 0 ? '+' : value < 0 ? '−' : ''}${whole.format(Math.abs(value))}`;
  };
  const bound = (kind: Kind, value: number): string => (kind === 'nps' ? signed(value) : percent(value));
  return {
    locales,
    count: (n) => whole.format(n),
    mean: (mean) => (mean === undefined ? noFigure : decimal.format(roundSymmetric(mean, 1))),
    score: (kind, { score }) => (kind !== 'nps' || score === undefined ? percent(score) : signed(score)),
    means: ({ low, high }) => [low, high].map((end) => decimal.format(roundSymmetric(end, 1))).join(' to '),
    range: (kind, { low, high }) => `between ${bound(kind, low)} and ${bound(kind, high)}`,
    signed,
    percent,
    days: ({ from, to }) => period.formatRange(new Date(from), new Date(to)),
    tick: (dayName, interval) => (interval === 'month' ? month : brief).format(new Date(dayName)),
    ago: (instant, nowMs) => {
      // A visitor's clock that is ahead of ours must not say "in 3 minutes".
      const ageMs = Math.max(0, nowMs - Date.parse(instant));
      if (ageMs > 14 * 86_400_000) return day.format(new Date(instant));
      const [unit, lengthMs] = units.find((one) => ageMs >= one[1]) ?? (['minute', 60_000] as const);
      return relative.format(-Math.floor(ageMs / lengthMs), unit);
    },
    date: (instant) => full.format(new Date(instant)),
    time: (atMs) => clock.format(new Date(atMs)),
  };
}

/** How a kind is called. */
export const kindNames: Readonly<Record<Kind, string>> = { nps: 'NPS', csat: 'CSAT', ces: 'CES' };

/** How a segment is called: only NPS has names of its own. */
export const segmentName = (kind: Kind, segment: Segment): string =>
  kind === 'nps'
    ? { negative: 'Detractors', neutral: 'Passives', positive: 'Promoters' }[segment]
    : { negative: 'Negative', neutral: 'Neutral', positive: 'Positive' }[segment];
