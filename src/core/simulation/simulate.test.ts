import { env } from 'node:process';
import { describe, expect, it, test } from 'vitest';
import { dayMs } from '../duration.ts';
import { endure } from './outage.ts';
import { plants } from './plants.ts';
import { shrink, simulate, type Outcome } from './simulate.ts';
import { explain } from './suites.ts';

// SIMULATION_SEED=123 npx vitest run simulate plays that one schedule and prints its steps.
const given = env.SIMULATION_SEED === undefined ? undefined : Number(env.SIMULATION_SEED);
const fresh = given ?? Math.floor(Math.random() * 1e9);
// Far above what it takes: a busy machine is no reason to fail.
const timeout = 120_000;

/** What is wrong with the first schedule of these that breaks a law. */
async function firstBreach(seeds: readonly number[]): Promise<string> {
  for (const seed of seeds) {
    const lines = await explain(seed);
    if (lines.length) return [`SIMULATION_SEED=${seed}`, ...lines].join('\n');
  }
  return '';
}
const from = (seed: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => seed + index);

describe('whatever fails, every answer is received once or still kept, and nobody is asked against the rules', () => {
  it('in schedules that are always the same', { timeout }, async () => {
    expect(await firstBreach(given === undefined ? from(1, 150) : [])).toBe('');
  });

  it('in schedules that nobody has seen before', { timeout }, async () => {
    expect(await firstBreach(given === undefined ? from(fresh, 100) : [given])).toBe('');
  });
});

test('the simulated visitors answer, and most of what they say gets there', { timeout }, async () => {
  const outcomes: Outcome[] = [];
  for (const seed of from(1, 60)) outcomes.push(await simulate(seed));
  const sum = (key: 'answered' | 'received'): number => outcomes.reduce((all, one) => all + one[key], 0);
  expect(sum('answered')).toBeGreaterThan(60);
  expect(sum('received')).toBeGreaterThan(sum('answered') * 0.8);
});

test('a seed always comes to the same', { timeout }, async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
});

describe('a planted bug is found', () => {
  const sentences: Readonly<Record<keyof typeof plants, RegExp>> = {
    'delete before acknowledgement': /deleted before it was acknowledged/,
    'a retry with a new id': /received and never given/,
    'history written after display': /against the rules/,
    'a redirect counted as received': /deleted before it was acknowledged|reported as sent and is not/,
  };
  for (const [name, trial] of Object.entries(plants))
    it(name, { timeout: 60_000 }, async () => {
      let seed = 1;
      let found = await simulate(seed, trial);
      while (!found.violations.length) found = await simulate(++seed, trial);
      expect(found.violations.join()).toMatch(sentences[name as keyof typeof plants]);
      // And it can be told in few words.
      const least = await shrink(seed, found.steps, trial);
      expect(least.length).toBeLessThan(found.steps.length);
    });
});

describe('an outage', () => {
  for (const [name, days] of [
    ['of a day', 1],
    ['of thirty days', 30],
  ] as const)
    it(`${name} loses nothing, and is not made worse`, { timeout }, async () => {
      let answered = 0;
      for (const seed of from(fresh, 6)) {
        const endured = await endure(seed, days * dayMs);
        answered += endured.answered;
        expect([...endured.lost, ...endured.tooMany, ...endured.tooEarly], `seed ${seed}`).toEqual([]);
      }
      expect(answered).toBeGreaterThan(5);
    });
});
