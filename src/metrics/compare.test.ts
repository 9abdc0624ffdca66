import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareMeans } from './compare-means.ts';
import { compareNps } from './compare-nps.ts';
import { compareShares } from './compare-shares.ts';
import { compare } from './compare.ts';
import type { Comparison, TestedComparison } from './comparison.ts';
import type { Counts } from './counts.ts';
import { from, mix } from './sample-counts.ts';
import { scoreOf } from './score.ts';

fc.configureGlobal({ seed: 20261123 });

function tested(comparison: Comparison): TestedComparison {
  if (comparison.verdict === 'none') throw new Error(comparison.reason);
  return comparison;
}

test.each([
  [mix(50, 30, 20), mix(55, 30, 15), 'unclear', 10, 9.7087, 0.9177, 0.3588, -11.03, 30.44],
  [mix(200, 120, 80), mix(240, 110, 50), 'higher', 17.5, 17.3697, 3.3083, 0.0009, 7.08, 27.66],
  [mix(500, 300, 200), mix(550, 300, 150), 'higher', 10, 9.9701, 2.944, 0.0032, 3.33, 16.61],
] as const)(
  'compares the NPS of %o with that of %o',
  (before, after, verdict, difference, estimate, z, p, low, high) => {
    const found = tested(compareNps(before, after));
    expect(found.verdict).toBe(verdict);
    expect(found.difference).toBe(difference);
    expect(found.estimate).toBeCloseTo(estimate, 4);
    expect(found.statistic).toBeCloseTo(z, 4);
    expect(found.p).toBeCloseTo(p, 4);
    expect(found.interval.low).toBeCloseTo(low, 2);
    expect(found.interval.high).toBeCloseTo(high, 2);
  },
);

test('says which change so many answers could show: 20.7 points of NPS, at a standard error of 10.5789', () => {
  const { estimate, statistic, smallestChange } = tested(compareNps(mix(50, 30, 20), mix(55, 30, 15)));
  expect(estimate / statistic).toBeCloseTo(10.5789, 4);
  expect(smallestChange).toBeCloseTo(20.7, 1);
});

test.each([
  [{ count: 70, n: 100 }, { count: 80, n: 100 }, 'unclear', 1.6289, 0.1033, -2.02, 21.67],
  [{ count: 280, n: 400 }, { count: 320, n: 400 }, 'higher', 3.2639, 0.0011, 4, 15.91],
] as const)('compares the share %o with %o', (before, after, verdict, z, p, low, high) => {
  const found = tested(compareShares(before, after));
  expect(found.verdict).toBe(verdict);
  expect(found.difference).toBe(10);
  expect(found.statistic).toBeCloseTo(z, 4);
  expect(found.p).toBeCloseTo(p, 4);
  expect(found.interval.low).toBeCloseTo(low, 2);
  expect(found.interval.high).toBeCloseTo(high, 2);
});

const [first, second] = [from(1, 5, 5, 15, 40, 35), from(1, 3, 4, 10, 38, 45)];

test('compares means with unequal variances', () => {
  const found = tested(compareMeans('csat', 5, first, second));
  expect(found.verdict).toBe('unclear');
  expect(found.difference).toBeCloseTo(0.23, 10);
  expect(found.statistic).toBeCloseTo(1.581, 3);
  // SciPy 1.17 has 196.2137.
  expect(found.degreesOfFreedom).toBeCloseTo(196.2137, 4);
  expect(found.p).toBeCloseTo(0.1155, 4);
});

test('compares what the headline of a kind is: NPS, or the share of positive scores', () => {
  expect(compare('nps', 10, mix(50, 30, 20), mix(55, 30, 15))).toEqual(compareNps(mix(50, 30, 20), mix(55, 30, 15)));
  expect(compare('csat', 5, first, second)).toEqual(compareShares({ count: 75, n: 100 }, { count: 83, n: 100 }));
  expect(compare('ces', 7, from(1, 0, 0, 0, 10, 5, 5, 5), from(1, 0, 0, 0, 10, 5, 5, 0))).toEqual(
    compareShares({ count: 15, n: 25 }, { count: 10, n: 20 }),
  );
});

const none = (reason: string): unknown => ({ verdict: 'none', reason });

test('tests nothing where a side has fewer than five answers', () => {
  expect(compareNps(mix(4, 0, 0), mix(0, 0, 1000))).toEqual(none('too few'));
  expect(compareNps(mix(0, 0, 1000), mix(4, 0, 0))).toEqual(none('too few'));
  expect(compareShares({ count: 0, n: 0 }, { count: 5, n: 10 })).toEqual(none('too few'));
  expect(compareMeans('csat', 5, { 5: 4 }, { 1: 9 })).toEqual(none('too few'));
  expect(compareNps(mix(5, 0, 0), mix(0, 0, 1000)).verdict).toBe('lower');
});

test('says that all answers are equal where there is no variance to compare means by', () => {
  expect(compareMeans('csat', 5, { 5: 9 }, { 4: 9 })).toEqual(none('all equal'));
  expect(compareMeans('csat', 5, { 5: 9 }, { 4: 8, 5: 1 }).verdict).toBe('lower');
});

