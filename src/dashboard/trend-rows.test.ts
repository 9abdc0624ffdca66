import { expect, test } from 'vitest';
import type { TrendPoint } from '../metrics/survey-result.ts';
import { axisOf, labelledOf, loneOf, rowsOfMarks, trendRowsOf } from './trend-rows.ts';

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
    ['2026-11-04', '2026-11-08', 30, 'normal', 100, false],
    ['2026-11-09', '2026-11-15', 0, 'dash', undefined, false],
    ['2026-11-16', '2026-11-20', 4, 'counts', undefined, true],
  ]);
  expect(rows[1]).not.toHaveProperty('outcomes');
});

test('places a row in the middle of its interval', () => {
  const [day] = rowsOf([], '2026-11-04', '2026-11-04', 'day');
  expect(new Date(day?.atMs ?? 0).toISOString()).toBe('2026-11-04T12:00:00.000Z');
  expect(rowsOf([], '2026-01-31', '2026-03-01', 'month').map(({ days }) => days.to)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-01',
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

test('ends the first and the last interval with the period, and takes none for open that ended before now', () => {
  const weeks = rowsOf([point('2026-11-02', { 9: 5 })], '2026-11-04', '2026-11-12', 'week');
  expect(weeks.map(({ days, n, isOpen }) => [days.from, days.to, n, isOpen])).toEqual([
    ['2026-11-04', '2026-11-08', 5, false],
    ['2026-11-09', '2026-11-12', 0, false],
  ]);
  // Noon of that day.
  expect(rowsOf([], '2026-11-19', '2026-11-20', 'day').map(({ isOpen }) => isOpen)).toEqual([false, true]);
});

test('finds the ranges that a band cannot join with another', () => {
  const enough = { 9: 10 };
  const trend = ['2026-11-01', '2026-11-03', '2026-11-04', '2026-11-06'].map((day) => point(day, enough));
  expect(loneOf(rowsOf(trend, '2026-11-01', '2026-11-06', 'day'))).toEqual([0, 5]);
  expect(loneOf(rowsOf(trend, '2026-11-06', '2026-11-06', 'day'))).toEqual([0]);
  expect(loneOf([])).toEqual([]);
});

test('lets no two numbers of marks touch each other, in as few rows as that takes', () => {
  expect(rowsOfMarks([0, 100, 200], 16)).toEqual([0, 0, 0]);
  expect(rowsOfMarks([100, 100, 100], 16)).toEqual([0, 1, 2]);
  // The third is clear of the first.
  expect(rowsOfMarks([0, 10, 20], 16)).toEqual([0, 1, 0]);
  expect(rowsOfMarks([20, 10, 0], 16)).toEqual([0, 1, 0]);
  expect(rowsOfMarks([0, 16], 16)).toEqual([0, 0]);
});
