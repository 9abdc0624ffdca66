import type { Page } from '@playwright/test';
import { answer, hurry, onDemand } from './answer.ts';
import { call, expect, forgiveNetwork, test } from './fixtures.ts';
import { makeRecords, readRecords, seed, waitingIn, writeRecords } from './records.ts';

test.afterEach(({ errors }) => forgiveNetwork(errors));

/** Finds the process of a page, and returns what stops and resumes it: as a machine that sleeps does, or a browser short of memory. */
async function findFreeze(page: Page): Promise<(on: boolean) => void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error('there is no browser');
  const readTimes = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo;
  const before = new Map((await readTimes()).map(({ id, cpuTime }) => [id, cpuTime]));
  // The process that works is the one that was given work.
  await page.evaluate(() => {
    for (const end = Date.now() + 300; Date.now() < end;);
  });
  const [busiest] = (await readTimes())
    .filter(({ type, id }) => type === 'renderer' && before.has(id))
    .map(({ id, cpuTime }) => ({ id, spent: cpuTime - (before.get(id) ?? 0) }))
    .sort((a, b) => b.spent - a.spent);
  if (!busiest) throw new Error('there is no process');
  return (on) => void process.kill(busiest.id, on ? 'SIGSTOP' : 'SIGCONT');
}

for (const [name, block] of [
  ['', () => {}],
  [' without Web Locks, as on plain http', () => Object.defineProperty(navigator, 'locks', { value: undefined })],
] as const)
  test(`posts each of fifty waiting responses once from two tabs that look at the same time${name}`, async ({
    page,
    context,
    shop,
    endpoint,
  }) => {
    await context.addInitScript(block);
    await seed(page, shop, makeRecords(shop.site, 50));
    const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url });
    const other = await context.newPage();
    await Promise.all([page.goto(url), other.goto(url)]);
    await expect.poll(() => endpoint.rows().length).toBe(50);
    for (const tab of [page, other]) await expect.poll(() => waitingIn(tab)).toBe(0);
    expect(endpoint.received).toHaveLength(50);
  });

test('delivers a backlog of two hundred with one request at a time', async ({ page, shop, endpoint }) => {
  await seed(page, shop, makeRecords(shop.site, 200));
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  // How long it takes depends on the machine, not on any wait.
  await expect.poll(() => endpoint.rows().length, { timeout: 45_000 }).toBe(200);
  await expect.poll(() => waitingIn(page)).toBe(0);
  const posts = endpoint.requests.filter(({ method }) => method === 'POST');
  expect(posts).toHaveLength(200);
  const overlapping = posts.filter((post, index) => post.at < (posts[index - 1]?.closedAt ?? 0));
  expect(overlapping).toEqual([]);
  expect(
    endpoint.rows().map(({ id }) => id),
    'in the order of the prompts',
  ).toEqual(makeRecords(shop.site, 200).map(({ response }) => response.id));
});

test('delivers ninety-nine in one pass when the endpoint always fails at one of a hundred', async ({
  page,
  shop,
  endpoint,
}) => {
  const records = makeRecords(shop.site, 100);
  const poisoned = records[40]?.response.id;
  endpoint.answer = ({ id }) => ({ status: id === poisoned ? 500 : 202 });
  await seed(page, shop, records);
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await expect.poll(() => endpoint.rows().length).toBe(99);
  await expect.poll(() => waitingIn(page)).toBe(1);
  // All the others came before it was tried a second time.
  const ids = endpoint.received.slice(0, 100).map(({ id }) => id);
  expect(new Set(ids).size).toBe(100);
});

test('takes over from a tab that was frozen while it was sending', async ({ page, context, shop, endpoint }) => {
  endpoint.next = ['hang'];
  await seed(page, shop, makeRecords(shop.site, 3));
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url });
  const other = await context.newPage();
  await other.goto(url);
  await expect.poll(() => endpoint.received.length).toBe(1);
  const freeze = await findFreeze(other);
  // The page that takes over must not share the process.
  await page.goto('about:blank');
  freeze(true);
  await hurry(page, 20);
  await page.goto(url);
  await expect.poll(() => endpoint.rows().length).toBe(3);
  freeze(false);
});

test('sends what became due while its tab was frozen', async ({ page, shop, endpoint }) => {
  endpoint.next = [{ status: 503, headers: { 'retry-after': '2' } }];
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  const freeze = await findFreeze(page);
  await writeRecords(page, makeRecords(shop.site, 1));
  expect(await call(page, 'flush')).toEqual({ sent: 0, kept: 1, refused: 0 });
  freeze(true);
  const [post] = endpoint.requests.filter(({ method }) => method === 'POST');
  await expect.poll(() => Date.now()).toBeGreaterThan(Number(post?.at) + 2500);
  freeze(false);
  await expect.poll(() => endpoint.rows().length).toBe(1);
});

test('goes on with the other responses while one is being answered', async ({ page, shop, endpoint }) => {
  await endpoint.down();
  await seed(page, shop, makeRecords(shop.site, 2));
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await expect.poll(async () => (await readRecords(page)).map(({ tries }) => tries)).toEqual([1, 1]);
  await endpoint.up();
  await answer(page, 10);
  await expect.poll(() => endpoint.rows().length).toBeGreaterThan(0);
  await call(page, 'flush');
  await expect.poll(() => endpoint.rows().length).toBe(3);
});

test('delivers what is older than any limit, as long as nobody had tried in vain', async ({ page, shop, endpoint }) => {
  const [record] = makeRecords(shop.site, 1);
  if (!record) throw new Error('there is no record');
  const yearAgo = new Date(Date.now() - 366 * 86_400_000).toISOString();
  const response = { ...record.response, shownAt: yearAgo, scoredAt: yearAgo, closedAt: yearAgo };
  endpoint.next = [{ status: 503 }, { status: 503 }];
  await seed(page, shop, [{ ...record, response }]);
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await expect.poll(() => endpoint.rows()).toMatchObject([{ shownAt: yearAgo }]);
  await expect.poll(() => waitingIn(page)).toBe(0);
});
