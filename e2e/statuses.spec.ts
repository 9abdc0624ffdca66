import { startEndpoint, type Behaviour } from './fault-server.ts';
import { call, expect, explain, forgiveNetwork, test, warningsOf } from './fixtures.ts';
import { forwardUntil } from './forward.ts';
import { listen } from './page-state.ts';
import { makeRecord, makeRecords, readRecords, seed, waitingIn, writeRecords } from './records.ts';

/** Where nothing asks: what these tests look at waits in the outbox. */
const quiet = { 'data-trigger': 'manual' };
const minuteMs = 60_000;

test.afterEach(({ errors }) => forgiveNetwork(errors));

test('tries again what is met with 408, 425, 429, 500, 502, 503 or 504, until it is one row', async ({
  page,
  shop,
  endpoint,
}) => {
  endpoint.next = [408, 425, 429, 500, 502, 503, 504].map((status) => ({ status }));
  await page.clock.install();
  await seed(page, shop, makeRecords(shop.site, 1));
  await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
  for (let tries = 1; tries <= 7; tries++) {
    await expect.poll(() => endpoint.received.length).toBe(tries);
    expect(await waitingIn(page)).toBe(1);
    await expect.poll(async () => (await readRecords(page))[0]?.tries).toBe(tries);
    // No wait is longer in a page that stays.
    await forwardUntil(page, 5 * minuteMs, () => expect(endpoint.received).toHaveLength(tries + 1));
  }
  await expect.poll(() => endpoint.rows().length).toBe(1);
  await expect.poll(() => waitingIn(page)).toBe(0);
  expect(endpoint.received).toHaveLength(8);
});

test('leaves an endpoint alone for an hour that answers 403, on every page, and says so once', async ({
  page,
  shop,
  endpoint,
}) => {
  const warnings = warningsOf(page);
  endpoint.answer = { status: 403 };
  await page.clock.install();
  await seed(page, shop, makeRecords(shop.site, 3));
  const url = shop.page('/', { ...quiet, 'data-endpoint': endpoint.url });
  await page.goto(url);
  await expect.poll(() => warnings).toEqual([expect.stringMatching(/^\[earshot\]/)]);
  await page.clock.fastForward(59 * minuteMs);
  expect(await call(page, 'flush')).toEqual({ sent: 0, kept: 3, refused: 0 });
  await page.goto(url);
  expect(await call(page, 'flush'), 'on the next page').toEqual({ sent: 0, kept: 3, refused: 0 });
  expect(endpoint.received).toHaveLength(1);
  endpoint.answer = { status: 202 };
  await forwardUntil(page, 2 * minuteMs, () => expect(endpoint.rows()).toHaveLength(3));
  expect(warnings).toHaveLength(1);
});

test('takes 401, 404, 405 and 415 for a wrong endpoint, too: kept, and one try an hour', async ({
  page,
  shop,
  endpoint,
}) => {
  endpoint.next = [401, 404, 405, 415].map((status) => ({ status }));
  await page.clock.install();
  await seed(page, shop, makeRecords(shop.site, 2));
  await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
  for (let tries = 1; tries <= 4; tries++) {
    await expect.poll(() => endpoint.received.length).toBe(tries);
    expect(await call(page, 'flush')).toEqual({ sent: 0, kept: 2, refused: 0 });
    await forwardUntil(page, 61 * minuteMs, () => expect(endpoint.received.length).toBeGreaterThan(tries));
  }
  await expect.poll(() => endpoint.rows().length).toBe(2);
  expect(endpoint.received).toHaveLength(6);
});

