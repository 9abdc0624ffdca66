import { onDemand } from './answer.ts';
import type { Row } from './fault-server.ts';
import { call, expect, forgiveNetwork, test, warningsOf } from './fixtures.ts';
import { forwardUntil } from './forward.ts';
import { makeRecord, seed, waitingIn, type StoredRecord } from './records.ts';
import { startFormService, startPlainScript, startSpreadsheet, type Receiver } from './receivers.ts';

test.afterEach(({ errors }) => forgiveNetwork(errors));

/** An answer with everything in it that formats write differently. */
function makeRich(site: string): StoredRecord {
  const record = makeRecord(site, 9);
  const more = {
    comment: 'Fast & “good” = 100 %;\nsecond line + 🙂',
    reasons: ['price', 'other'],
    reasonOther: 'Colour',
    answers: { emotion: ['happy', 'calm'], effort: 3 },
    contactAllowed: true,
    traits: { plan: 'pro', seats: 3, trial: false },
    page: `http://127.0.0.1/tea?x=1`,
  };
  return { ...record, response: { ...record.response, ...more } };
}

/** What a receiver that knows only texts makes of a response. */
const asTexts = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(asTexts)
    : value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asTexts(one)]))
      : String(value);

const settingsOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/(data-[a-z]+)="(\w+)"/g)].map(([, name = '', value = '']) => [name, value]));

const contentTypes = {
  json: /^application\/json/,
  text: /^text\/plain/,
  form: /^application\/x-www-form-urlencoded/,
} as const;

for (const format of ['json', 'text', 'form'] as const)
  test(`writes a response so that a server reads it back whole, with data-format="${format}"`, async ({
    page,
    shop,
    endpoint,
  }) => {
    const warnings = warningsOf(page);
    const record = makeRich(shop.site);
    await seed(page, shop, [record]);
    await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url, 'data-format': format }));
    await expect.poll(() => endpoint.rows().length).toBe(1);
    const { sentAt, ...row } = endpoint.rows()[0] as Row;
    expect(row).toEqual(format === 'form' ? asTexts(record.response) : record.response);
    expect(Date.parse(String(sentAt))).toBeGreaterThan(Date.now() - 60_000);
    const post = endpoint.requests.find(({ method }) => method === 'POST');
    expect(post?.headers['content-type']).toMatch(contentTypes[format]);
    expect(post?.headers).not.toHaveProperty('cookie');
    expect(post?.headers).not.toHaveProperty('referer');
    await expect.poll(() => waitingIn(page)).toBe(0);
    expect(warnings).toEqual([]);
  });

const receivers: readonly (readonly [string, () => Promise<Receiver>, right: string, wrong: string, hint: string])[] = [
  ['a script that answers no OPTIONS', startPlainScript, 'data-format="text"', '', 'data-format="text"'],
  [
    'a spreadsheet that redirects to a page of thanks',
    startSpreadsheet,
    'data-format="text" data-acknowledge="none"',
    'data-format="text"',
    'data-acknowledge="none"',
  ],
  [
    'a form service that answers with a page',
    () => startFormService('open'),
    'data-format="form" data-acknowledge="none"',
    'data-format="form"',
    'data-acknowledge="none"',
  ],
  [
    'a form service that lets no other page read its answer',
    () => startFormService('none'),
    'data-format="form" data-acknowledge="none"',
    'data-format="form"',
    'data-acknowledge="none"',
  ],
];

for (const [name, start, right, wrong, hint] of receivers) {
  test(`delivers to ${name}, once, with ${right}`, async ({ page, shop }) => {
    const warnings = warningsOf(page);
    const { endpoint, thanks, stop } = await start();
    const record = makeRich(shop.site);
    await seed(page, shop, [record]);
    await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url, ...settingsOf(right) }));
    await expect.poll(() => endpoint.rows().length).toBe(1);
    const { sentAt, ...row } = endpoint.rows()[0] as Row;
    expect(row).toEqual(right.includes('data-format="form"') ? asTexts(record.response) : record.response);
    expect(sentAt).toBeDefined();
    await expect.poll(() => waitingIn(page)).toBe(0);
    expect(await call(page, 'flush')).toEqual({ sent: 0, kept: 0, refused: 0 });
    expect(endpoint.received).toHaveLength(1);
    expect(endpoint.countOf('OPTIONS')).toBe(0);
    expect(thanks?.countOf('POST') ?? 0, 'the redirect is a GET').toBe(0);
    expect(warnings).toEqual([]);
    await stop();
  });

  test(`warns once, and names ${hint}, where ${name} is given ${wrong || 'no setting'}`, async ({ page, shop }) => {
    const warnings = warningsOf(page);
    const { endpoint, stop } = await start();
    await page.clock.install();
    await seed(page, shop, [makeRich(shop.site)]);
    await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url, ...settingsOf(wrong) }));
    await expect.poll(() => warnings.length).toBe(1);
    expect(warnings[0]).toMatch(/^\[earshot\]/);
    expect(warnings[0]).toContain(hint);
    const tried = endpoint.countOf('OPTIONS') + endpoint.countOf('POST');
    await forwardUntil(page, 5 * 60_000, () =>
      expect(endpoint.countOf('OPTIONS') + endpoint.countOf('POST')).toBeGreaterThan(tried),
    );
    expect(await waitingIn(page), 'kept').toBe(1);
    expect(warnings).toHaveLength(1);
    await stop();
  });
}
