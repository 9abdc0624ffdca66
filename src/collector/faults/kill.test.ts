import { expect, test } from 'vitest';
import { playKills } from './kill-rounds.ts';
import { findLosses } from './load.ts';

test('has every acknowledged response, and none twice, after each of five kills under load', async () => {
  const { acknowledged, violations } = await playKills(5, 7);
  expect(violations).toEqual([]);
  expect(acknowledged).toBeGreaterThan(20);
});

test('finds a response that was acknowledged and is not there, or only as it was before', () => {
  const acknowledged = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 1],
  ]);
  const rows = new Map([
    ['b', 1],
    ['c', 2],
  ]);
  expect(findLosses(acknowledged, rows)).toEqual([
    'a was acknowledged at 1, and is undefined',
    'b was acknowledged at 2, and is 1',
  ]);
});
