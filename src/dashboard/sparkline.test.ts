import { expect, test } from 'vitest';
import { summaryOf } from '../metrics/summary.ts';
import type { TrendPoint } from '../metrics/survey-result.ts';
import { placePoints } from './sparkline.tsx';

const none = { shown: 0, scored: 0, answered: 0, dismissed: 0, later: 0, never: 0, ignored: 0 };
const point = (from: string, counts: Record<number, number>): TrendPoint => ({
  ...summaryOf('nps', 10, counts),
  from,
  outcomes: none,
  commented: 0,
});

test('goes over time from left to right, and up where the score rises', () => {
  const places = placePoints('nps', [
    point('2026-11-02', { 5: 10 }),
    point('2026-11-09', { 5: 5, 9: 5 }),
    point('2026-11-23', { 9: 10 }),
  ]);
  expect(places.map(({ x }) => x)).toEqual([3, 41, 117]);
  expect(places.map(({ y }) => y)).toEqual([29, 16, 3]);
});

test('leaves out what fewer than five said', () => {
  const trend = [point('2026-11-02', { 5: 4 }), point('2026-11-09', { 5: 5 }), point('2026-11-16', { 9: 5 })];
  expect(placePoints('nps', trend)).toHaveLength(2);
});

test('does not make a cliff of a small change, nor fails at one point', () => {
  const flat = placePoints('nps', [point('2026-11-02', { 8: 10 }), point('2026-11-09', { 8: 19, 9: 1 })]);
  const [before, after] = flat.map(({ y }) => y);
  expect((before ?? 0) - (after ?? 0)).toBeLessThan(8);
  expect(placePoints('nps', [point('2026-11-02', { 8: 10 })])).toEqual([{ x: 3, y: 16 }]);
});
