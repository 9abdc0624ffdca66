import { expect, test } from 'vitest';
import type { TrendPoint } from '../metrics/survey-result.ts';
import { axisOf, labelledOf, trendRowsOf } from './trend-rows.ts';

const outcomes = { shown: 0, scored: 5, answered: 0, dismissed: 0, later: 0, never: 0, ignored: 0 };
const point = (from: string, counts: Record<number, number>): TrendPoint => ({
  from,
  n: Object.values(counts).reduce((sum, n) => sum + n, 0),
  counts,
  outcomes,
  commented: 0,
});
const rowsOf = (trend: readonly TrendPoint[], from: string, to: string, interval: 'day' | 'week' | 'month') =>
  trendRowsOf({ kind: 'nps', max: 10, trend }, { from, to }, interval, Date.parse('2026-11-20T12:00:00Z'));

test('has a row for each week of a period, also where nothing came in', () => {
  const trend = [point('2026-11-02', { 9: 30 }), point('2026-11-16', { 0: 4 })];
  const rows = rowsOf(trend, '2026-11-04', '2026-11-20', 'week');
  expect(rows.map(({ days, n, display, score, isOpen }) => [days.from, days.to, n, display, score, isOpen])).toEqual([
    ['2026-11-02', '2026-11-08', 30, 'normal', 100, false],
    ['2026-11-09', '2026-11-15', 0, 'dash', undefined, false],
    ['2026-11-16', '2026-11-22', 4, 'counts', undefined, true],
  ]);
  expect(rows[1]).not.toHaveProperty('outcomes');
});

test('places a row in the middle of its interval', () => {
  const [day] = rowsOf([], '2026-11-04', '2026-11-04', 'day');
  expect(new Date(day?.atMs ?? 0).toISOString()).toBe('2026-11-04T12:00:00.000Z');
  expect(rowsOf([], '2026-01-31', '2026-03-01', 'month').map(({ days }) => days.to)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
  ]);
});

test('reaches over all ranges in tens, within what a score can be', () => {
  expect(axisOf('nps', [])).toEqual([-100, 100]);
  expect(axisOf('csat', [])).toEqual([0, 100]);
  const rows = rowsOf([point('2026-11-02', { 9: 600, 0: 400 })], '2026-11-02', '2026-11-08', 'week');
  // 20 ± 6: the range alone would be 20 points high.
  expect(axisOf('nps', rows)).toEqual([-10, 50]);
  const high = rowsOf([point('2026-11-02', { 9: 1000 })], '2026-11-02', '2026-11-08', 'week');
  expect(axisOf('nps', high)).toEqual([65, 100]);
});

test('labels the last tick, and as many before as there is room for', () => {
  expect(labelledOf(13, 1000, 80)).toEqual([0, 2, 4, 6, 8, 10, 12]);
  expect(labelledOf(12, 300, 80)).toEqual([3, 7, 11]);
  expect(labelledOf(3, 1000, 80)).toEqual([0, 1, 2]);
  expect(labelledOf(0, 1000, 80)).toEqual([]);
});
