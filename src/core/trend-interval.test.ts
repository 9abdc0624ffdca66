import { expect, test } from 'vitest';
import { beginOf, nextOf, type Interval } from './trend-interval.ts';

const dayOf = (text: string): number => Date.parse(text) / 86_400_000;

test.each<[string, Interval, string]>([
  ['2026-11-22', 'day', '2026-11-22'],
  ['2026-11-22', 'week', '2026-11-16'],
  ['2026-11-23', 'week', '2026-11-23'],
  ['1969-12-30', 'week', '1969-12-29'],
  ['1969-12-28', 'week', '1969-12-22'],
  ['2024-02-29', 'month', '2024-02-01'],
  ['1969-12-31', 'month', '1969-12-01'],
])('%s is in the %s that begins on %s', (day, interval, first) => {
  expect(beginOf(dayOf(day), interval)).toBe(dayOf(first));
});

test.each<[string, Interval, string]>([
  ['2026-11-30', 'day', '2026-12-01'],
  ['2026-11-22', 'week', '2026-11-23'],
  ['2026-11-23', 'week', '2026-11-30'],
  ['2026-12-31', 'month', '2027-01-01'],
  ['2024-02-01', 'month', '2024-03-01'],
])('after %s the next %s begins on %s', (day, interval, first) => {
  expect(nextOf(dayOf(day), interval)).toBe(dayOf(first));
});