test('finds no change between two shares of 100 %, and still says what could have been found', () => {
  const found = tested(compareShares({ count: 10, n: 10 }, { count: 10, n: 10 }));
  expect(found).toMatchObject({ verdict: 'unclear', difference: 0, statistic: 0, p: 1 });
  expect(found.smallestChange).toBeCloseTo(27.75, 2);
});

test('calls a difference clear only where test and interval agree', () => {
  const byTest = tested(compareShares({ count: 1, n: 5 }, { count: 0, n: 20 }));
  expect(byTest.p).toBeLessThan(0.05);
  expect(byTest.interval.high).toBeGreaterThan(0);
  expect(byTest.verdict).toBe('unclear');
  const byInterval = tested(compareShares({ count: 1, n: 5 }, { count: 6, n: 8 }));
  expect(byInterval.p).toBeGreaterThan(0.05);
  expect(byInterval.interval.low).toBeGreaterThan(0);
  expect(byInterval.verdict).toBe('unclear');
});

test('refuses what counts nothing, by its name', () => {
  expect(() => compareNps({ 9: -1 }, {})).toThrow('before[9] must be a whole number from 0 on, not -1');
  expect(() => compareNps({}, { 0: 0.5 })).toThrow('after[0] must be a whole number from 0 on, not 0.5');
  expect(() => compareMeans('csat', 5, {}, { 5: Number.NaN })).toThrow('after[5] must be a whole number');
  expect(() => compare('csat', 5, { 1: -1 }, {})).toThrow('before[1] must be a whole number');
  expect(() => compare('nps', 5, {}, {})).toThrow(new RangeError('max of nps must be 10, not 5'));
  expect(() => compareShares({ count: 3, n: 2 }, { count: 0, n: 0 })).toThrow(
    new RangeError('before.count must be a number from 0 to 2, not 3'),
  );
  expect(() => compareShares({ count: 0, n: 0 }, { count: 0, n: -1 })).toThrow('after.n must be a whole number');
});

const counts = (most: number): fc.Arbitrary<Counts> =>
  fc.record({ 1: fc.nat(most), 2: fc.nat(most), 3: fc.nat(most), 4: fc.nat(most), 5: fc.nat(most) });
const mixes = (most: number): fc.Arbitrary<Counts> => fc.record({ 9: fc.nat(most), 7: fc.nat(most), 6: fc.nat(most) });
const opposite = { higher: 'lower', lower: 'higher', unclear: 'unclear', none: 'none' } as const;

test.each([
  ['NPS', mixes(60), (one: Counts, other: Counts) => compare('nps', 10, one, other)],
  ['shares', counts(30), (one: Counts, other: Counts) => compare('csat', 5, one, other)],
  ['means', counts(30), (one: Counts, other: Counts) => compareMeans('csat', 5, one, other)],
] as const)('mirrors when both sides change places: %s', (_, sides, between) => {
  fc.assert(
    fc.property(sides, sides, (one, other) => {
      const [there, back] = [between(one, other), between(other, one)];
      expect(back.verdict).toBe(opposite[there.verdict]);
      if (there.verdict === 'none' || back.verdict === 'none') return;
      expect(back.estimate).toBeCloseTo(-there.estimate, 9);
      expect(back.p).toBeCloseTo(there.p, 12);
      expect(back.interval.low).toBeCloseTo(-there.interval.high, 9);
      expect(back.smallestChange).toBeCloseTo(there.smallestChange, 9);
    }),
  );
});

test.each([
  ['NPS', mixes(12), (one: Counts, other: Counts) => compare('nps', 10, one, other)],
  ['shares', counts(6), (one: Counts, other: Counts) => compare('csat', 5, one, other)],
  ['means', counts(6), (one: Counts, other: Counts) => compareMeans('csat', 5, one, other)],
] as const)('says higher only of what is higher, beyond chance, by an interval without 0: %s', (_, sides, between) => {
  fc.assert(
    fc.property(sides, sides, (one, other) => {
      const found = between(one, other);
      if (found.verdict === 'none') return;
      expect(found.p).toBeGreaterThanOrEqual(0);
      expect(found.p).toBeLessThanOrEqual(1);
      expect(found.interval.low).toBeLessThanOrEqual(found.estimate);
      expect(found.interval.high).toBeGreaterThanOrEqual(found.estimate);
      if (found.verdict === 'unclear') return;
      const sign = found.verdict === 'higher' ? 1 : -1;
      expect(Math.sign(found.difference)).toBe(sign);
      expect([Math.sign(found.interval.low), Math.sign(found.interval.high)]).toEqual([sign, sign]);
      expect(found.p).toBeLessThan(0.05);
    }),
  );
});

test('differs by exactly what both scores differ', () => {
  fc.assert(
    fc.property(mixes(60), mixes(60), (one, other) => {
      const found = compare('nps', 10, one, other);
      const [before, after] = [scoreOf('nps', 10, one), scoreOf('nps', 10, other)];
      if (found.verdict !== 'none') expect(found.difference).toBe(after.score! - before.score!);
    }),
  );
});
