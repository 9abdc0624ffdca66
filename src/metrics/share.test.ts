import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOf } from './share.ts';

fc.configureGlobal({ seed: 20261123 });

test.each([
  [8, 10, 49.02, 94.33],
  [10, 10, 72.25, 100],
  [0, 10, 0, 27.75],
  [45, 60, 62.77, 84.22],
  [1, 1, 20.65, 100],
  [720, 1000, 69.14, 74.69],
] as const)('gives the Wilson interval of %i out of %i', (count, n, low, high) => {
  const { percent, interval } = shareOf(count, n);
  expect(percent).toBeCloseTo((100 * count) / n, 10);
  expect(interval?.low).toBeCloseTo(low, 2);
  expect(interval?.high).toBeCloseTo(high, 2);
});

test('ends at 0 where nobody did and at 100 where all did, without an error of rounding', () => {
  for (let n = 1; n < 1000; n++) {
    expect(shareOf(0, n).interval?.low).toBe(0);
    expect(shareOf(n, n).interval?.high).toBe(100);
  }
});

test('gives neither percentage nor interval of nothing', () => {
  expect(shareOf(0, 0)).toEqual({ count: 0, n: 0 });
});

test('refuses numbers that are no proportion, by name', () => {
  expect(() => shareOf(-1, 10)).toThrow(new RangeError('count must be a whole number from 0 on, not -1'));
  expect(() => shareOf(1.5, 10)).toThrow(RangeError('count must be a whole number from 0 on, not 1.5'));
  expect(() => shareOf(1, Number.NaN)).toThrow(RangeError('n must be a whole number from 0 on, not NaN'));
  expect(() => shareOf(11, 10)).toThrow(RangeError('count must be a number from 0 to 10, not 11'));
});

const proportion = fc.integer({ min: 1, max: 100_000 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));

test('stays from 0 to 100, and holds the percentage', () => {
  fc.assert(
    fc.property(proportion, ([count, n]) => {
      const { percent = Number.NaN, interval } = shareOf(count, n);
      expect(interval!.low).toBeGreaterThanOrEqual(0);
      expect(interval!.high).toBeLessThanOrEqual(100);
      expect(percent).toBeGreaterThanOrEqual(interval!.low);
      expect(percent).toBeLessThanOrEqual(interval!.high);
    }),
  );
});

test('mirrors when those who did and those who did not change places', () => {
  fc.assert(
    fc.property(proportion, ([count, n]) => {
      expect(shareOf(count, n).interval!.low).toBeCloseTo(100 - shareOf(n - count, n).interval!.high, 9);
    }),
  );
});

test('moves up with each one more', () => {
  fc.assert(
    fc.property(proportion, ([count, n]) => {
      fc.pre(count < n);
      const [one, other] = [shareOf(count, n).interval!, shareOf(count + 1, n).interval!];
      expect(other.low).toBeGreaterThan(one.low);
      expect(other.high).toBeGreaterThan(one.high);
    }),
  );
});
