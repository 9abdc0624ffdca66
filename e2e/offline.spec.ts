import { answer, finish, hurryTimeouts, onDemand, openPrompt } from './answer.ts';
import { call, expect, explain, forgiveNetwork, test } from './fixtures.ts';
import { forwardUntil } from './forward.ts';
import { listen } from './page-state.ts';
import { makeRecords, readRecords, seed, waitingIn } from './records.ts';

test.afterEach(({ errors }) => forgiveNetwork(errors));

test('asks in a page that was loaded offline, and delivers within five seconds of being online', async ({
  page,
  context,
  shop,
  collector,
  endpoint,
}) => {
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url });
  // A page that came from nowhere is not on this machine, as far as the browser knows.
  await context.grantPermissions(['local-network-access']);
  // The page and the widget come from a cache, as with a site that works offline.
  for (const origin of [shop.origin, collector.origin])
    await page.route(`${origin}/**`, async (route) => {
      const answer = await fetch(route.request().url());
      const headers = Object.fromEntries(answer.headers);
      await route.fulfill({ body: Buffer.from(await answer.arrayBuffer()), headers });
    });
  await context.setOffline(true);
  await page.goto(url);
  await answer(page, 7);
  expect(await waitingIn(page)).toBe(1);
  expect(endpoint.requests).toEqual([]);
  await context.setOffline(false);
  const since = Date.now();
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 7, outcome: 'answered' }]);
  expect(Date.now() - since).toBeLessThan(5000);
  await expect.poll(() => waitingIn(page)).toBe(0);
  expect(endpoint.received).toHaveLength(1);
});

test('thanks for an answer that is given offline, and believes no beacon that it was sent', async ({
  page,
  context,
  shop,
  endpoint,
}) => {
  const heard = await listen(page);
  await page.addInitScript(() => {
    navigator.sendBeacon = () => {
      Object.assign(window, { beacons: true });
      return true;
    };
  });
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await openPrompt(page);
  await context.setOffline(true);
  await finish(page, 0);
  await expect.poll(async () => (await heard()).map(([name]) => name)).toContain('kept');
  expect(await readRecords(page)).toMatchObject([{ response: { score: 0 } }]);
  expect(await page.evaluate(() => 'beacons' in window)).toBe(false);
  await context.setOffline(false);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 0 }]);
  await expect.poll(async () => (await heard()).map(([name]) => name).at(-1)).toBe('sent');
});

test('delivers once on a later day what was answered offline in a tab that was closed', async ({
  page,
  context,
  shop,
  endpoint,
}) => {
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url });
  await page.goto(url);
  await openPrompt(page);
  await context.setOffline(true);
  await finish(page, 3, 'On a train.');
  const answeredAt = Date.now();
  await expect.poll(() => readRecords(page)).toMatchObject([{ response: { outcome: 'answered' } }]);
  // A tab is online again while it closes; what it posts then must not arrive.
  await endpoint.down();
  await page.close();
  await context.setOffline(false);
  await endpoint.up();
  const later = await context.newPage();
  await later.clock.install({ time: Date.now() + 86_400_000 });
  await later.goto(url);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 3, comment: 'On a train.' }]);
  const [row] = endpoint.rows();
  expect(Math.abs(Date.parse(String(row?.closedAt)) - answeredAt), 'when it was given').toBeLessThan(5000);
  expect(Date.parse(String(row?.sentAt)) - answeredAt, 'when it was sent').toBeGreaterThan(86_000_000);
  await expect.poll(() => waitingIn(later)).toBe(0);
  await later.goto(url);
  expect(await call(later, 'flush')).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(endpoint.received).toHaveLength(1);
});

for (const [name, behaviour] of [
  ['never answers', 'hang'],
  ['drips its answer', 'drip'],
  ['never stops answering', 'flood'],
] as const)
  test(`gives an endpoint ten seconds that ${name}, and lets the next pass go on`, async ({ page, shop, endpoint }) => {
    const timeouts = await hurryTimeouts(page);
    endpoint.next = [behaviour];
    await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
    await answer(page, 8);
    await expect.poll(async () => (await timeouts())[0]).toBe(10_000);
    // The page's own next pass may be as quick as the flush.
    await expect.poll(() => call(page, 'flush')).toMatchObject({ kept: 0, refused: 0 });
    expect(endpoint.countOf('POST')).toBe(2);
    expect(endpoint.rows()).toMatchObject([{ score: 8 }]);
  });

test('keeps an answer when the connection is cut before it was read', async ({ page, shop, endpoint }) => {
  endpoint.next = ['reset', 'reset'];
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await answer(page, 8);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 8 }]);
  await expect.poll(() => waitingIn(page)).toBe(0);
});

