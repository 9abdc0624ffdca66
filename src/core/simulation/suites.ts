import { dayMs } from '../duration.ts';
import { endure } from './outage.ts';
import { play, shrink } from './simulate.ts';
import { drawSteps } from './steps.ts';
import { makeSeeded } from './seeded.ts';

export { play, shrink, simulate } from './simulate.ts';
export { endure } from './outage.ts';
export { plants } from './plants.ts';

/** The schedule of a seed, with what went wrong and what it takes for that; nothing, if all is well. */
export async function explain(seed: number): Promise<readonly string[]> {
  const { violations, steps } = await play(seed, drawSteps(makeSeeded(seed)));
  if (!violations.length) return [];
  const least = await shrink(seed, steps);
  const log: string[] = [];
  await play(seed, least, undefined, (text) => log.push(text));
  return [...violations, ...log];
}

/** A long suite: what it plays for a seed, and of what comes to light there, how much goes on which account. */
export interface Suite {
  readonly play: (seed: number) => Promise<Readonly<Record<string, readonly string[]>>>;
}

const account = (lastsMs: number, suite: string) => async (seed: number) => {
  const { lost, tooMany, tooEarly } = await endure(seed, lastsMs);
  return { [suite]: lost, 'requests in an outage': tooMany, 'retry-after': tooEarly };
};

/** The long suites; some of them settle several accounts, each of which is a suite in long.json. */
export const suites: Readonly<Record<string, Suite>> = {
  schedules: { play: async (seed) => ({ simulation: await explain(seed) }) },
  day: { play: account(dayMs, 'outage 24 h') },
  month: { play: account(30 * dayMs, 'outage 30 days') },
};
