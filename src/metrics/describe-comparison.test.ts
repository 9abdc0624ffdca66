import { expect, test } from 'vitest';
import { compareMeans } from './compare-means.ts';
import { compareNps } from './compare-nps.ts';
import { compareShares } from './compare-shares.ts';
import { describeComparison } from './describe-comparison.ts';
import { from, mix } from './sample-counts.ts';

const [before, after] = [mix(200, 120, 80), mix(240, 110, 50)];

test('says higher (clear) or lower (clear), and by how much', () => {
  expect(describeComparison(compareNps(before, after))).toBe('higher (clear): by 18 points, between 7 and 28');
  expect(describeComparison(compareNps(after, before))).toBe('lower (clear): by 18 points, between 7 and 28');
});

test('says no clear change, and from where on one would be clear, rounded up', () => {
  expect(describeComparison(compareNps(mix(50, 30, 20), mix(55, 30, 15)))).toBe(
    'no clear change: +10 points, between −11 and +30; clear from 21 points on',
  );
  expect(describeComparison(compareNps(mix(55, 30, 15), mix(50, 30, 20)))).toBe(
    'no clear change: −10 points, between −30 and +11; clear from 21 points on',
  );
  expect(describeComparison(compareNps(mix(5, 5, 5), mix(5, 5, 5)))).toMatch(/^no clear change: 0 points, /);
});

test('names percentage points, and one of them as one', () => {
  expect(describeComparison(compareShares({ count: 70, n: 100 }, { count: 80, n: 100 }))).toBe(
    'no clear change: +10 percentage points, between −2 and +22; clear from 12 percentage points on',
  );
  expect(describeComparison(compareShares({ count: 50_000, n: 100_000 }, { count: 51_000, n: 100_000 }))).toBe(
    'higher (clear): by 1 percentage point, between 1 and 1',
  );
});

test('gives means two decimals', () => {
  const [first, second] = [from(1, 5, 5, 15, 40, 35), from(1, 3, 4, 10, 38, 45)];
  expect(describeComparison(compareMeans('csat', 5, first, second))).toBe(
    'no clear change: +0.23 points of the scale, between −0.06 and +0.52; clear from 0.29 points of the scale on',
  );
});

test('says why nothing was tested', () => {
  expect(describeComparison(compareNps({}, before))).toBe('too few answers to compare');
  expect(describeComparison(compareMeans('csat', 5, { 5: 9 }, { 5: 9 }))).toBe('all answers equal, so nothing to test');
});
