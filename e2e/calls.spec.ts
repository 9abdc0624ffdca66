import type { Page } from '@playwright/test';
import {
  atOnce,
  call,
  choose,
  expect,
  explain,
  promptOf,
  readStore,
  requestsOf,
  test,
  warningsOf,
  type Attributes,
} from './fixtures.ts';

/** Answers the prompt that stands. */
async function answer(page: Page, score: number): Promise<void> {
  await choose(page, score);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
}

test('opens a survey at a click past every rule of waiting, and moves the focus in', async ({ page, shop }) => {
  const never: Attributes = { 'data-min-pages': '99', 'data-until': '2020-01-01', 'data-sample': '0%' };
  const body = '<button data-earshot-show><b>Rate us</b></button><button data-earshot-show="other">Other</button>';
  const warnings = warningsOf(page);
  await page.goto(shop.page('/', never, body));
  // Settings that are rare are a part of their own: before it is there, nothing listens.
  await explain(page);
  await page.getByText('Other').click();
  await expect.poll(() => warnings.join()).toContain('other');
  const { card, close, point, later, never: refuse } = promptOf(page);
  for (let time = 0; time < 2; time++) {
    await page.getByText('Rate us').click();
    await expect(point(0)).toBeFocused();
    // Who asked for it is not offered to be asked again.
    await expect(later).toBeHidden();
    await expect(refuse).toBeHidden();
    await close.click();
    await expect(card).toHaveCount(0);
  }
  await page.getByText('Rate us').press('Enter');
  await expect(point(0)).toBeFocused();
  await answer(page, 6);
  await expect.poll(shop.rows).toMatchObject([{ trigger: 'show', score: 6 }]);
});

test('sends who the visitor is from the call on, and forgets it when he signs out', async ({ page, shop }) => {
  const onShow = { 'data-trigger': 'manual', 'data-trait-plan-type': 'free', 'data-token': 'opaque~1' };
  await page.goto(shop.page('/', { ...onShow, 'data-user': 'u_1' }));
  const open = async (score: number): Promise<void> => {
    await call(page, 'show', 'nps', { place: score });
    await answer(page, score);
    await promptOf(page).close.click();
    await expect.poll(shop.rows).toHaveLength(score);
  };
  await open(1);
  await call(page, 'identify', 4711, { plan_type: 'pro', seats: 3 });
  await open(2);
  await call(page, 'identify', null);
  await open(3);
  const rows = (await shop.rows()).toSorted((a, b) => Number(a.score) - Number(b.score));
  expect(rows).toMatchObject([
    { user: 'u_1', traits: { plan_type: 'free', place: 1 }, token: 'opaque~1' },
    { user: '4711', traits: { plan_type: 'pro', seats: 3, place: 2 }, token: 'opaque~1' },
    { traits: { plan_type: 'free', place: 3 }, token: 'opaque~1' },
  ]);
  expect(rows[2]).not.toHaveProperty('user');
});

test('explains every rule with its value, its threshold and when it will pass', async ({ page, shop }) => {
  await page.clock.install({ time: new Date('2026-03-02T10:00:00Z') });
  await page.goto(
    shop.page('/tea', {
      'data-pages': '/tea,/cup',
      'data-from': '2026-03-05',
      'data-last-asked': '2026-02-01',
      'data-gap': 'soon',
    }),
  );
  const { version, visitor, surveys, outbox, problems } = await explain(page);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(visitor, 'none is made before one is needed').toBeUndefined();
  expect(outbox).toEqual({ waiting: 0, refused: [] });
  expect(problems).toEqual([expect.stringContaining('data-gap="soon"')]);
  expect(surveys).toMatchObject([{ survey: 'nps', due: true }]);
  const rules = surveys[0]?.rules ?? [];
  const rule = (id: string): unknown => rules.find((one) => one.id === id);
  expect(rule('pages')).toEqual({ id: 'pages', passes: true, value: '/tea', threshold: '/tea,/cup' });
  expect(rule('minPages')).toEqual({ id: 'minPages', passes: false, value: 1, threshold: 2 });
  expect(rule('from')).toMatchObject({ passes: false, passesAt: '2026-03-05T00:00:00.000Z' });
  expect(rule('lastAsked')).toMatchObject({ passes: false, threshold: '45d', passesAt: '2026-03-18T00:00:00.000Z' });
  expect(rule('afterAnswer')).toEqual({ id: 'afterAnswer', passes: true, threshold: '90d' });
  expect(new Set(rules.flatMap(Object.keys))).toEqual(new Set(['id', 'passes', 'value', 'threshold', 'passesAt']));
});

