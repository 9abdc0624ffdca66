import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds, scalesOf, type Kind } from '../core/kinds.ts';
import { cesOf } from './ces.ts';
import { pointsOf, scaleEndingAt, type Counts } from './counts.ts';
import { csatOf } from './csat.ts';
import { npsOf } from './nps.ts';
import { from, mix } from './sample-counts.ts';
import { scoreOf } from './score.ts';
import { summaryOf } from './summary.ts';

fc.configureGlobal({ seed: 20261123 });

test.each([
  ['C1', csatOf(5, from(1, 5, 5, 15, 40, 35)), 75, 65.7, 82.45, 3.95, 3.736, 4.164, 1.0766],
  ['C2', csatOf(7, from(1, 1, 2, 4, 8, 15, 40, 30)), 70, 60.42, 78.11, 5.74, 5.485, 5.995, 1.2841],
  ['C3', csatOf(3, from(1, 10, 20, 70)), 70, 60.42, 78.11, 2.6, 2.468, 2.732, 0.6667],
  ['E1', cesOf(7, from(1, 2, 3, 5, 10, 20, 35, 25)), 80, 71.12, 86.66, 5.48, 5.197, 5.763, 1.4247],
  ['E2', cesOf(5, from(1, 3, 7, 10, 18, 12)), 60, 46.18, 72.39, 3.58, 3.245, 3.915, 1.1796],
] as const)(
  'gives box share, mean, both intervals and deviation of vector %s',
  (_, summary, score, low, high, mean, meanLow, meanHigh, deviation) => {
    expect(summary.score).toBeCloseTo(score, 10);
    expect(summary.interval?.low).toBeCloseTo(low, 2);
    expect(summary.interval?.high).toBeCloseTo(high, 2);
    expect(summary.mean).toBeCloseTo(mean, 10);
    expect(summary.meanInterval?.low).toBeCloseTo(meanLow, 3);
    expect(summary.meanInterval?.high).toBeCloseTo(meanHigh, 3);
    expect(summary.deviation).toBeCloseTo(deviation, 4);
  },
);

test('gives an NPS with distribution, shares, adjusted interval and display', () => {
  const { score, n, counts, shares, interval, display } = npsOf({ 10: 30, 9: 20, 8: 30, 3: 20 });
  expect({ score, n, display }).toEqual({ score: 30, n: 100, display: 'normal' });
  expect(counts).toEqual({ 0: 0, 1: 0, 2: 0, 3: 20, 4: 0, 5: 0, 6: 0, 7: 0, 8: 30, 9: 20, 10: 30 });
  expect(shares).toEqual({ negative: 20, neutral: 30, positive: 50 });
  expect(interval?.low).toBeCloseTo(14.05, 2);
  expect(interval?.high).toBeCloseTo(44.2, 2);
});

test('shows a dash where there is no answer, with no figure that could be taken for one', () => {
  expect(cesOf(5, {})).toEqual({
    n: 0,
    counts: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
    display: 'dash',
    areAllEqual: false,
  });
});

test('gives the interval of a score from five answers on', () => {
  expect(npsOf(mix(4, 0, 0)).interval).toBeUndefined();
  expect(npsOf(mix(5, 0, 0)).interval).toBeDefined();
  expect(csatOf(5, { 5: 4 }).interval).toBeUndefined();
  expect(csatOf(5, { 5: 5 }).interval?.high).toBe(100);
});

test('gives the mean of one answer no interval, and does not call it equal to others', () => {
  expect(csatOf(5, { 4: 1 })).toMatchObject({ n: 1, mean: 4, areAllEqual: false });
  expect(csatOf(5, { 4: 1 })).not.toHaveProperty('meanInterval');
  expect(csatOf(5, { 4: 1 })).not.toHaveProperty('deviation');
});

test('says that all answers are equal, where ±0 would be untrue', () => {
  expect(csatOf(5, { 4: 20 })).toMatchObject({ mean: 4, deviation: 0, areAllEqual: true });
  expect(csatOf(5, { 4: 20 })).not.toHaveProperty('meanInterval');
  expect(csatOf(5, { 4: 20, 5: 1 }).areAllEqual).toBe(false);
});