test('sets aside what is refused with 400, 409, 410, 413 or 422, tells, and delivers the others', async ({
  page,
  shop,
  endpoint,
}) => {
  const heard = await listen(page);
  const statuses = [400, 409, 410, 413, 422];
  const records = makeRecords(shop.site, 10);
  endpoint.answer = ({ id }) => {
    const index = records.findIndex(({ response }) => response.id === id);
    return { status: index % 2 ? 202 : (statuses[index / 2] ?? 202) };
  };
  await seed(page, shop, records);
  await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
  await expect.poll(() => endpoint.rows().length).toBe(5);
  await expect.poll(async () => (await explain(page)).outbox.waiting).toBe(0);
  const { refused } = (await explain(page)).outbox;
  expect(refused.map(({ reason, status }) => [reason, status])).toEqual(statuses.map((status) => ['status', status]));
  const told = (await heard()).filter(([name]) => name === 'refused').map(([, detail]) => detail);
  expect(told).toEqual(refused.map(({ id }) => expect.objectContaining({ id, reason: 'status' })));
  expect(await call(page, 'flush'), 'not tried again').toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(endpoint.received).toHaveLength(10);
});

test('sets aside what is too large for the endpoint, and only that', async ({ page, shop, endpoint }) => {
  const small = makeRecord(shop.site, 1);
  const large = makeRecord(shop.site, 0);
  endpoint.answer = (row) => ({ status: JSON.stringify(row).length > 1024 ? 413 : 202 });
  await seed(page, shop, [small, { ...large, response: { ...large.response, comment: 'x'.repeat(900) } }]);
  await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
  await expect
    .poll(async () => (await explain(page)).outbox)
    .toMatchObject({ waiting: 0, refused: [{ id: large.response.id, status: 413 }] });
  expect(endpoint.rows()).toMatchObject([{ id: small.response.id }]);
});

test('takes five refusals in a row for a wrong endpoint: the five wait, and it rests', async ({
  page,
  shop,
  endpoint,
}) => {
  const warnings = warningsOf(page);
  endpoint.answer = { status: 400 };
  await page.clock.install();
  await seed(page, shop, makeRecords(shop.site, 6));
  await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
  await expect.poll(() => warnings).toEqual([expect.stringMatching(/^\[earshot\]/)]);
  await expect.poll(async () => (await explain(page)).outbox).toEqual({ waiting: 6, refused: [] });
  expect(endpoint.received).toHaveLength(5);
  endpoint.answer = { status: 202 };
  await forwardUntil(page, 61 * minuteMs, () => expect(endpoint.rows()).toHaveLength(6));
});

test('asks the endpoint nothing in any tab before Retry-After is over', async ({ page, context, shop, endpoint }) => {
  endpoint.next = [{ status: 429, headers: { 'retry-after': '7' } }];
  await context.clock.install();
  await seed(page, shop, makeRecords(shop.site, 2));
  const url = shop.page('/', { ...quiet, 'data-endpoint': endpoint.url });
  await page.goto(url);
  await expect.poll(() => endpoint.received.length).toBe(1);
  const other = await context.newPage();
  await other.goto(url);
  await context.clock.fastForward(3500);
  for (const tab of [page, other]) expect(await call(tab, 'flush')).toEqual({ sent: 0, kept: 2, refused: 0 });
  expect(endpoint.received).toHaveLength(1);
  await context.clock.fastForward(4000);
  await expect.poll(() => endpoint.rows().length).toBe(2);
  expect(endpoint.received).toHaveLength(3);
});

for (const [name, behaviour] of [
  ['that the page may not read', { status: 429, headers: { 'retry-after': '3600' }, cors: 'none' }],
  ['whose Retry-After the page may not read', { status: 429, headers: { 'retry-after': '3600' }, cors: 'unexposed' }],
] as const satisfies [string, Behaviour][])
  test(`tries again by its own schedule after a 429 ${name}`, async ({ page, shop, endpoint }) => {
    endpoint.next = [behaviour];
    await page.clock.install();
    await seed(page, shop, makeRecords(shop.site, 1));
    await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
    await expect.poll(() => endpoint.received.length).toBe(1);
    await page.clock.fastForward(1100);
    await expect.poll(() => endpoint.rows().length).toBe(1);
    await expect.poll(() => waitingIn(page)).toBe(0);
  });

