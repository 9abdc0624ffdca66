import {
  atOnce,
  choose,
  expect,
  explain,
  failingRules,
  promptOf,
  readStore,
  test,
  type Attributes,
} from './fixtures.ts';
import type { Page } from '@playwright/test';

const start = new Date('2026-03-02T10:00:00Z');

/** Opens a page at the clock's time and waits until the widget has started there. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await explain(page);
}

const dayMs = 86_400_000;

/** Lets time pass in the page, and fires its timers. */
const pass = (page: Page, { days = 0, seconds = 0 }): Promise<void> =>
  page.clock.fastForward(days * dayMs + seconds * 1000);

test('asks a first-time visitor on the second page after 15 visible seconds, not before', async ({ page, shop }) => {
  await page.clock.install({ time: start });
  const first = shop.page('/');
  const second = shop.page('/tea');
  await visit(page, first);
  // The clock stands still from here on: a busy machine must not add to the 15 seconds.
  await page.clock.pauseAt(start.getTime() + 14_900);
  expect(await failingRules(page)).toEqual(['minPages', 'minTime']);
  await visit(page, second);
  expect(await failingRules(page)).toEqual(['minTime']);
  await expect(promptOf(page).card).toHaveCount(0);
  await page.clock.resume();
  await expect(promptOf(page).card).toBeVisible();
});

test('has *shown* on disk before the prompt can be seen', async ({ page, shop }) => {
  // The prompt element reads the database in the moment in which it enters the page.
  await page.addInitScript(() => {
    new MutationObserver((records) => {
      const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
      if (!added.some((node) => node.nodeName === 'EARSHOT-PROMPT')) return;
      const request = indexedDB.open('earshot');
      request.onsuccess = () => {
        const get = request.result.transaction('state').objectStore('state').getAll();
        get.onsuccess = () => Object.assign(window, { atPaint: get.result.map(String).join() });
      };
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(shop.page('/', { ...atOnce }));
  await expect.poll(() => page.evaluate(() => (window as { atPaint?: string }).atPaint)).toContain('"shownAt":');
});

test('asks once in a visit, whatever the other rules allow', async ({ page, shop }) => {
  const free: Attributes = { ...atOnce, 'data-gap': '0s', 'data-after-dismiss': '0s', 'data-after-ignore': '0s' };
  await page.clock.install({ time: start });
  const url = shop.page('/', free);
  await visit(page, url);
  await promptOf(page).close.click();
  await visit(page, url);
  expect(await failingRules(page)).toEqual(['visit']);
  await pass(page, { seconds: 31 * 60 });
  await visit(page, url);
  await expect(promptOf(page).card).toBeVisible();
});

for (const [name, act, rule, early, late] of [
  ['an answer', 'answer', 'afterAnswer', 89, 2],
  ['a dismissal', 'dismiss', 'afterDismiss', 59, 2],
  ['a prompt that was seen and ignored', 'ignore', 'afterIgnore', 13, 2],
] as const)
  test(`waits after ${name} as long as its setting says, and no longer`, async ({ page, shop }) => {
    await page.clock.install({ time: start });
    const url = shop.page('/', { ...atOnce });
    await visit(page, url);
    await expect(promptOf(page).card).toBeVisible();
    await pass(page, { seconds: 2 });
    if (act === 'answer') {
      await choose(page, 9);
      await promptOf(page).send.click();
      await expect.poll(shop.rows).toHaveLength(1);
    } else if (act === 'dismiss') await promptOf(page).close.click();
    else await expect.poll(async () => JSON.stringify(await readStore(page, 'state'))).toContain('seenAt');
    // Further than a timer reaches: the visitor comes back on that day.
    await page.clock.setSystemTime(start.getTime() + early * dayMs);
    await visit(page, url);
    expect(await failingRules(page)).toEqual([rule]);
    await page.clock.setSystemTime(start.getTime() + (early + late) * dayMs);
    await visit(page, url);
    await expect(promptOf(page).card).toBeVisible();
  });

test('keeps the gap between different surveys, and shows the second when it is over', async ({ page, shop }) => {
  await page.clock.install({ time: start });
  const nps = shop.page('/', { ...atOnce, 'data-gap': '10d' });
  const csat = shop.page('/csat', { ...atOnce, 'data-gap': '10d', 'data-survey': 'csat' });
  await visit(page, nps);
  await expect(promptOf(page).card).toBeVisible();
  await pass(page, { seconds: 2 });
  await promptOf(page).close.click();
  await pass(page, { days: 9 });
  await visit(page, csat);
  expect(await failingRules(page, 'csat')).toEqual(['gap']);
  await pass(page, { days: 1 });
  await expect(promptOf(page).card, 'the page that stayed open asks when the gap ends').toBeVisible();
});

test('asks at an event at once, and not without it', async ({ page, shop }) => {
  await page.goto(shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'event:order_completed; event:refund' }));
  expect((await explain(page)).surveys).toMatchObject([{ survey: 'csat', due: false }]);
  expect(await failingRules(page, 'csat')).toEqual([]);
  const track = (name: string): Promise<unknown> =>
    page.evaluate(
      (event) => (window as unknown as { earshot: (...call: string[]) => unknown }).earshot('track', event),
      name,
    );
  await track('order_complete');
  expect((await explain(page)).surveys).toMatchObject([{ due: false }]);
  await track('refund');
  await choose(page, 1);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({ trigger: 'event:refund', score: 1 });
});

test('shows at once in test mode, marks the response and leaves no history', async ({ page, shop }) => {
  await page.goto(shop.page('/', { 'data-mode': 'test' }));
  await expect(promptOf(page).card.getByText('Test mode')).toBeVisible();
  await choose(page, 4);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({ test: true, score: 4 });
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await expect.poll(async () => Object.keys((await readStore(page, 'state')) ?? {})).toEqual([`endpoint:${shop.site}`]);
});

test('shows nothing when switched off, and explains it', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce, 'data-mode': 'off' }));
  expect(await failingRules(page)).toEqual(['mode']);
  await expect(promptOf(page).card).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('lets the page veto a prompt, which spends nothing', async ({ page, shop }) => {
  await page.addInitScript(() => {
    document.addEventListener('earshot:due', (event) => {
      event.preventDefault();
      Object.assign(window, { vetoed: (event as CustomEvent<unknown>).detail });
    });
  });
  await page.goto(shop.page('/', { ...atOnce }));
  await expect
    .poll(() => page.evaluate(() => (window as { vetoed?: unknown }).vetoed))
    .toEqual({ site: shop.site, survey: 'nps', kind: 'nps', trigger: 'load' });
  expect(await failingRules(page)).toEqual([]);
  await expect(promptOf(page).card).toHaveCount(0);
});

