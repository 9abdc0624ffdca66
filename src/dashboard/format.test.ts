import { expect, test } from 'vitest';
import { npsOf } from '../metrics/nps.ts';
import { makeFormat } from './format.ts';

const format = makeFormat(['en-US'], 'UTC');

test('writes an NPS with its sign, rounded once and away from zero', () => {
  expect(format.score('nps', npsOf({ 0: 3 }))).toBe('−100');
  expect(format.score('nps', npsOf({ 9: 3, 0: 2 }))).toBe('+20');
  expect(format.score('nps', npsOf({ 7: 3 }))).toBe('0');
  expect(format.score('nps', npsOf({ 9: 1, 0: 2 }))).toBe('−33');
  expect(format.score('nps', { n: 8, score: -12.5 })).toBe('−13');
  expect(format.score('nps', { n: 1000, score: -0.1 })).toBe('0');
});

test('writes CSAT and CES as a percentage, in the way of the reader', () => {
  expect(format.score('csat', { n: 8, score: 62.5 })).toBe('63%');
  expect(makeFormat(['de']).score('ces', { n: 4, score: 75 })).toMatch(/^75\s%$/);
});

test('writes a dash where there is no figure, never 0', () => {
  expect(format.score('nps', { n: 0 })).toBe('–');
  expect(format.score('csat', { n: 0 })).toBe('–');
  expect(format.mean(undefined)).toBe('–');
  expect(format.percent(undefined)).toBe('–');
});

test('writes how long ago something was, and the date once that says more', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  expect(format.ago('2026-11-21T09:59:30Z', now)).toBe('this minute');
  expect(format.ago('2026-11-21T08:30:00Z', now)).toBe('1 hour ago');
  expect(format.ago('2026-11-18T10:00:00Z', now)).toBe('3 days ago');
  expect(format.ago('2026-10-01T10:00:00Z', now)).toBe('Oct 1, 2026');
});

test('never places a response in the future when the clock of the visitor is ahead', () => {
  expect(format.ago('2026-11-21T11:00:00Z', Date.parse('2026-11-21T10:00:00Z'))).toBe('this minute');
});
