import type { BrowserContext, Page } from '@playwright/test';
import { answer, onDemand, openPrompt } from './answer.ts';
import { startEndpoint } from './fault-server.ts';
import { choose, expect, forgiveNetwork, html, promptOf, test, type Shop } from './fixtures.ts';
import { leavingOn } from './host-page.ts';
import { readRecords, waitingIn } from './records.ts';

test.afterEach(({ errors }) => forgiveNetwork(errors));

/** Ends the page's process, as a tab that crashed. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  // Nobody is left to answer it.
  session.send('Page.crash').catch(() => {});
  await gone;
  await page.close();
}

/** A tab that is opened after the time for which a page that crashed may have held a response: that of a POST. */
async function comeBack(context: BrowserContext): Promise<Page> {
  const next = await context.newPage();
  await next.clock.install({ time: Date.now() + 20_000 });
  return next;
}

const elsewhere = (shop: Shop): string => shop.serve('/elsewhere', html('', '<h1>Elsewhere</h1>'));

for (const [name, leave] of [
  ['goes to another page', `location.href = '/elsewhere'`],
  ['closes the tab', 'close()'],
  ['reloads', 'location.reload()'],
] as const)
  for (const listener of ['', ' and has an unload listener'])
    test(`delivers an answer when the host page ${name} in the task of the click${listener}`, async ({
      page,
      shop,
      endpoint,
    }) => {
      endpoint.answer = { status: 202, delayMs: 250 };
      const url = elsewhere(shop);
      const unload = listener && `<script>addEventListener('unload', () => {})</script>`;
      const attributes = { ...onDemand, 'data-endpoint': endpoint.url };
      const shopUrl = shop.page('/', attributes, `<h1>Tea shop</h1>${leavingOn('send', leave)}${unload}`);
      await page.goto(url);
      // Only a window that a script opened may close itself.
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.evaluate((address) => void open(address), shopUrl),
      ]);
      await openPrompt(popup);
      await choose(popup, 4);
      const left = leave === 'close()' ? popup.waitForEvent('close') : popup.waitForEvent('framenavigated');
      await Promise.all([
        left,
        promptOf(popup)
          .send.click({ noWaitAfter: true })
          .catch(() => {}),
      ]);
      await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 4, outcome: 'answered' }]);
      expect(endpoint.rows()).toHaveLength(1);
    });

test('posts the chosen score when the tab is closed without Send', async ({ page, shop, endpoint }) => {
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await openPrompt(page);
  await choose(page, 6);
  await promptOf(page).comment.fill('I was about to');
  await page.close();
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 6, outcome: 'scored' }]);
});

test('has an answer on disk when the tab crashes after the click, and delivers it from the next page', async ({
  page,
  context,
  shop,
  endpoint,
}) => {
  await endpoint.down();
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url });
  await page.goto(url);
  await answer(page, 5);
  await expect.poll(() => readRecords(page)).toMatchObject([{ response: { outcome: 'answered' } }]);
  await crash(page);
  await endpoint.up();
  const next = await comeBack(context);
  await next.goto(url);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 5, outcome: 'answered' }]);
  expect(endpoint.received).toHaveLength(1);
});

test('has one row when the tab crashes between the endpoint’s storing and its answer', async ({
  page,
  context,
  shop,
  endpoint,
}) => {
  endpoint.next = [{ status: 202, delayMs: 3000 }];
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url });
  await page.goto(url);
  await answer(page, 5);
  await expect.poll(() => endpoint.rows().length).toBe(1);
  // What is stored there before this lies on disk here: the scored one alone would wait longer.
  await expect.poll(() => readRecords(page)).toMatchObject([{ response: { outcome: 'answered' } }]);
  await crash(page);
  const next = await comeBack(context);
  await next.goto(url);
  await expect.poll(() => endpoint.received.length).toBe(2);
  await expect.poll(() => waitingIn(next)).toBe(0);
  expect(endpoint.received.map(({ revision }) => revision)).toEqual([2, 2]);
  expect(endpoint.rows()).toMatchObject([{ score: 5 }]);
});

test('has one row when the endpoint stored the response and its answer was lost', async ({ page, shop, endpoint }) => {
  // The second one is tried at once, without what the browser grants to pages that are left.
  endpoint.next = ['lose', 'lose'];
  await page.clock.install();
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await answer(page, 3);
  await expect.poll(() => endpoint.received.length).toBeGreaterThan(1);
  await page.clock.fastForward(1100);
  await expect.poll(() => waitingIn(page)).toBe(0);
  expect(endpoint.received).toHaveLength(3);
  expect(endpoint.rows()).toMatchObject([{ score: 3, revision: 2 }]);
});

test('sends at once where the host page has used up what the browser grants to pages that are left', async ({
  page,
  shop,
  endpoint,
}) => {
  const busy = await startEndpoint();
  busy.answer = 'hang';
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await page.evaluate((url) => {
    fetch(url, { method: 'POST', body: 'x'.repeat(65_000), keepalive: true, mode: 'no-cors' }).catch(() => {});
  }, busy.url);
  await expect.poll(() => busy.countOf('POST')).toBe(1);
  await answer(page, 8);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 8 }]);
  await expect.poll(() => waitingIn(page)).toBe(0);
  await busy.stop();
});

test('drains a tab that was discarded when it comes back, and does not ask again', async ({
  page,
  context,
  shop,
  endpoint,
}) => {
  await endpoint.down();
  const attributes = { 'data-min-pages': '0', 'data-min-time': '0s', 'data-endpoint': endpoint.url };
  const url = shop.page('/', attributes);
  await page.goto(url);
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(async () => (await readRecords(page))[0]?.tries).toBe(1);
  await page.close();
  await endpoint.up();
  const again = await context.newPage();
  await again.goto(url);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 9 }]);
  await expect.poll(() => waitingIn(again)).toBe(0);
  await expect(promptOf(again).card).toHaveCount(0);
});
