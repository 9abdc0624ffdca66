import { expect } from '@playwright/test';
import { test } from '../engines/fixtures.ts';
import { answerAndKill, makeProfile } from '../engines/kill.ts';
import { startEndpoint } from '../fault-server.ts';
import { makeRandom } from '../../scripts/random.mjs';
import { count } from './count.ts';

test('delivers from the next page what was answered within a second before the browser was killed', async ({
  shop,
}, info) => {
  const { name, use } = info.project;
  const violations = await count(info, name === 'firefox' ? 50 : 100, async (round, seed) => {
    const profile = makeProfile(name, use as object);
    const endpoint = await startEndpoint();
    const afterMs = Math.floor(makeRandom(seed)() * 1000);
    const score = round % 11;
    const { rows, stored } = await answerAndKill(profile, shop, endpoint, score, afterMs);
    await profile.remove();
    await endpoint.stop();
    const scores = rows().map((row) => row.score);
    return scores.join() === String(score)
      ? undefined
      : `after ${afterMs} ms: ${scores.join() || `nothing, ${stored} stored`}`;
  });
  expect(violations).toEqual([]);
});