for (const [name, url] of [
  ['whose name nobody knows', () => 'http://endpoint.invalid/in'],
  ['that speaks no TLS', (port: number) => `https://127.0.0.1:${port}/in`],
] as const)
  test(`keeps what is meant for a host ${name}, and delivers it where the page says then`, async ({
    page,
    shop,
    endpoint,
  }) => {
    await seed(page, shop, makeRecords(shop.site, 1));
    const heard = await listen(page);
    await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': url(endpoint.port) }));
    await expect.poll(async () => (await heard()).map(([event]) => event)).toEqual(['kept']);
    expect(await waitingIn(page)).toBe(1);
    await page.goto(shop.page('/next', { ...onDemand, 'data-endpoint': endpoint.url }));
    expect(await call(page, 'flush')).toMatchObject({ kept: 0 });
    expect(endpoint.rows()).toHaveLength(1);
  });

test('keeps answers from a blocker, and the page too', async ({ page, shop, endpoint }) => {
  await page.route(endpoint.url, (route) => route.abort('blockedbyclient'));
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await answer(page, 8);
  expect(await waitingIn(page)).toBe(1);
  await page.unroute(endpoint.url);
  expect(await call(page, 'flush')).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test('leaves the page in peace where a blocker stops the script', async ({ page, shop }) => {
  await page.route(/earshot\.js/, (route) => route.abort('blockedbyclient'));
  await page.goto(shop.page('/', onDemand));
  await page.evaluate(() => {
    const { earshot } = window as unknown as { earshot: (...call: string[]) => unknown };
    void earshot('track', 'go');
  });
  await expect(page.getByRole('heading')).toBeVisible();
});

test('takes no faked answer of a service worker for a receipt with data-acknowledge="id"', async ({
  page,
  shop,
  endpoint,
}) => {
  shop.serve(
    '/worker.js',
    `addEventListener('install', () => skipWaiting());
     addEventListener('activate', (event) => event.waitUntil(clients.claim()));
     addEventListener('fetch', (event) => {
       if (event.request.method === 'POST') event.respondWith(new Response('{"ok":true}', { headers: { 'content-type': 'application/json' } }));
     });`,
  );
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url, 'data-acknowledge': 'id' });
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await answer(page, 8);
  await expect.poll(() => waitingIn(page)).toBe(1);
  expect(await call(page, 'flush')).toEqual({ sent: 0, kept: 1, refused: 0 });
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.unregister());
  endpoint.answer = ({ id }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  });
  await page.goto(url);
  await call(page, 'flush');
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 8 }]);
  await expect.poll(() => waitingIn(page)).toBe(0);
});

test('gives an outage no request while the browser knows that it is offline', async ({
  page,
  context,
  shop,
  endpoint,
}) => {
  await page.clock.install();
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await openPrompt(page);
  await context.setOffline(true);
  await finish(page, 8);
  await page.clock.fastForward(3_600_000);
  expect(await readRecords(page), 'however long it lasts').toHaveLength(1);
  await context.setOffline(false);
  // The browser hears of its network in its own time, and a first try may come before that works.
  await forwardUntil(page, 12_000, () => expect(endpoint.rows()).toHaveLength(1));
});

for (const [part, also] of [
  ['retry', 'as soon as it can be'],
  ['outbox', 'as soon as the browser is online'],
] as const)
  test(`delivers in the same page though its ${part} could not be fetched in an outage, ${also}`, async ({
    page,
    shop,
    endpoint,
  }) => {
    let isOut = true;
    let asked = 0;
    await page.route(new RegExp(`/${part}-[^/]+[.]js$`), (route) => {
      if (isOut) asked++;
      return isOut ? route.abort() : route.continue();
    });
    endpoint.next = ['reset', 'reset'];
    await page.clock.install();
    await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
    await answer(page, 6);
    await expect.poll(() => asked).toBeGreaterThan(0);
    expect(endpoint.rows()).toEqual([]);
    // It says so too early, and says it once.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => asked).toBeGreaterThan(1);
    isOut = false;
    await forwardUntil(page, 61_000, () => expect(endpoint.rows()).toMatchObject([{ score: 6 }]));
  });

test('says "sent" in the end where sending failed at first, and has one row', async ({ page, shop, endpoint }) => {
  const heard = await listen(page);
  await page.clock.install();
  endpoint.next = [{ status: 503 }, 'reset', { status: 500 }];
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }));
  await answer(page, 2);
  // A clock that is moved on makes a transaction that is under way look as if it hung, which costs half a minute of it.
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(5000);
        return endpoint.rows().length;
      },
      { timeout: 40_000 },
    )
    .toBe(1);
  await expect.poll(async () => (await heard()).map(([name]) => name).at(-1)).toBe('sent');
  expect((await explain(page)).outbox).toEqual({ waiting: 0, refused: [] });
});