test('keeps the instant of the next try across pages', async ({ page, shop, endpoint }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    Math.random = () => 0.99;
  });
  const [late, due] = [makeRecord(shop.site, 0, 7), makeRecord(shop.site, 1)];
  endpoint.answer = ({ id }) => ({ status: id === late.response.id ? 503 : 202 });
  await seed(page, shop, [late]);
  const url = shop.page('/', { ...quiet, 'data-endpoint': endpoint.url });
  await page.goto(url);
  await expect.poll(() => endpoint.received.length).toBe(1);
  await expect.poll(async () => (await readRecords(page))[0]?.nextAt).toBeGreaterThan(0);
  // What is due shows that the next page has looked into the outbox.
  await writeRecords(page, [due]);
  await page.goto(url);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ id: due.response.id }]);
  expect(await waitingIn(page)).toBe(1);
  expect(endpoint.received).toHaveLength(2);
  endpoint.answer = { status: 202 };
  await forwardUntil(page, 5 * minuteMs, () => expect(endpoint.rows()).toHaveLength(2));
});

test('follows no 301, 302, 303, 307 or 308, and says once what to set where one is meant', async ({
  page,
  shop,
  endpoint,
}) => {
  const warnings = warningsOf(page);
  const trap = await startEndpoint();
  await page.clock.install();
  await seed(page, shop, makeRecords(shop.site, 1));
  for (const [index, status] of [301, 302, 303, 307, 308].entries()) {
    endpoint.answer = { status, headers: { location: trap.url } };
    if (index === 0) await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
    const isTried = async (): Promise<void> => expect((await readRecords(page))[0]?.tries).toBeGreaterThan(index);
    await (index === 0 ? expect(isTried).toPass() : forwardUntil(page, 5 * minuteMs, isTried));
  }
  await expect.poll(() => warnings).toEqual([expect.stringMatching(/^\[earshot\].*data-acknowledge="none"/)]);
  expect(await waitingIn(page)).toBe(1);
  expect([trap.countOf('GET'), trap.countOf('POST')]).toEqual([0, 0]);
  await trap.stop();
});

test('keeps what an endpoint without CORS headers gave no readable answer to, and says so once', async ({
  page,
  shop,
  endpoint,
}) => {
  const warnings = warningsOf(page);
  endpoint.answer = { status: 200, cors: 'none' };
  await page.clock.install();
  await seed(page, shop, makeRecords(shop.site, 1));
  await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url, 'data-format': 'text' }));
  await expect.poll(() => warnings).toEqual([expect.stringMatching(/^\[earshot\].*data-acknowledge="none"/)]);
  await page.clock.fastForward(1100);
  await expect.poll(() => endpoint.received.length).toBeGreaterThan(1);
  expect(await waitingIn(page)).toBe(1);
  expect(warnings).toHaveLength(1);
});

test('suggests data-format="text" where the endpoint refuses the preflight', async ({ page, shop, endpoint }) => {
  const warnings = warningsOf(page);
  endpoint.preflight = { status: 405, cors: 'none' };
  await seed(page, shop, makeRecords(shop.site, 1));
  await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url }));
  await expect.poll(() => warnings).toEqual([expect.stringMatching(/^\[earshot\].*data-format="text"/)]);
  expect(endpoint.received).toEqual([]);
  expect(await waitingIn(page)).toBe(1);
});

for (const format of ['text', 'form'])
  test(`asks for no preflight with data-format="${format}"`, async ({ page, shop, endpoint }) => {
    const warnings = warningsOf(page);
    endpoint.preflight = { status: 405, cors: 'none' };
    await seed(page, shop, makeRecords(shop.site, 1));
    await page.goto(shop.page('/', { ...quiet, 'data-endpoint': endpoint.url, 'data-format': format }));
    await expect.poll(() => endpoint.rows().length).toBe(1);
    await expect.poll(() => waitingIn(page)).toBe(0);
    expect(endpoint.countOf('OPTIONS')).toBe(0);
    expect(warnings).toEqual([]);
  });
