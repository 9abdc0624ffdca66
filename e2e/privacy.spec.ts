import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { onDemand, openPrompt } from './answer.ts';
import { atOnce, call, choose, expect, forgiveNetwork, html, promptOf, test } from './fixtures.ts';
import { openSurvey, steps } from './survey.ts';

// Everything that Earshot keeps in a browser and sends from it is in PRIVACY.md, and nothing else is.

/** The names of all fields in some data, lists and open names flattened: `prompts.id`, `traits.*`. */
function fieldsOf(data: unknown, path = ''): readonly string[] {
  if (Array.isArray(data)) return data.flatMap((one) => fieldsOf(one, path));
  if (typeof data != 'object' || !data) return path ? [path] : [];
  return Object.entries(data).flatMap(([name, one]) =>
    fieldsOf(one, [path, /(^|\.)(traits|answers)$/.test(path) ? '*' : name].filter(Boolean).join('.')),
  );
}

const parse = (text: unknown): unknown => {
  try {
    return typeof text == 'string' ? (JSON.parse(text) as unknown) : text;
  } catch {
    return text;
  }
};

/** In the page: all that this origin has stored, by place and key. */
async function readAll(): Promise<readonly (readonly [place: string, key: string, value: unknown])[]> {
  const found: [string, string, unknown][] = [];
  for (const [place, storage] of [
    ['localStorage', localStorage],
    ['sessionStorage', sessionStorage],
  ] as const)
    for (const [key, value] of Object.entries(storage)) found.push([place, key, value]);
  for (const cookie of document.cookie.split('; ').filter(Boolean))
    found.push(['cookie', ...(cookie.split('=') as [string, string])]);
  for (const key of await caches.keys()) found.push(['cache', key, '']);
  for (const { registration } of (await navigator.serviceWorker?.getRegistrations())?.map((one) => ({
    registration: one,
  })) ?? [])
    found.push(['service worker', registration.scope, '']);
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([
        done(objects.getAllKeys()),
        done(objects.getAll() as IDBRequest<unknown[]>),
      ]);
      keys.forEach((key, index) => found.push([`IndexedDB ${name} ${store}`, String(key), values[index]]));
    }
    database.close();
  }
  return found;
}

/** Adds what is stored now to what was seen: places with their fields, the site's and the responses' own names taken out. */
async function note(page: Page, site: string, seen: Set<string>): Promise<void> {
  for (const [place, key, value] of await page.evaluate(readAll)) {
    const name = key.replaceAll(site, 'SITE').replace(/^[0-9a-f]{8}-[0-9a-f-]{27}$/, 'ID');
    const fields = fieldsOf(parse(value));
    for (const field of fields.length ? fields : ['']) seen.add([place, name, field].filter(Boolean).join(' '));
  }
}

/** The rows of the table below this heading, cell by cell. */
function tableIn(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = readFileSync('PRIVACY.md', 'utf8').split(`\n## ${heading}\n`);
  const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| (.*) \|$/gm)].slice(2);
  return rows.map(([, row = '']) => row.split(' | '));
}
const codes = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

const sentFields = tableIn('What is sent to your endpoint').flatMap(([fields]) => codes(fields));

/** What the list says of the store: a line for each field, as `note` writes it. */
function listed(): readonly string[] {
  let where = '';
  return tableIn('What is kept in the browser').flatMap(([place = '', fields]) => {
    const [first, ...others] = codes(place);
    if (first === 'earshot') where = ['IndexedDB', first, ...others].join(' ').replace(/ id$/, ' ID');
    else if (first) where = [...(place.startsWith('cookie') ? ['cookie'] : []), first, ...others].join(' ');
    const names = codes(fields).flatMap((name) =>
      name.endsWith('.*') ? [`${name.slice(0, -2)} of the response`] : [name],
    );
    return names.length ? names.map((name) => `${where} ${name}`) : [where];
  });
}

/** A field of a response within a record counts as one of those that are listed as sent. */
const inList = (line: string): string =>
  line.replace(/ (response|prompt|progress|journey)\.(\S+)$/, (whole, record: string, field: string) =>
    sentFields.includes(field) || ['status', 'wrong'].includes(field) ? ` ${record} of the response` : whole,
  );

const track = (page: Page, name: string, traits: object): Promise<unknown> =>
  page.evaluate((given) => (window as unknown as { earshot: (...all: unknown[]) => Promise<void> }).earshot(...given), [
    'track',
    name,
    traits,
  ] as const);

