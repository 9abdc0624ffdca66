import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z95 } from './normal.ts';
import { meanSampleSize, npsChangeSampleSize, npsSampleSize, shareSampleSize } from './sample-size.ts';

fc.configureGlobal({ seed: 20261123 });

// Margin ± → answers for an NPS with variance 1, .67 and .5.
test.each([
  [5, 1534, 1027, 766],
  [8, 598, 400, 298],
  [10, 382, 255, 190],
  [12, 264, 176, 131],
  [15, 168, 112, 83],
  [20, 94, 62, 46],
])('says how many answers an NPS needs for ± %i', (margin, worst, usual, half) => {
  expect([npsSampleSize(margin), npsSampleSize(margin, 0.67), npsSampleSize(margin, 0.5)]).toEqual([
    worst,
    usual,
    half,
  ]);
});

test.each([
  [5, 381],
  [8, 147],
  [10, 93],
  [15, 39],
])('says how many answers a share needs for ± %i', (margin, n) => {
  expect(shareSampleSize(margin)).toBe(n);
  expect(shareSampleSize(margin, 20)).toBeLessThan(n);
});

test.each([
  [0.1, 865],
  [0.2, 217],
  [0.3, 97],
  [0.5, 35],
])('says how many answers the mean of a CES needs for ± %d', (margin, n) => {
  expect(meanSampleSize(margin, 1.5)).toBe(n);
});

test.each([
  [5, 4207],
  [10, 1052],
  [15, 468],
])('says how many answers each period needs to show a change of %i points', (change, n) => {
  expect(npsChangeSampleSize(change)).toBe(n);
  expect(npsChangeSampleSize(change, 1)).toBeGreaterThan(n);
});

test('asks for one answer at least', () => {
  expect([npsSampleSize(100), shareSampleSize(100), npsSampleSize(5, 0), meanSampleSize(10, 0)]).toEqual([1, 1, 1, 1]);
});

test('asks for as many as the adjusted interval needs, and for none more', () => {
  const margin = fc.double({ min: 1, max: 40, noNaN: true });
  const variance = fc.double({ min: 0.05, max: 1, noNaN: true });
  fc.assert(
    fc.property(margin, variance, (margin, variance) => {
      const marginWith = (n: number): number => 100 * z95 * Math.sqrt(variance / (n + 3));
      const n = npsSampleSize(margin, variance);
      expect(marginWith(n)).toBeLessThanOrEqual(margin + 1e-9);
      if (n > 1) expect(marginWith(n - 1)).toBeGreaterThan(margin - 1e-9);
    }),
  );
});

test('refuses margins and variances that there are not, by name', () => {
  for (const margin of [0, -5, 101, Number.NaN]) {
    expect(() => npsSampleSize(margin)).toThrow(RangeError);
    expect(() => npsSampleSize(margin)).toThrow('margin must be a number above 0 and up to 100, not');
    expect(() => shareSampleSize(margin)).toThrow('margin must be a number above 0 and up to 100, not');
    expect(() => meanSampleSize(margin, 1)).toThrow('margin must be a number above 0 and up to 10, not');
  }
  expect(() => npsSampleSize(5, 1.1)).toThrow('variance must be a number from 0 to 1, not 1.1');
  expect(() => shareSampleSize(5, -1)).toThrow('percent must be a number from 0 to 100, not -1');
  expect(() => meanSampleSize(0.1, Number.NaN)).toThrow('deviation must be a number from 0 to 10, not NaN');
  expect(() => npsChangeSampleSize(0)).toThrow('change must be a number above 0 and up to 200, not 0');
  expect(() => npsChangeSampleSize(5, 2)).toThrow('variance must be a number from 0 to 1, not 2');
});
