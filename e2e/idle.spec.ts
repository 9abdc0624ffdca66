import { call, expect, failingRules, promptOf, readStore, requestsOf, test } from './fixtures.ts';
import { watchTimers } from './page-state.ts';

test('costs a page where nothing is due one request, and no timer that could poll', async ({
  page,
  shop,
  collector,
}) => {
  const pending = await watchTimers(page);
  const requests = requestsOf(page);
  const url = shop.page('/', { 'data-min-time': '0s' });
  await page.goto(url);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
  expect(await pending()).toBe(0);
  expect(requests).toEqual([`GET ${url}`, `GET ${collector.origin}/earshot.js`]);
  expect(await readStore(page, 'state')).toBeUndefined();
});

test('fetches the parts of a prompt when it is due, each once', async ({ page, shop, collector }) => {
  const requests = requestsOf(page);
  await page.goto(shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'event:go' }));
  await call(page, 'track', 'go');
  await expect(promptOf(page).card).toBeVisible();
  const files = (): unknown[] =>
    requests
      .filter((request) => request.includes(collector.origin))
      .map((request) => /\/([a-z]+)(-\w{8})?\.js$/.exec(request)?.[1])
      .sort();
  await expect.poll(files).toEqual(['earshot', 'outbox', 'prompt', 'retry', 'seals', 'watch']);
});

test('leaves nothing that runs when a prompt has been closed', async ({ page, shop }) => {
  const pending = await watchTimers(page);
  await page.goto(shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'event:go' }));
  await call(page, 'track', 'go');
  await promptOf(page).close.click();
  await expect(promptOf(page).card).toHaveCount(0);
  await expect.poll(pending).toBe(0);
  expect(await failingRules(page, 'csat')).toEqual(['visit', 'afterDismiss']);
});