test('uses the table of Student’s t where answers are few, and ends at the scale', () => {
  const { mean = 0, deviation = 0, meanInterval } = cesOf(7, { 3: 1, 4: 2, 6: 2 });
  expect(meanInterval?.high).toBeCloseTo(mean + (2.7764 * deviation) / Math.sqrt(5), 10);
  expect(cesOf(7, { 1: 1, 7: 1 }).meanInterval).toEqual({ low: 1, high: 7 });
});

const invalid = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY];

test.each(invalid)('refuses a count of %d, by its name', (count) => {
  const message = `counts[3] must be a whole number from 0 on, not ${count}`;
  for (const call of [
    () => npsOf({ 9: 1, 3: count }),
    () => csatOf(5, { 3: count }),
    () => cesOf(7, { 3: count }),
    () => scoreOf('ces', 5, { 3: count }),
  ])
    expect(call).toThrow(new RangeError(message));
  // Not on the scale, and still not a count.
  expect(() => csatOf(5, { 9: count })).toThrow('counts[9]');
});

test('refuses a scale that the kind does not have', () => {
  expect(() => csatOf(4, {})).toThrow(new RangeError('max of csat must be 5 or 3 or 7, not 4'));
  expect(() => scoreOf('nps', 7, {})).toThrow(new RangeError('max of nps must be 10, not 7'));
});

const scales = kinds.flatMap((kind) => scalesOf(kind).map(({ max }) => [kind, max] as const));
const countsOn = (kind: Kind, max: number, most = 1000): fc.Arbitrary<Counts> =>
  fc.record(Object.fromEntries(pointsOf(scaleEndingAt(kind, max)).map((point) => [point, fc.nat(most)])));

test.each(scales)('holds to its range, and intervals hold what they are of: %s to %i', (kind, max) => {
  fc.assert(
    fc.property(countsOn(kind, max, 5), (counts) => {
      const { n, score = 0, mean = max, shares, interval, meanInterval } = summaryOf(kind, max, counts);
      expect(score).toBeGreaterThanOrEqual(kind === 'nps' ? -100 : 0);
      expect(score).toBeLessThanOrEqual(100);
      if (n) expect(shares!.negative + shares!.neutral + shares!.positive).toBeCloseTo(100, 9);
      const { low, high } = interval ?? { low: score, high: score };
      expect(score).toBeGreaterThanOrEqual(low);
      expect(score).toBeLessThanOrEqual(high);
      expect(mean).toBeGreaterThanOrEqual(meanInterval?.low ?? scaleEndingAt(kind, max).min);
      expect(mean).toBeLessThanOrEqual(meanInterval?.high ?? max);
    }),
  );
});

test.each(scales)('never falls when one answer moves up a point: %s to %i', (kind, max) => {
  fc.assert(
    fc.property(countsOn(kind, max), fc.nat(max - 1), (counts, point) => {
      fc.pre((counts[point] ?? 0) > 0);
      const raised = { ...counts, [point]: (counts[point] ?? 0) - 1, [point + 1]: (counts[point + 1] ?? 0) + 1 };
      const [before, after] = [summaryOf(kind, max, counts), summaryOf(kind, max, raised)];
      expect(after.score).toBeGreaterThanOrEqual(before.score!);
      expect(after.mean).toBeGreaterThan(before.mean!);
    }),
  );
});

test.each(scales)('gives pooled counts the mean of both scores, each by its weight: %s to %i', (kind, max) => {
  fc.assert(
    fc.property(countsOn(kind, max), countsOn(kind, max), (one, other) => {
      const [first, second] = [summaryOf(kind, max, one), summaryOf(kind, max, other)];
      fc.pre(first.n > 0 && second.n > 0);
      const pooled = Object.fromEntries(
        Object.keys(first.counts).map((point) => [point, (one[Number(point)] ?? 0) + (other[Number(point)] ?? 0)]),
      );
      const all = summaryOf(kind, max, pooled);
      expect(all.n).toBe(first.n + second.n);
      for (const figure of ['score', 'mean'] as const)
        expect(all[figure]).toBeCloseTo((first.n * first[figure]! + second.n * second[figure]!) / all.n, 9);
    }),
  );
});
