import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustedMoments, adjustedWald, npsMoments, type NpsMoments } from './adjusted-wald.ts';
import type { SegmentCounts } from './counts.ts';
import { z95 } from './normal.ts';

fc.configureGlobal({ seed: 20261123 });

const segments = (positive: number, neutral: number, negative: number): SegmentCounts => ({
  positive,
  neutral,
  negative,
});
const marginOf = ({ n, variance }: NpsMoments): number => 100 * z95 * Math.sqrt(variance / n);

// P/Q/D → NPS, variance, Wald ±, adjusted centre, adjusted ±, from, to; checked with another program.
test.each([
  ['N1', segments(60, 0, 40), 20, 0.96, 19.2036, 19.4175, 18.8006, 0.62, 38.22],
  ['N2', segments(25, 70, 5), 20, 0.26, 9.9939, 19.4175, 9.9999, 9.42, 29.42],
  ['N3', segments(50, 30, 20), 30, 0.61, 15.3078, 29.1262, 15.0751, 14.05, 44.2],
  ['N4', segments(5, 3, 2), 30, 0.61, 48.4075, 23.0769, 42.1275, -19.05, 65.2],
  ['N5', segments(10, 0, 0), 100, 0, 0, 76.9231, 29.4195, 47.5, 100],
  ['N6', segments(0, 0, 10), -100, 0, 0, -76.9231, 29.4195, -100, -47.5],
  ['N7', segments(0, 10, 0), 0, 0, 0, 0, 18.465, -18.47, 18.47],
  ['N8', segments(1, 0, 0), 100, 0, 0, 25, 73.4986, -48.5, 98.5],
  ['N9', segments(700, 200, 100), 60, 0.44, 4.1113, 59.8205, 4.1109, 55.71, 63.93],
  ['N10', segments(250, 675, 75), 17.5, 0.2944, 3.3628, 17.4477, 3.3618, 14.09, 20.81],
] as const)(
  'gives variance, margins and interval of vector %s',
  (_, counts, nps, variance, wald, center, margin, low, high) => {
    const raw = npsMoments(counts);
    expect(100 * raw.center).toBeCloseTo(nps, 10);
    expect(raw.variance).toBeCloseTo(variance, 4);
    expect(marginOf(raw)).toBeCloseTo(wald, 4);
    expect(100 * adjustedMoments(counts).center).toBeCloseTo(center, 4);
    expect(marginOf(adjustedMoments(counts))).toBeCloseTo(margin, 4);
    // Two digits of a figure whose third is a 5 round either way.
    expect(Math.abs(adjustedWald(counts).low - low)).toBeLessThan(0.00501);
    expect(Math.abs(adjustedWald(counts).high - high)).toBeLessThan(0.00501);
  },
);

test('gives variance and standard error of vector N11: two promoters, two passives, two detractors', () => {
  const { n, variance } = npsMoments(segments(2, 2, 2));
  expect(variance).toBeCloseTo(0.6667, 4);
  expect(100 * Math.sqrt(variance / n)).toBeCloseTo(33.33, 2);
});

const count = fc.nat(500);
const some = fc.tuple(count, count, count).filter((counts) => counts.some(Boolean));

test('has a variance from 0 to 1', () => {
  fc.assert(
    fc.property(some, (counts) => {
      const { variance } = npsMoments(segments(...counts));
      expect(variance).toBeGreaterThan(-1e-12);
      expect(variance).toBeLessThanOrEqual(1);
    }),
  );
});

test('stays from −100 to 100, and holds the NPS of two answers or more', () => {
  fc.assert(
    fc.property(some, (counts) => {
      const { low, high } = adjustedWald(segments(...counts));
      expect(low).toBeGreaterThanOrEqual(-100);
      expect(high).toBeLessThanOrEqual(100);
      const { n, center } = npsMoments(segments(...counts));
      fc.pre(n > 1);
      expect(100 * center).toBeGreaterThanOrEqual(low);
      expect(100 * center).toBeLessThanOrEqual(high);
    }),
  );
});

test('mirrors when promoters and detractors change places', () => {
  fc.assert(
    fc.property(some, ([one, passives, other]) => {
      const [here, there] = [
        adjustedWald(segments(one, passives, other)),
        adjustedWald(segments(other, passives, one)),
      ];
      expect(here.low).toBeCloseTo(-there.high, 10);
      expect(here.high).toBeCloseTo(-there.low, 10);
    }),
  );
});

test('gets narrower when the same mix comes from more answers', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 2, max: 9 }), ([promoters, passives, detractors], times) => {
      const more = segments(promoters * times, passives * times, detractors * times);
      expect(marginOf(adjustedMoments(more))).toBeLessThan(
        marginOf(adjustedMoments(segments(promoters, passives, detractors))),
      );
    }),
  );
});
