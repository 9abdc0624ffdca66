import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalTails } from './normal.ts';
import { tQuantile, tTails } from './student-t.ts';

fc.configureGlobal({ seed: 20261123 });

// Computed with SciPy 1.17: the quantile, and how far from it the expansion may be.
test.each([
  [1, 12.7062, 0.000_05],
  [2, 4.3027, 0.000_05],
  [3, 3.1824, 0.000_05],
  [4, 2.7764, 0.000_05],
  [5, 2.570_582, 0.002_85],
  [9, 2.262_157, 0.000_35],
  [29, 2.045_23, 0.000_05],
  [196.2, 1.972_129, 0.000_005],
])('gives the quantile for %d degrees of freedom', (degrees, quantile, error) => {
  expect(Math.abs(tQuantile(degrees) - quantile)).toBeLessThan(error);
});

test('takes the wider quantile between whole degrees below 5', () => {
  expect(tQuantile(4.5)).toBe(tQuantile(4));
});

// Computed with SciPy 1.17.
test.each([
  [0.5, 4, 0.643_329_963_181_863_3],
  [10, 5.5, 9.832_412_780_888_311e-5],
  [0.001, 7.3, 0.999_228_896_981_024_5],
  [3.2, 38.75, 0.002_741_299_610_320_674],
  [1.581, 196.22, 0.115_488_608_351_577_52],
  [2, 1e6, 0.045_500_533_851_319_24],
])('gives both tails beyond %d of %d degrees with 9 digits, on either side', (t, degrees, tails) => {
  expect(tTails(t, degrees) / tails).toBeCloseTo(1, 9);
  expect(tTails(-t, degrees)).toBe(tTails(t, degrees));
});

test('gives the tails of one degree, which have a formula of their own', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (t) => {
      expect(tTails(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 10);
    }),
  );
});

test('has heavier tails the fewer degrees there are, and the normal ones at the end', () => {
  for (let degrees = 1; degrees < 1e6; degrees *= 1.7) {
    expect(tTails(2, degrees)).toBeGreaterThan(tTails(2, degrees * 1.7));
    expect(tTails(2, degrees)).toBeGreaterThan(normalTails(2));
  }
  expect(tTails(2, 1e9)).toBeCloseTo(normalTails(2), 8);
});

test('leaves 5 % beyond the quantile', () => {
  for (let degrees = 1; degrees < 3000; degrees++)
    expect(Math.abs(tTails(tQuantile(degrees), degrees) - 0.05)).toBeLessThan(0.0002);
});
