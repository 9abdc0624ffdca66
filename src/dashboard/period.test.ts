import { expect, test } from 'vitest';
import { daysBefore, daysOf, intervalOf, isDay } from './period.ts';

const now = Date.parse('2026-11-22T23:30:00Z');

test.each([
  ['7d', '2026-11-16', '2026-11-22'],
  ['365d', '2025-11-23', '2026-11-22'],
] as const)('%s ends today, and counts today', (preset, from, to) => {
  expect(daysOf(preset, now)).toEqual({ from, to });
});

test('compares with as many days just before', () => {
  expect(daysBefore(daysOf('7d', now))).toEqual({ from: '2026-11-09', to: '2026-11-15' });
  expect(daysBefore({ from: '2024-03-01', to: '2024-03-01' })).toEqual({ from: '2024-02-29', to: '2024-02-29' });
});

test('draws days, weeks or months, by the length', () => {
  expect(intervalOf({ from: '2026-11-01', to: '2026-11-30' })).toBe('day');
  expect(intervalOf({ from: '2026-01-01', to: '2026-06-30' })).toBe('week');
  expect(intervalOf({ from: '2024-01-01', to: '2026-06-30' })).toBe('month');
});

test.each([
  ['2026-02-28', true],
  ['2026-02-30', false],
  ['2026-2-3', false],
  ['today', false],
])('%s is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is);
});
