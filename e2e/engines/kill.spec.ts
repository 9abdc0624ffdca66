import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { answerAndKill, makeProfile } from './kill.ts';

// Two starts of a browser.
test.setTimeout(60_000);

test('delivers from the next page what was answered a moment before the browser was killed', async ({
  shop,
  endpoint,
}, { project }) => {
  const profile = makeProfile(project.name, project.use as object);
  const { rows } = await answerAndKill(profile, shop, endpoint, 3, 100);
  expect(rows()).toMatchObject([{ score: 3, outcome: 'answered' }]);
  await profile.remove();
});
