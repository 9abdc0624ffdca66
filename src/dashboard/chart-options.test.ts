import { expect, test } from 'vitest';
import type { TrendPoint } from '../metrics/survey-result.ts';
import { seriesOf, timeLabels } from './chart-options.ts';
import { makeFormat } from './format.ts';
import { trendRowsOf, type TrendRow } from './trend-rows.ts';

const outcomes = { shown: 0, scored: 0, answered: 0, dismissed: 0, later: 0, never: 0, ignored: 0 };
const day = (from: string, n: number): TrendPoint => ({ from, n, counts: { 9: n }, outcomes, commented: 0 });
const nowMs = Date.parse('2026-11-20T12:00:00Z');
const rowsOf = (trend: readonly TrendPoint[], from: string, to: string, interval: 'day' | 'week' | 'month' = 'day') =>
  trendRowsOf({ kind: 'nps', max: 10, trend }, { from, to }, interval, nowMs);
const linesOf = (rows: readonly TrendRow[]) => seriesOf(rows).slice(2, 4);
const labelsOf = (rows: readonly TrendRow[], interval: 'day' | 'week' | 'month', indices: readonly number[]) =>
  timeLabels({ kind: 'nps', marks: [], format: makeFormat(['en-US'], 'UTC'), rows, interval }, indices);

test('joins what is not over yet to the line before it by dashes', () => {
  const trend = ['2026-11-18', '2026-11-19', '2026-11-20'].map((from) => day(from, 20));
  expect(linesOf(rowsOf(trend, '2026-11-18', '2026-11-20'))).toEqual([
    [100, 100, null],
    [null, 100, 100],
  ]);
  expect(linesOf(rowsOf(trend, '2026-11-18', '2026-11-19'))).toEqual([
    [100, 100],
    [null, null],
  ]);
});

test('draws the only interval there is though it is not over yet', () => {
  expect(linesOf(rowsOf([day('2026-11-20', 20)], '2026-11-20', '2026-11-20'))).toEqual([[null], [100]]);
});

test('rings the scores of few answers, and leaves out those of fewer than five', () => {
  const trend = [day('2026-11-17', 4), day('2026-11-18', 5), day('2026-11-19', 200)];
  const [, n, line, , low, high, few] = seriesOf(rowsOf(trend, '2026-11-17', '2026-11-19'));
  expect([n, line, few]).toEqual([
    [4, 5, 200],
    [null, 100, 100],
    [null, 100, null],
  ]);
  expect([low?.[0], high?.[0]]).toEqual([null, null]);
});

test('tells the year where it is another than at the label before', () => {
  const weeks = rowsOf([], '2025-12-15', '2026-01-18', 'week');
  expect(labelsOf(weeks, 'week', [0, 2, 4])).toEqual(['Dec 15\n2025', 'Dec 29', 'Jan 12\n2026']);
  expect(labelsOf(rowsOf([], '2026-03-02', '2026-03-20', 'week'), 'week', [0, 2])).toEqual(['Mar 2', 'Mar 16']);
  expect(labelsOf(rowsOf([], '2024-12-05', '2026-01-09', 'month'), 'month', [0, 1, 13])).toEqual([
    'Dec\n2024',
    'Jan\n2025',
    'Jan\n2026',
  ]);
});
