import type { Page } from '@playwright/test';
import { atOnce, choose, expect, explain, html, promptOf, readStore, test, warningsOf, type Shop } from './fixtures.ts';

/** A page of the shop's origin without the widget: its database can be prepared there. */
const openPlain = (page: Page, shop: Shop): Promise<unknown> =>
  page.goto(shop.serve('/plain', html('', '<h1>Plain</h1>')));

const deleteDatabase = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.deleteDatabase('earshot');
        for (const type of ['blocked', 'error', 'success']) request.addEventListener(type, () => resolve(type));
      }),
  );

/** Makes our database before we do: with stores of which each holds one value. */
const prepare = (page: Page, version: number, stores: readonly string[]): Promise<void> =>
  page.evaluate(
    ([number, names]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('earshot', number);
        request.onupgradeneeded = () => {
          for (const name of names) request.result.createObjectStore(name);
          if (names.includes('plans')) request.transaction?.objectStore('plans').put('of a newer version', 'there');
        };
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      }),
    [version, stores] as const,
  );

const schemaOf = (page: Page): Promise<{ version: number; stores: string[]; there: unknown }> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('earshot');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const { result: database } = request;
          const stores = [...database.objectStoreNames];
          const known = { version: database.version, stores };
          const settle = (there?: unknown): void => {
            database.close();
            resolve({ ...known, there });
          };
          if (!stores.includes('plans')) return settle();
          const read = database.transaction('plans').objectStore('plans').get('there');
          read.onsuccess = () => settle(read.result);
        };
      }),
  );

/** What waits in the outbox, without its ids. */
const outboxOf = async (page: Page): Promise<unknown[]> => Object.values((await readStore(page, 'responses')) ?? {});

test('delivers what is chosen after another tab deleted the database under the prompt', async ({
  page,
  context,
  shop,
}) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await expect(promptOf(page).card).toBeVisible();
  const other = await context.newPage();
  await openPlain(other, shop);
  expect(await deleteDatabase(other), 'our connection makes way').toBe('success');
  await page.bringToFront();
  await choose(page, 7);
  await expect.poll(() => outboxOf(page)).toMatchObject([{ response: { score: 7 } }]);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 7, outcome: 'answered' }]);
  await expect.poll(() => outboxOf(page)).toEqual([]);
});

test('delivers what is chosen after the browser’s data of the site were cleared under the prompt', async ({
  page,
  shop,
}) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await expect(promptOf(page).card).toBeVisible();
  await expect.poll(() => readStore(page, 'state')).toBeDefined();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  await choose(page, 4);
  await expect.poll(() => outboxOf(page)).toMatchObject([{ response: { score: 4 } }]);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 4, outcome: 'answered' }]);
});

test('adds its stores to a database of its name that has none', async ({ page, shop }) => {
  await openPlain(page, shop);
  await prepare(page, 1, []);
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 2);
  await expect.poll(async () => (await schemaOf(page)).stores).toEqual(['responses', 'state']);
  await expect.poll(() => outboxOf(page)).toMatchObject([{ response: { score: 2 } }]);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 2, outcome: 'answered' }]);
  await expect.poll(async () => (await explain(page)).outbox).toEqual({ waiting: 0, refused: [] });
});

test('works in the database of a newer version, and leaves what that one keeps', async ({ page, shop }) => {
  await openPlain(page, shop);
  await prepare(page, 3, ['responses', 'state', 'plans']);
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 10);
  await expect.poll(() => outboxOf(page)).toMatchObject([{ response: { score: 10 } }]);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 10, outcome: 'answered' }]);
  expect(await schemaOf(page)).toEqual({
    version: 3,
    stores: ['plans', 'responses', 'state'],
    there: 'of a newer version',
  });
});

const rateUs = '<h1>Tea shop</h1><button data-earshot-show="nps">Rate us</button>';

test('shows and sends what the visitor opens where IndexedDB never answers, and asks nobody by itself', async ({
  page,
  shop,
}) => {
  const warnings = warningsOf(page);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await page.goto(shop.page('/', { ...atOnce }, rateUs));
  await expect.poll(() => warnings).toEqual([expect.stringContaining('IndexedDB hangs')]);
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
  await page.getByText('Rate us').click();
  await choose(page, 8);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
  await expect.poll(shop.rows).toMatchObject([{ score: 8, trigger: 'show', outcome: 'answered' }]);
  expect(warnings).toHaveLength(1);
});

test('stores in a database that opened late, without opening another one', async ({ page, shop }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    const counted = { opens: 0 };
    Object.assign(window, { counted });
    // The requests are real; that they succeeded is told when the test says so.
    const isTold = new Promise((resolve) => addEventListener('tell', resolve));
    IDBFactory.prototype.open = function (...args) {
      counted.opens++;
      const request = open.apply(this, args);
      Object.defineProperty(request, 'onsuccess', {
        set(listener: (event: Event) => void) {
          request.addEventListener('success', (event) => void isTold.then(() => listener(event)));
        },
      });
      return request;
    };
  });
  const countOpens = (): Promise<number> =>
    page.evaluate(() => (window as unknown as { counted: { opens: number } }).counted.opens);
  await page.goto(shop.page('/', { 'data-min-pages': '9' }, rateUs));
  await page.getByText('Rate us').click();
  // Two seconds later, since nothing can be claimed durably.
  await expect(promptOf(page).card).toBeVisible();
  await expect.poll(countOpens, 'one for the prompt, one for the outbox').toBe(2);
  await page.evaluate(() => dispatchEvent(new Event('tell')));
  await choose(page, 6);
  await expect.poll(async () => (await explain(page)).outbox).toEqual({ waiting: 1, refused: [] });
  expect(await countOpens()).toBe(2);
  await expect.poll(() => outboxOf(page)).toMatchObject([{ response: { score: 6 } }]);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 6, outcome: 'answered' }]);
});

test('sends from a sandboxed frame what the visitor opens there', async ({ page, shop }) => {
  const warnings = warningsOf(page);
  shop.page('/inner', { 'data-min-pages': '9' }, rateUs);
  await page.goto(shop.serve('/', html('', '<iframe sandbox="allow-scripts" src="/inner" width="900" height="700">')));
  const [, frame] = page.frames();
  if (!frame) throw new Error('there is no frame');
  await frame.getByText('Rate us').click();
  const prompt = promptOf(frame);
  await prompt.point(3).click();
  await prompt.send.click();
  await expect(prompt.thanks).toBeVisible();
  await expect.poll(shop.rows).toMatchObject([{ score: 3, trigger: 'show', outcome: 'answered' }]);
  expect(warnings).toEqual([]);
});
