import { expect, test } from '../fixtures.ts';
import { beDueTogether, openTabs } from '../tabs.ts';
import { makeRandom } from '../../scripts/random.mjs';
import { count } from './count.ts';

test('exactly one of 20 tabs prompts', async ({ context, shop }, info) => {
  const pages = await openTabs(context, 20);
  const violations = await count(info, info.project.name === 'firefox' ? 20 : 200, async (round, seed) => {
    const random = makeRandom(seed);
    const found = await beDueTogether(pages, shop, round, () => random() * 100);
    return found.shown === 1 && found.claims === 1 ? undefined : JSON.stringify(found);
  });
  expect(violations).toEqual([]);
});
