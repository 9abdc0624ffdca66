import { expect, test } from 'vitest';
import { percentOfMaximum, rescaledMean } from './rescaled-mean.ts';

test.each([
  ['C1', 'csat', 5, 3.95, 73.75],
  ['E1', 'ces', 7, 5.48, 74.67],
  ['E2', 'ces', 5, 3.58, 64.5],
] as const)('brings the mean of vector %s onto 0 to 100', (_, kind, max, mean, rescaled) => {
  expect(rescaledMean(kind, max, mean)).toBeCloseTo(rescaled, 2);
});

test('has the ends of every scale at 0 and 100', () => {
  expect([rescaledMean('csat', 3, 1), rescaledMean('csat', 3, 3)]).toEqual([0, 100]);
  expect([rescaledMean('nps', 10, 0), rescaledMean('nps', 10, 10)]).toEqual([0, 100]);
});

test('gives the mean of vector C1 as 79 % of the maximum', () => {
  expect(percentOfMaximum('csat', 5, 3.95)).toBeCloseTo(79, 10);
});

test('refuses a mean that is not on the scale', () => {
  for (const call of [rescaledMean, percentOfMaximum]) {
    expect(() => call('csat', 5, 0.9)).toThrow(new RangeError('mean must be a number from 1 to 5, not 0.9'));
    expect(() => call('csat', 5, Number.NaN)).toThrow(new RangeError('mean must be a number from 1 to 5, not NaN'));
    expect(() => call('csat', 6, 4)).toThrow(new RangeError('max of csat must be 5 or 3 or 7, not 6'));
  }
});
