import { expect, test } from 'vitest';
import type { TrendPoint } from '../metrics/survey-result.ts';
import { makeFormat } from './format.ts';
import { tellRow } from './trend-words.ts';
import { trendRowsOf } from './trend-rows.ts';

const outcomes = { shown: 0, scored: 0, answered: 0, dismissed: 0, later: 0, never: 0, ignored: 0 };

/** The only interval of a week that ends on this day, in words. */
function tell(n: number, to = '2026-11-08'): string | undefined {
  const point: TrendPoint = { from: '2026-11-02', n, counts: { 10: n }, outcomes, commented: 0 };
  const nowMs = Date.parse('2026-11-20T12:00:00Z');
  const from = to < '2026-11-09' ? '2026-11-02' : '2026-11-16';
  const [row] = trendRowsOf({ kind: 'nps', max: 10, trend: [{ ...point, from }] }, { from, to }, 'week', nowMs);
  // Intl writes thin spaces around the dash.
  return row && tellRow(row, 'nps', makeFormat(['en-US'], 'UTC')).replaceAll('\u2009', ' ');
}

test('tells an interval in words, with how far its few answers can be relied on', () => {
  expect(tell(0)).toBe('Nov 2 – 8, 2026: no answers');
  expect(tell(4)).toBe('Nov 2 – 8, 2026: fewer than five answers');
  expect(tell(5)).toBe('Nov 2 – 8, 2026: NPS +100 (few), between +17 and +100, 5 answers');
  expect(tell(400)).toMatch(/^Nov 2 – 8, 2026: NPS \+100, between \+98 and \+100, 400 answers$/);
});

test('says that more may come', () => {
  expect(tell(0, '2026-11-20')).toBe('Nov 16 – 20, 2026 so far: no answers');
});