for (const [name, attributes, query] of [
  ['data-debug', { 'data-debug': '' }, ''],
  ['?earshot=debug', {}, '?utm=1&earshot=debug'],
] as const)
  test(`prints every verdict as a table and shows a panel with ${name}`, async ({ page, shop }) => {
    const printed: string[] = [];
    page.on('console', (message) => printed.push(`${message.type()} ${message.text()}`));
    await page.goto(shop.page('/', attributes) + query);
    const panel = page.locator('earshot-debug');
    await expect(panel.getByRole('region', { name: 'Earshot debug' })).toBeVisible();
    await expect(
      panel.getByRole('table', { name: 'Failing rules of nps' }).getByRole('row', { name: /^minPages 1 2/ }),
    ).toBeVisible();
    expect(printed.join('\n')).toMatch(/log \[earshot\] nps: due, but waits for \d of \d+ rules/);
    expect(printed.join('\n')).toContain('table');
    await panel.getByRole('button', { name: 'Close' }).click();
    await expect(panel).toHaveCount(0);
  });

test('opens the survey for its owner with ?earshot=preview, and stores and sends nothing', async ({
  page,
  shop,
  collector,
}) => {
  const requests = requestsOf(page);
  await page.goto(`${shop.page('/', { 'data-min-pages': '9', 'data-consent': 'required' })}?earshot=preview`);
  await expect(promptOf(page).card.getByText('Test mode')).toBeVisible();
  await answer(page, 9);
  await page.goto(shop.serve('/elsewhere', '<!doctype html><link rel="icon" href="data:,"><h1>Elsewhere</h1>'));
  expect(requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(requests.filter((request) => request.startsWith(`GET ${collector.origin}`)).length).toBeGreaterThan(1);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(await readStore(page, 'state')).toBeUndefined();
  expect(await shop.rows()).toEqual([]);
});

test('tells the owner what became of each prompt with data-report="outcomes"', async ({ page, shop }) => {
  await page.clock.install({ time: new Date('2026-03-02T10:00:00Z') });
  const show = async (name: string): Promise<void> => {
    const attributes = { ...atOnce, 'data-gap': '0s', 'data-report': 'outcomes', 'data-site': `${shop.site}` };
    await page.evaluate(() => localStorage.clear()).catch(() => {});
    await page.goto(shop.page(`/${name}`, { ...attributes, 'data-survey': name, 'data-kind': 'csat' }));
    await expect(promptOf(page).card).toBeVisible();
  };
  for (const [survey, button] of [
    ['dismissed', 'close'],
    ['later', 'later'],
    ['never', 'never'],
  ] as const) {
    await page.clock.fastForward(31 * 60_000);
    await show(survey);
    await promptOf(page)[button].click();
    await expect
      .poll(async () => (await shop.rows()).map((row) => [row.survey, row.outcome, row.score]))
      .toContainEqual([survey, survey, undefined]);
  }
});

test('reports a prompt that was seen and left alone as ignored', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce, 'data-report': 'outcomes' }));
  await expect(promptOf(page).card).toBeVisible();
  await expect.poll(async () => JSON.stringify(await readStore(page, 'state'))).toContain('seenAt');
  await page.goto(shop.page('/next', { 'data-report': 'outcomes' }));
  await expect.poll(shop.rows).toMatchObject([{ outcome: 'ignored' }]);
});

test('sends as much of the page’s address as the owner wants', async ({ page, shop }) => {
  for (const [pageUrl, path, sent] of [
    ['full', '/full?q=tea&id=12345678#top', '/full?q=tea&id=*#top'],
    ['none', '/none?q=tea', undefined],
  ] as const) {
    const attributes = {
      'data-trigger': 'manual',
      'data-page-url': pageUrl,
      'data-survey': pageUrl,
      'data-kind': 'csat',
    };
    shop.page(`/${pageUrl}`, attributes);
    await page.goto(shop.origin + path);
    await call(page, 'show');
    await answer(page, 5);
    const row = async () => (await shop.rows()).find(({ survey }) => survey === pageUrl);
    await expect.poll(row).toBeDefined();
    expect((await row())?.page).toBe(sent && shop.origin + sent);
  }
});

test('shows a badge in test mode, and warns where that is not the owner’s own machine', async ({
  page,
  shop,
  collector,
}) => {
  const warnings = warningsOf(page);
  const badge = promptOf(page).card.getByText('Test mode');
  await page.goto(shop.page('/', { 'data-mode': 'test' }));
  await expect(badge).toBeVisible();
  await expect(promptOf(page).card.getByRole('status')).not.toBeEmpty();
  expect(warnings).toEqual([]);
  // Another machine, as far as the page can tell.
  const elsewhere = 'http://shop.example';
  await page.route(`${elsewhere}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const origin = pathname.endsWith('.js') ? collector.origin : shop.origin;
    await route.fulfill({ response: await route.fetch({ url: origin + pathname }) });
  });
  shop.page('/', { 'data-mode': 'test', src: `${elsewhere}/earshot.js` });
  await page.goto(`${elsewhere}/`);
  await expect(badge).toBeVisible();
  await expect.poll(() => warnings).toEqual([expect.stringMatching(/test/)]);
});
