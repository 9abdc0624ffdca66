import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cesOf } from './ces.ts';
import { csatOf } from './csat.ts';
import { npsOf } from './nps.ts';
import { roundSymmetric } from './rounding.ts';
import { from, mix } from './sample-counts.ts';
import { scoreOf } from './score.ts';
import { summaryOf } from './summary.ts';

fc.configureGlobal({ seed: 20261123 });

test.each([
  ['N1', mix(60, 0, 40), 20],
  ['N2', mix(25, 70, 5), 20],
  ['N3', mix(50, 30, 20), 30],
  ['N4', mix(5, 3, 2), 30],
  ['N5', mix(10, 0, 0), 100],
  ['N6', mix(0, 0, 10), -100],
  ['N7', mix(0, 10, 0), 0],
  ['N8', mix(1, 0, 0), 100],
  ['N9', mix(700, 200, 100), 60],
  ['N10', mix(250, 675, 75), 17.5],
  ['N11', { 1: 1, 5: 1, 8: 2, 9: 1, 10: 1 }, 0],
  ['N12', { 10: 2, 9: 2, 8: 2, 7: 1, 6: 1, 3: 1, 0: 1 }, 10],
] as const)('gives the NPS of vector %s', (_, counts, score) => {
  expect(npsOf(counts).score).toBeCloseTo(score, 10);
});

test('gives no score, mean or shares without answers, never a zero (N13)', () => {
  expect(scoreOf('nps', 10, {})).toEqual({ n: 0 });
  expect(scoreOf('csat', 5, { 1: 0 })).toEqual({ n: 0 });
  expect(scoreOf('ces', 7, {})).toEqual({ n: 0 });
});

test('counts the score 0 as a detractor that lowers the mean', () => {
  expect(scoreOf('nps', 10, { 0: 1, 10: 1 })).toEqual({
    n: 2,
    score: 0,
    mean: 5,
    shares: { negative: 50, neutral: 0, positive: 50 },
  });
});

test.each([
  ['C1', csatOf(5, from(1, 5, 5, 15, 40, 35)), 100, 75, 3.95],
  ['C2', csatOf(7, from(1, 1, 2, 4, 8, 15, 40, 30)), 100, 70, 5.74],
  ['C3', csatOf(3, from(1, 10, 20, 70)), 100, 70, 2.6],
  ['E1', cesOf(7, from(1, 2, 3, 5, 10, 20, 35, 25)), 100, 80, 5.48],
  ['E2', cesOf(5, from(1, 3, 7, 10, 18, 12)), 50, 60, 3.58],
] as const)('gives n, box share and mean of vector %s', (_, metric, n, score, mean) => {
  expect(metric.n).toBe(n);
  expect(metric.score).toBeCloseTo(score, 10);
  expect(metric.mean).toBeCloseTo(mean, 10);
});

test('picks the metric by kind', () => {
  const counts = { 5: 1, 1: 1 };
  expect(summaryOf('nps', 10, counts)).toEqual(npsOf(counts));
  expect(summaryOf('csat', 7, counts)).toEqual(csatOf(7, counts));
  expect(summaryOf('ces', 7, counts)).toEqual(cesOf(7, counts));
  expect(npsOf(counts)).toMatchObject(scoreOf('nps', 10, counts));
  expect(csatOf(7, counts)).toMatchObject(scoreOf('csat', 7, counts));
  expect(cesOf(7, counts)).toMatchObject(scoreOf('ces', 7, counts));
});

test('leaves out scores that are not on the scale', () => {
  expect(csatOf(5, { 0: 3, 5: 1, 6: 3 }).n).toBe(1);
});

test('rounds once and from counts: 1/0/2 is −33, not 33 − 67 = −34', () => {
  expect(roundSymmetric(npsOf(mix(1, 0, 2)).score ?? 0)).toBe(-33);
});

test('rounds a half away from zero on both sides', () => {
  expect(roundSymmetric(12.5)).toBe(13);
  expect(roundSymmetric(-12.5)).toBe(-13);
  expect(roundSymmetric(-1.25, 1)).toBe(-1.3);
});

test('never rounds to minus zero', () => {
  expect(Object.is(roundSymmetric(-0.4), 0)).toBe(true);
  expect(Object.is(roundSymmetric(-0), 0)).toBe(true);
});

test('mirrors the NPS when promoters and detractors change places', () => {
  const count = fc.nat(1000);
  fc.assert(
    fc.property(count, count, count, (promoters, passives, detractors) => {
      const here = roundSymmetric(npsOf(mix(promoters, passives, detractors)).score ?? 0);
      const there = roundSymmetric(npsOf(mix(detractors, passives, promoters)).score ?? 0);
      expect(here + there).toBe(0);
    }),
  );
});