test('does not disturb a visitor who is typing, and asks when he is done', async ({ page, shop }) => {
  const body = '<label>Search <input id="q" autofocus></label><button>Go</button>';
  await page.clock.install({ time: start });
  await visit(page, shop.page('/', { 'data-min-pages': '0', 'data-min-time': '5s' }, body));
  await page.getByLabel('Search').fill('oolong');
  await pass(page, { seconds: 10 });
  await expect(promptOf(page).card).toHaveCount(0);
  await page.getByRole('button', { name: 'Go' }).focus();
  await page.clock.runFor(100);
  await expect(promptOf(page).card).toBeVisible();
});

test('shows one prompt in two tabs that are due together', async ({ page, shop, context }) => {
  const url = shop.page('/', { ...atOnce });
  const other = await context.newPage();
  await Promise.all([page.goto(url), other.goto(url)]);
  const shown = async (): Promise<number> =>
    (await page.locator('earshot-prompt').count()) + (await other.locator('earshot-prompt').count());
  await expect.poll(shown).toBe(1);
  await Promise.all([explain(page), explain(other)]);
  expect(await shown()).toBe(1);
});

test('waits while the tab is hidden, and asks when it is looked at', async ({ page, shop }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true, writable: true });
  });
  await page.goto(shop.page('/', { ...atOnce }));
  expect((await explain(page)).surveys).toMatchObject([{ due: true }]);
  expect(await failingRules(page)).toEqual([]);
  await expect(promptOf(page).card).toHaveCount(0);
  expect(await readStore(page, 'state'), 'nothing was claimed').toBeUndefined();
  await page.evaluate(() => {
    Object.assign(document, { hidden: false });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await expect(promptOf(page).card).toBeVisible();
});
