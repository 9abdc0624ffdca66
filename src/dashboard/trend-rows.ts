import { dayMs } from '../core/duration.ts';
import { beginOf, nextOf, type Interval } from '../core/trend-interval.ts';
import type { Kind } from '../core/kinds.ts';
import { summaryOf, type Summary } from '../metrics/summary.ts';
import type { SurveyResult, TrendPoint } from '../metrics/survey-result.ts';
import type { Days } from './period.ts';

/** One interval of a trend: also one in which nothing came in. */
export interface TrendRow extends Pick<Summary, 'n' | 'score' | 'interval' | 'display'> {
  /** UTC days, both inclusive; the first and the last interval end with the period. */
  readonly days: Days;
  /** The middle of the whole interval, in epoch ms. */
  readonly atMs: number;
  /** Not over yet: more may come. */
  readonly isOpen: boolean;
  /** Left out where nothing came in. */
  readonly outcomes?: TrendPoint['outcomes'];
}

const dayOf = (day: string): number => Date.parse(day) / dayMs;
const printDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** Every interval of a period, the earliest first; those below five answers have no score. */
export function trendRowsOf(
  { kind, max, trend = [] }: Pick<SurveyResult, 'kind' | 'max' | 'trend'>,
  days: Days,
  interval: Interval,
  nowMs: number,
): readonly TrendRow[] {
  const points = new Map(trend.map((point) => [point.from, point]));
  const rows: TrendRow[] = [];
  const [first, last] = [dayOf(days.from), dayOf(days.to)];
  for (let day = beginOf(first, interval); day <= last; day = nextOf(day, interval)) {
    const end = nextOf(day, interval);
    const point = points.get(printDay(day));
    const { n, display, score, interval: range } = summaryOf(kind, max, point?.counts ?? {});
    rows.push({
      days: { from: printDay(Math.max(day, first)), to: printDay(Math.min(end - 1, last)) },
      atMs: ((day + end) / 2) * dayMs,
      isOpen: Math.min(end, last + 1) * dayMs > nowMs,
      n,
      display,
      ...(range && score !== undefined && { score, interval: range }),
      ...(point && { outcomes: point.outcomes }),
    });
  }
  return rows;
}

/**
 * What the axis of scores reaches over: all intervals that are shown, in tens, and never so little that chance looks like
 * a cliff.
 */
export function axisOf(kind: Kind, rows: readonly TrendRow[]): readonly [number, number] {
  const [least, most] = kind === 'nps' ? [-100, 100] : [0, 100];
  const shown = rows.flatMap(({ interval }) => interval ?? []);
  if (!shown.length) return [least, most];
  const low = Math.floor(Math.min(...shown.map((one) => one.low)) / 10) * 10;
  const high = Math.ceil(Math.max(...shown.map((one) => one.high)) / 10) * 10;
  const room = Math.max(0, (kind === 'nps' ? 60 : 30) - (high - low)) / 2;
  return [Math.max(least, low - room), Math.min(most, high + room)];
}

/** The index of every range that has no neighbour to be joined with by a band. */
export function loneOf(rows: readonly TrendRow[]): readonly number[] {
  const has = (index: number): boolean => !!rows[index]?.interval;
  return rows.flatMap((_, index) => (has(index) && !has(index - 1) && !has(index + 1) ? [index] : []));
}

/** In which row the number of each mark stands, so that no two of `size` pixels touch each other; places are in pixels. */
export function rowsOfMarks(places: readonly number[], size: number): readonly number[] {
  const ends: number[] = [];
  const rows = places.map(() => 0);
  for (const [place, index] of places.map((one, at) => [one, at] as const).toSorted(([a], [b]) => a - b)) {
    const free = ends.findIndex((end) => end <= place - size);
    const row = free < 0 ? ends.length : free;
    ends[row] = place;
    rows[index] = row;
  }
  return rows;
}

/** Which of `count` ticks are labelled, so that they stand no closer than `step` pixels on `width`: the last one is. */
export function labelledOf(count: number, width: number, step: number): readonly number[] {
  const every = Math.max(1, Math.ceil((count * step) / Math.max(1, width)));
  return Array.from({ length: count }, (_, index) => index).filter((index) => (count - 1 - index) % every === 0);
}
