import { expect, test } from 'vitest';
import { makeSeeded } from '../../core/simulation/seeded.ts';
import { playFuzz } from './fuzz.ts';
import { mutateBody } from './mutate-body.ts';

test('answers 10,000 mutated bodies with what is wrong with them, and never with a 5xx, in flat memory', async () => {
  const { statuses, violations, heapGrowthBytes } = await playFuzz(10_000, 11);
  expect(violations).toEqual([]);
  expect(heapGrowthBytes).toBeLessThan(32 * 2 ** 20);
  // Bodies that are all alike would prove nothing.
  for (const [status, least] of Object.entries({ 202: 1000, 400: 1000, 413: 20, 415: 50, 422: 1000 }))
    expect([status, statuses[Number(status)] ?? 0]).toEqual([status, expect.toSatisfy((n: number) => n >= least)]);
});

test('makes the same body of the same seed', () => {
  const two = [makeSeeded(5), makeSeeded(5)].map((random) => mutateBody(random));
  expect(two[0]).toEqual(two[1]);
});
