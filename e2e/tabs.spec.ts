import type { Page } from '@playwright/test';
import { atOnce, call, choose, expect, explain, failingRules, promptOf, readStore, test } from './fixtures.ts';
import { blur, listen, withoutGestures } from './page-state.ts';
import { beDueTogether, openTabs } from './tabs.ts';

const onEvent = { 'data-survey': 'csat', 'data-trigger': 'event:go' };
const stateOf = async (page: Page): Promise<string> => JSON.stringify(await readStore(page, 'state'));

test('prompts in exactly one of six tabs that are due together', async ({ context, shop }) => {
  const pages = await openTabs(context, 6);
  for (const round of [0, 1])
    expect(await beDueTogether(pages, shop, round, () => 0)).toMatchObject({ shown: 1, claims: 1 });
});

test('closes a prompt when the visitor answers in another tab, and asks in none of them', async ({
  page,
  context,
  shop,
}) => {
  const url = shop.page('/', { 'data-min-time': '0s' });
  const other = await context.newPage();
  const third = await context.newPage();
  // The visitor opened a prompt in two tabs; the third waits for its turn.
  for (const tab of [page, other]) {
    await tab.goto(url);
    await call(tab, 'show', 'nps');
    await expect(promptOf(tab).card).toBeVisible();
  }
  await choose(page, 9);
  await expect(promptOf(other).card).toHaveCount(0);
  await expect(promptOf(page).card).toBeVisible();
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  await third.goto(url);
  for (const tab of [other, third])
    expect(await failingRules(tab)).toEqual(expect.arrayContaining(['visit', 'afterAnswer']));
  expect(await shop.rows(), 'the tab that was closed had nothing to say').toHaveLength(1);
});

test('takes away what was open in another tab when everything is erased', async ({ page, context, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await expect(promptOf(page).card).toBeVisible();
  const other = await context.newPage();
  await other.goto(shop.page('/other', { ...atOnce }));
  await call(other, 'forget');
  await expect(promptOf(page).card).toHaveCount(0);
});

for (const part of ['prompt', 'rare'])
  test(`spends nothing when the part ${part} cannot be loaded, and asks on the next page`, async ({
    page,
    shop,
    errors,
  }) => {
    await page.route(new RegExp(`/${part}-`), (route) => route.abort());
    const url = shop.page('/', { ...onEvent, 'data-priority': '1' });
    await page.goto(url);
    await call(page, 'track', 'go');
    await expect.poll(async () => (await explain(page)).problems.join()).toMatch(/could not be shown|failed/);
    expect(await readStore(page, 'state')).toBeUndefined();
    expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('shownAt');
    await page.unroute(new RegExp(`/${part}-`));
    await page.goto(url);
    if (part === 'rare') await call(page, 'track', 'go');
    await expect(promptOf(page).card).toBeVisible();
    // The browser itself reports the blocked request.
    errors.length = 0;
  });

test('counts a prompt as seen after a second in a focused tab, never in one without focus', async ({ page, shop }) => {
  await page.clock.install({ time: new Date('2026-03-02T10:00:00Z') });
  await withoutGestures(page);
  const heard = await listen(page);
  const attending = page.waitForResponse(/\/watch-/);
  await page.goto(shop.page('/', onEvent));
  await explain(page);
  await page.clock.pauseAt(new Date('2026-03-02T10:01:00Z'));
  await call(page, 'track', 'go');
  // It comes in the first frame after its part has been loaded.
  await expect
    .poll(async () => {
      await page.clock.runFor(20);
      return page.locator('earshot-prompt').count();
    })
    .toBe(1);
  await blur(page, true);
  await attending;
  await page.clock.runFor(3_600_000);
  expect(await stateOf(page)).toContain('shownAt');
  expect(await stateOf(page)).not.toContain('seenAt');
  await blur(page, false);
  await page.clock.runFor(900);
  await blur(page, true);
  await page.clock.runFor(900);
  expect(await stateOf(page), 'twice less than a second').not.toContain('seenAt');
  await blur(page, false);
  await page.clock.runFor(1100);
  await expect.poll(() => stateOf(page)).toContain('seenAt');
  expect((await heard()).map(([name]) => name)).toEqual(['due', 'shown']);
});
