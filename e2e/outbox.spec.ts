import { startEndpoint } from './fault-server.ts';
import { atOnce, choose, expect, explain, html, promptOf, readStore, test } from './fixtures.ts';

test('opens no database, fetches no chunk and posts nothing where nobody was ever prompted', async ({
  page,
  shop,
  collector,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  const url = shop.page('/');
  await page.goto(url);
  // Idle callbacks have run when a later one runs.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
  expect(requests).toEqual([`GET ${url}`, `GET ${collector.origin}/earshot.js`]);
  expect(await readStore(page, 'responses')).toBeUndefined();
});

test('has the score in IndexedDB the moment it is chosen, score 0 too', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 0);
  await expect.poll(async () => Object.values((await readStore(page, 'responses')) ?? {})).toHaveLength(1);
  const [kept] = Object.values((await readStore(page, 'responses')) ?? {});
  expect(kept).toMatchObject({ response: { score: 0, outcome: 'scored', revision: 1, segment: 'negative' } });
  expect(await shop.rows(), 'not posted under the visitor’s hands').toEqual([]);
});

test('delivers an answer that was given while the endpoint was down from a later page, once', async ({
  page,
  shop,
  errors,
}) => {
  const down = await startEndpoint();
  await down.stop();
  const attributes = { ...atOnce, 'data-endpoint': down.url };
  await page.goto(shop.page('/', attributes));
  await choose(page, 0);
  await promptOf(page).comment.fill('Nobody listens.');
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
  await expect.poll(async () => (await explain(page)).outbox).toEqual({ waiting: 1, refused: [] });
  const up = await startEndpoint(down.port);
  await page.goto(shop.page('/later', attributes));
  await expect.poll(() => up.received.length).toBe(1);
  expect(up.received[0]).toMatchObject({ score: 0, comment: 'Nobody listens.', outcome: 'answered' });
  await expect.poll(async () => (await explain(page)).outbox).toEqual({ waiting: 0, refused: [] });
  await page.goto(shop.page('/still-later', attributes));
  await explain(page);
  expect(up.received).toHaveLength(1);
  await up.stop();
  // The browser itself reports the refused connection.
  errors.length = 0;
});

test('posts the score when the page is left without Send', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 6);
  await page.goto(shop.serve('/elsewhere', html('', '<h1>Elsewhere</h1>')));
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({ score: 6, outcome: 'scored' });
});

test('posts a score that the visitor leaves as it is after a minute', async ({ page, shop }) => {
  await page.clock.install();
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 5);
  await page.clock.fastForward(45_000);
  expect(await shop.rows()).toEqual([]);
  await page.clock.fastForward(20_000);
  await expect.poll(shop.rows).toHaveLength(1);
  await promptOf(page).comment.fill('One more thing.');
  await promptOf(page).send.click();
  await expect.poll(async () => (await shop.rows()).map(({ comment }) => comment)).toEqual(['One more thing.']);
});

for (const [status, outcome] of [
  [503, 'keeps'],
  [429, 'keeps'],
  [404, 'keeps'],
  [422, 'sets aside'],
] as const)
  test(`${outcome} an answer that the endpoint meets with ${status}`, async ({ page, shop, errors }) => {
    const endpoint = await startEndpoint();
    endpoint.answer = { status, headers: { 'retry-after': '3600' } };
    await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': endpoint.url }));
    await choose(page, 9);
    await promptOf(page).send.click();
    const waiting = outcome === 'keeps' ? 1 : 0;
    await expect
      .poll(async () => (await explain(page)).outbox)
      .toMatchObject({ waiting, refused: waiting ? [] : [{ reason: 'status', status }] });
    expect(endpoint.received).toHaveLength(1);
    await endpoint.stop();
    errors.length = 0;
  });

test('takes no answer of a captive portal for a receipt', async ({ page, shop }) => {
  const portal = await startEndpoint();
  portal.answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Please log in</h1>' };
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': portal.url }));
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(() => portal.received.length).toBeGreaterThan(0);
  await expect.poll(async () => (await explain(page)).outbox.waiting).toBe(1);
  await portal.stop();
});

test('follows no redirect, which would turn the answer into an empty GET', async ({ page, shop, errors }) => {
  const endpoint = await startEndpoint();
  const trap = await startEndpoint();
  endpoint.answer = { status: 302, headers: { location: trap.url } };
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': endpoint.url }));
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(async () => (await explain(page)).outbox.waiting).toBe(1);
  expect(trap.received).toEqual([]);
  expect(endpoint.received.map(({ revision }) => revision)[0]).toBe(2);
  await Promise.all([endpoint.stop(), trap.stop()]);
  errors.length = 0;
});

test('is one row in the end when the answer of the endpoint was lost', async ({ page, shop, errors }) => {
  let lost = 0;
  // The collector stores the response; what it answers never arrives.
  await page.route('**/v1/responses', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.continue();
    lost++;
    await route.fetch();
    return route.abort();
  });
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 3);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  await expect.poll(async () => (await explain(page)).outbox.waiting).toBe(0);
  expect(lost).toBe(1);
  expect(await shop.rows()).toMatchObject([{ score: 3, revision: 2 }]);
  errors.length = 0;
});

test('tells with flush what was sent', async ({ page, shop, errors }) => {
  const endpoint = await startEndpoint();
  endpoint.answer = { status: 500 };
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': endpoint.url }));
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(async () => (await explain(page)).outbox.waiting).toBe(1);
  const flush = (): Promise<unknown> =>
    page.evaluate(() => (window as unknown as { earshot: (call: string) => Promise<unknown> }).earshot('flush'));
  expect(await flush()).toEqual({ sent: 0, kept: 1, refused: 0 });
  endpoint.answer = { status: 202 };
  expect(await flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(await flush()).toEqual({ sent: 0, kept: 0, refused: 0 });
  await endpoint.stop();
  errors.length = 0;
});

test('tells the page what happens, without a word of the answer', async ({ page, shop }) => {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ['due', 'shown', 'scored', 'closed', 'sent', 'kept', 'refused'])
      document.addEventListener(`earshot:${name}`, (event) =>
        heard.push([name, JSON.parse(JSON.stringify((event as CustomEvent<unknown>).detail))]),
      );
  });
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 10);
  await promptOf(page).comment.fill('Secret.');
  await promptOf(page).send.click();
  const heard = (): Promise<[string, Record<string, unknown>][]> =>
    page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard);
  await expect.poll(async () => (await heard()).map(([name]) => name)).toEqual(['due', 'shown', 'scored', 'sent']);
  const [, , , [, sent] = []] = await heard();
  expect(sent).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    site: shop.site,
    survey: 'nps',
    kind: 'nps',
    trigger: 'load',
    outcome: 'answered',
    score: 10,
    segment: 'positive',
  });
  expect(JSON.stringify(await heard())).not.toContain('Secret');
});
