import type { Page } from '@playwright/test';
import { atOnce, call, expect, explain, failingRules, promptOf, test } from './fixtures.ts';
import { withoutGestures } from './page-state.ts';

type Move = (page: Page, to: string) => Promise<unknown>;

const moves: Readonly<Record<string, Move>> = {
  pushState: (page, to) => page.evaluate((url) => history.pushState(null, '', url), to),
  replaceState: (page, to) => page.evaluate((url) => history.replaceState(null, '', url), to),
  'the Navigation API': (page, to) =>
    page.evaluate(async (url) => {
      const { navigation } = window as unknown as {
        navigation: EventTarget & { navigate: (url: string) => { finished: Promise<unknown> } };
      };
      navigation.addEventListener('navigate', (event) =>
        (event as Event & { intercept: (options: object) => void }).intercept({ handler: async () => {} }),
      );
      await navigation.navigate(url).finished;
    }, to),
};

for (const [name, move] of Object.entries(moves))
  test(`takes a route that ${name} changes for a page: counts it, and asks pages and triggers again`, async ({
    page,
    shop,
  }) => {
    await withoutGestures(page);
    const attributes = { 'data-min-pages': '2', 'data-min-time': '0s', 'data-pages': '/shop/**' };
    await page.goto(shop.page('/', { ...attributes, 'data-not-pages': '/shop/checkout' }));
    expect(await failingRules(page)).toEqual(['minPages', 'pages']);
    await move(page, '/shop/checkout/');
    expect(await failingRules(page)).toEqual(['notPages']);
    await move(page, '/shop/tea?colour=green');
    await expect(promptOf(page).card).toBeVisible();
  });

test('follows popstate and the fragments that are routes, and no others', async ({ page, shop }) => {
  await withoutGestures(page);
  await page.goto(shop.page('/', { ...atOnce, 'data-min-pages': '4', 'data-pages': '#/cart/*' }));
  const needed = async (): Promise<unknown> =>
    (await explain(page)).surveys[0]?.rules.find(({ id }) => id === 'minPages')?.value;
  const goTo = (hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);
  expect(await needed()).toBe(1);
  await goTo('#reviews');
  expect(await needed(), 'a place on the page').toBe(1);
  await goTo('#/cart/1');
  await expect.poll(needed).toBe(2);
  await page.goBack();
  await expect.poll(needed).toBe(3);
  expect(await failingRules(page)).toEqual(['minPages', 'pages']);
  await page.goForward();
  await expect(promptOf(page).card).toBeVisible();
});

test('arms triggers for each route anew', async ({ page, shop }) => {
  await page.clock.install({ time: new Date('2026-03-02T10:00:00Z') });
  const armed = page.waitForResponse(/\/watch-/);
  await page.goto(shop.page('/', { ...atOnce, 'data-trigger': 'time:30s', 'data-pages': '/tea' }));
  await armed;
  await explain(page);
  await page.clock.pauseAt(new Date('2026-03-02T10:00:20Z'));
  await page.evaluate(() => history.pushState(null, '', '/tea'));
  await page.clock.runFor(20_000);
  expect((await explain(page)).surveys, 'the time of the page before does not count').toMatchObject([{ due: false }]);
  await page.clock.runFor(11_000);
  expect((await explain(page)).surveys).toMatchObject([{ due: true }]);
  await page.clock.resume();
  await expect(promptOf(page).card).toBeVisible();
});

test('leaves the page’s history object as it is', async ({ page, shop }) => {
  await page.addInitScript(() => {
    Object.assign(window, { methods: [history.pushState, history.replaceState, history.back] });
  });
  await page.goto(shop.page('/', { ...atOnce, 'data-trigger': 'exit; load' }));
  await expect(promptOf(page).card).toBeVisible();
  const found = await page.evaluate(() => ({
    own: Reflect.ownKeys(history),
    same: (window as unknown as { methods: unknown[] }).methods.every(
      (method, index) =>
        [history.pushState, history.replaceState, history.back].indexOf(method as () => void) === index,
    ),
    source: String(history.pushState),
  }));
  expect(found).toEqual({ own: [], same: true, source: 'function pushState() { [native code] }' });
});

test.describe('without the Navigation API', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'navigation'));
    await withoutGestures(page);
  });

  // The page changes its address in a listener of its own, as routers do.
  const host = `<h1>Tea shop</h1><a href="#x" onclick="history.pushState(null, '', '/click'); return false">Go</a>
    <input onkeyup="history.pushState(null, '', '/key')">`;

  for (const [name, path, act] of [
    ['a click', '/click', (page: Page) => page.getByText('Go').click()],
    [
      'a key',
      '/key',
      (page: Page) =>
        page
          .locator('input')
          .press('Enter')
          .then(() => page.locator('input').blur()),
    ],
    [
      'a change of the page',
      '/change',
      (page: Page) =>
        page.evaluate(() => {
          history.replaceState(null, '', '/change');
          document.body.append('New');
        }),
    ],
    ['hashchange', '#/change', (page: Page) => page.evaluate(() => void (location.hash = '/change'))],
  ] as const)
    test(`looks at the address at ${name}`, async ({ page, shop }) => {
      const armed = page.waitForResponse(/\/watch-/);
      await page.goto(shop.page('/', { ...atOnce, 'data-min-pages': '2', 'data-pages': path }, host));
      await armed;
      expect(await failingRules(page)).toEqual(['minPages', 'pages']);
      await act(page);
      await expect(promptOf(page).card).toBeVisible();
    });

  test('looks at the address at popstate', async ({ page, shop }) => {
    const armed = page.waitForResponse(/\/watch-/);
    await page.goto(shop.page('/', { ...atOnce, 'data-min-pages': '3', 'data-pages': '/' }, host));
    await armed;
    await page.getByText('Go').click();
    await expect.poll(() => failingRules(page)).toEqual(['minPages', 'pages']);
    await page.goBack();
    await expect(promptOf(page).card).toBeVisible();
  });
});

test('survives a replaced body and a View Transition, with what was chosen in it', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  const { card, point } = promptOf(page);
  await point(7).click();
  await page.evaluate(() => {
    const body = document.createElement('body');
    body.append(Object.assign(document.createElement('h1'), { textContent: 'New body' }));
    document.body = body;
    history.pushState(null, '', '/new');
  });
  await expect(card).toBeVisible();
  await page.evaluate(
    () => document.startViewTransition(() => document.body.replaceChildren('After the transition')).finished,
  );
  await expect(point(7)).toBeChecked();
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 7, outcome: 'answered' }]);
});

test('opens a survey by an element that was added later, in a new body, too', async ({ page, shop }) => {
  await page.goto(shop.page('/', { 'data-min-pages': '9' }));
  await call(page, 'explain');
  await page.evaluate(() => {
    const button = Object.assign(document.createElement('button'), { textContent: 'Rate us' });
    button.dataset.earshotShow = 'nps';
    const body = document.createElement('body');
    body.append(button);
    document.body = body;
  });
  await page.getByText('Rate us').click();
  await expect(promptOf(page).card).toBeVisible();
  await expect(promptOf(page).point(0)).toBeFocused();
});
