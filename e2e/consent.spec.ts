import type { Page } from '@playwright/test';
import { startEndpoint } from './fault-server.ts';
import {
  atOnce,
  call,
  choose,
  expect,
  explain,
  failingRules,
  promptOf,
  readStore,
  requestsOf,
  test,
} from './fixtures.ts';

const required = { ...atOnce, 'data-consent': 'required' };

/** Everything that a page may keep, by where it is kept. */
const keptIn = (page: Page): Promise<Record<string, unknown>> =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
const nothing = { local: {}, session: {}, cookies: '', databases: [], caches: [] };

test('keeps nothing, asks nothing and requests nothing but its own files until consent is given', async ({
  page,
  shop,
  collector,
  context,
}) => {
  const requests = requestsOf(page);
  shop.serve(
    '/surveys.json',
    JSON.stringify({ surveys: [{ survey: 'nps', minPages: 0, minTime: '0s', sample: '99%' }] }),
  );
  const url = shop.page(
    '/',
    { 'data-survey': undefined, 'data-config': '/surveys.json', 'data-consent': 'required' },
    '<h1>Shop</h1><button data-earshot-show="nps">Rate us</button>',
  );
  await page.goto(url);
  await call(page, 'track', 'order');
  await page.getByText('Rate us').click();
  await call(page, 'identify', 'ann');
  await call(page, 'flush');
  expect(await failingRules(page)).toContain('consent');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })));
  expect(await keptIn(page)).toEqual(nothing);
  expect(await context.cookies()).toEqual([]);
  const own = new RegExp(`^GET ${collector.origin}/[a-z]+(-\\w{8})?\\.js$`);
  expect(requests.filter((request) => !own.test(request))).toEqual([`GET ${url}`, `GET ${shop.origin}/surveys.json`]);
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
});

test('starts when consent is given, and remembers that on the next page without asking who it is', async ({
  page,
  shop,
}) => {
  await page.goto(shop.page('/', { ...required, 'data-min-pages': '2' }));
  expect(await failingRules(page)).toEqual(['consent', 'minPages']);
  await call(page, 'consent', true);
  expect(await failingRules(page)).toEqual(['minPages']);
  expect(await page.evaluate((key) => localStorage.getItem(key), `earshot-consent:${shop.site}`)).toBe('given');
  await page.goto(shop.page('/next', { ...required, 'data-min-pages': '2' }));
  await expect(promptOf(page).card).toBeVisible();
});

for (const [name, args, flag] of [
  ['consent is withdrawn', ['consent', false], 'refused'],
  ['everything is to be forgotten', ['forget'], undefined],
] as const)
  test(`erases everything, closes the prompt and stays silent for this visit when ${name}`, async ({ page, shop }) => {
    const endpoint = await startEndpoint();
    endpoint.answer = { status: 503 };
    const attributes = { ...atOnce, 'data-endpoint': endpoint.url, 'data-min-visits': '0' };
    const url = shop.page('/', attributes);
    await page.goto(url);
    await choose(page, 3);
    await expect.poll(async () => Object.keys((await readStore(page, 'responses')) ?? {})).toHaveLength(1);
    await call(page, ...args);
    await expect(page.locator('earshot-prompt')).toHaveCount(0);
    const erased = {
      ...nothing,
      local: flag ? { [`earshot-consent:${shop.site}`]: flag } : {},
      session: { [`earshot-consent:${shop.site}`]: flag ?? 'erased' },
    };
    await expect.poll(() => keptIn(page)).toEqual(erased);
    const posts = endpoint.received.length;
    await page.goto(url);
    expect(await failingRules(page)).toEqual(['consent']);
    await call(page, 'show', 'nps');
    await call(page, 'flush');
    await expect(page.locator('earshot-prompt')).toHaveCount(0);
    expect(await keptIn(page)).toEqual(erased);
    expect(endpoint.received).toHaveLength(posts);
    await endpoint.stop();
  });

test('leaves nothing behind where everything is forgotten while an answer is on its way', async ({ page, shop }) => {
  const endpoint = await startEndpoint();
  endpoint.answer = { status: 202, delayMs: 500 };
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': endpoint.url }));
  await choose(page, 3);
  await promptOf(page).send.click();
  await expect.poll(() => endpoint.received.length).toBe(1);
  const answered = page.waitForEvent('requestfinished', (request) => request.method() === 'POST');
  await call(page, 'forget');
  await answered;
  // What the answer sets off comes before what is asked for after it.
  await call(page, 'explain');
  expect(await keptIn(page)).toEqual({ ...nothing, session: { [`earshot-consent:${shop.site}`]: 'erased' } });
  await endpoint.stop();
});

test('keeps "Don’t ask again" when everything else is forgotten', async ({ page, context, shop }) => {
  const url = shop.page('/', { ...atOnce });
  await page.goto(url);
  await promptOf(page).never.click();
  await expect(promptOf(page).card).toHaveCount(0);
  await call(page, 'forget');
  const key = `earshot:${shop.site}`;
  expect((await keptIn(page)).local).toEqual({ [key]: '{"never":true}' });
  // A new tab is another visit, as far as silence goes.
  const later = await context.newPage();
  await later.goto(shop.page('/csat', { ...atOnce, 'data-survey': 'csat', 'data-gap': '0s' }));
  expect(await failingRules(later, 'csat')).toEqual(['never']);
});

test('has a refusal hold on every page until consent is given again', async ({ page, context, shop }) => {
  const url = shop.page('/', required);
  await page.goto(url);
  await call(page, 'consent', false);
  const other = await context.newPage();
  await other.goto(url);
  expect(await failingRules(other)).toContain('consent');
  await call(other, 'consent', true);
  await expect(promptOf(other).card).toBeVisible();
});

test('makes and sends no visitor id where the owner wants none, and one with the first claim else', async ({
  page,
  shop,
}) => {
  const answer = async (path: string, attributes: Record<string, string>): Promise<void> => {
    await page.goto(shop.page(path, { ...atOnce, ...attributes }));
    await choose(page, 7);
    await promptOf(page).send.click();
  };
  await answer('/none', { 'data-visitor': 'none', 'data-sample': '99.9%' });
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).not.toHaveProperty('visitor');
  expect(JSON.stringify([await keptIn(page), await readStore(page, 'state')])).not.toContain('visitorId');
  expect(await explain(page)).not.toHaveProperty('visitor');
  await page.evaluate(() => localStorage.clear());
  await answer('/id', { 'data-site': `${shop.site}-id` });
  await expect.poll(async () => (await explain(page)) as object).toHaveProperty('visitor');
});

test('shares the history of a shop’s subdomains in a small cookie without an id', async ({ page, shop }) => {
  const attributes = { ...atOnce, 'data-cookie-domain': 'shop.localhost', 'data-user': 'ann' };
  const on = (host: string): string => shop.page('/', attributes).replace('127.0.0.1', host);
  await page.goto(on('a.shop.localhost'));
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  const [cookie, ...others] = await page.context().cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ domain: '.shop.localhost', sameSite: 'Lax', path: '/' });
  const [row] = await shop.rows();
  expect(cookie?.value.length).toBeLessThan(1024);
  for (const secret of ['ann', String(row?.id), String(row?.visitor)]) expect(cookie?.value).not.toContain(secret);
  await page.goto(on('b.shop.localhost'));
  await expect.poll(() => failingRules(page)).toEqual(['afterAnswer']);
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
  await call(page, 'forget');
  expect(await page.context().cookies()).toEqual([]);
});