test('keeps in the browser what PRIVACY.md lists, and nothing else', async ({ page, shop, endpoint, errors }) => {
  const seen = new Set<string>();
  const take = (): Promise<void> => note(page, shop.site, seen);
  const tag = {
    ...onDemand,
    'data-endpoint': endpoint.url,
    'data-report': 'outcomes',
    'data-user': 'u1',
    'data-trait-plan': 'pro',
    'data-token': 't',
    'data-reasons': 'Price|other=Something else',
  };
  await page.goto(shop.page('/', { ...tag, 'data-trigger': 'event:go', 'data-min-pages': '9' }));
  await track(page, 'go', { order: 'A-17' });
  await take();
  await page.goto(shop.page('/sampled', { ...tag, 'data-visitor': 'none', 'data-sample': '99%' }));
  await take();
  await page.goto(shop.page('/asked', tag));
  await page.evaluate(() =>
    (window as unknown as { earshot: (...given: unknown[]) => Promise<void> }).earshot('consent', true),
  );
  await openPrompt(page);
  await choose(page, 3);
  await promptOf(page).comment.fill('Half a comment');
  // What is typed is kept in a task of its own.
  await expect.poll(async () => (await take(), [...seen].join())).toContain('journey.comment');
  await page.goto(shop.serve('/left', html('', '<h1>No widget here</h1>')));
  await take();
  await page.goto(shop.page('/resumed', tag));
  await expect(promptOf(page).card).toBeVisible();
  await take();
  endpoint.answer = { status: 503, headers: { 'retry-after': '3600' } };
  await promptOf(page).send.click();
  // The database and the word to other tabs are written one after the other.
  for (const rest of ['pausedUntil', 'earshot-rest'])
    await expect.poll(async () => (await take(), [...seen].join())).toContain(rest);
  await call(page, 'forget');
  await take();
  const wanted = listed().filter((line) => !line.startsWith('cookie'));
  expect([...new Set([...seen].map(inList))].toSorted()).toEqual([...wanted].toSorted());
  forgiveNetwork(errors);
});

test('sends the fields that PRIVACY.md lists to the endpoint, without cookies or a referrer, and asks nobody else', async ({
  page,
  shop,
  endpoint,
  collector,
}) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    const own = [shop.origin, collector.origin, endpoint.url, 'data:,'];
    if (!own.some((origin) => request.url().startsWith(origin))) strangers.push(request.url());
  });
  const tag = {
    ...onDemand,
    'data-endpoint': endpoint.url,
    'data-user': 'u1',
    'data-trait-plan': 'pro',
    'data-token': 't',
  };
  await page.context().addCookies([{ name: 'session', value: 'secret', url: endpoint.url }]);
  const extra = {
    reasons: 'Price|other=Something else',
    contact: 'always',
    shape: 'stars',
    kind: 'csat',
    survey: 'csat',
  };
  await openSurvey(page, shop, { ...extra, steps: [steps[3]] }, {}, { ...tag, 'data-mode': 'test' });
  await choose(page, 1);
  const { card, send, comment, thanks } = promptOf(page);
  await comment.fill('Slow.');
  await card.getByRole('checkbox', { name: 'Something else' }).click();
  await card.getByRole('textbox', { name: 'Please say more' }).fill('Rain.');
  await card.getByRole('checkbox', { name: /contact me/ }).click();
  await card.getByRole('textbox', { name: 'Your e-mail address' }).fill('ada@example.com');
  await card.getByRole('button', { name: 'Next' }).click();
  await card.getByRole('radio').nth(2).check({ force: true });
  await send.click();
  await expect(thanks).toBeVisible();
  shop.page('/plain', { ...tag, ...atOnce, 'data-trigger': 'load' });
  await page.goto(shop.serve('/before', html('', '<a href="/plain">Go</a>')));
  await page.getByText('Go').click();
  await choose(page, 9);
  await send.click();
  await expect.poll(() => endpoint.rows()).toHaveLength(2);
  const fields = new Set(endpoint.received.flatMap((body) => fieldsOf(body)));
  expect([...fields].toSorted()).toEqual([...sentFields].toSorted());
  for (const { method, headers } of endpoint.requests) {
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    if (method === 'POST') expect(headers['content-type']).toBe('application/json');
  }
  expect(strangers).toEqual([]);
  // All ports of a machine share their cookies.
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['session']);
});
