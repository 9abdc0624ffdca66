import type { Page } from '@playwright/test';
import {
  atOnce,
  call,
  choose,
  expect,
  explain,
  failingRules,
  html,
  promptOf,
  readStore,
  test,
  warningsOf,
  type Shop,
} from './fixtures.ts';

const start = new Date('2026-03-02T10:00:00Z');
const dayMs = 86_400_000;

/** Puts a text where the history of the shop is in IndexedDB, as an earlier prompt would have. */
const writeDurable = (page: Page, site: string, value: unknown): Promise<void> =>
  page.evaluate(
    ([key, stored]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('earshot', 1);
        request.onupgradeneeded = () => {
          for (const name of ['responses', 'state'])
            if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
        };
        request.onsuccess = () => {
          const transaction = request.result.transaction('state', 'readwrite');
          transaction.objectStore('state').put(stored, key as string);
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
        request.onerror = () => reject(request.error);
      }),
    [`history:${site}`, value],
  );

const writeView = (page: Page, site: string, value: string): Promise<void> =>
  page.evaluate(([key, stored]) => localStorage.setItem(key ?? '', stored ?? ''), [`earshot:${site}`, value]);

/** A page of the shop without the widget: storage can be prepared there. */
const openPlain = (page: Page, shop: Shop): Promise<unknown> =>
  page.goto(shop.serve('/plain', html('', '<h1>Plain</h1>')));

for (const broken of ['{"v":1,"prompts', 'null', '{"prompts":{"0":1},"fired":7,"visits":"many","visitAt":{}}'])
  test(`heals what is broken in storage, and asks: ${broken}`, async ({ page, shop }) => {
    await openPlain(page, shop);
    await writeView(page, shop.site, broken);
    await writeDurable(page, shop.site, broken === 'null' ? { not: ['text'] } : broken);
    await page.goto(shop.page('/', { ...atOnce }));
    await expect(promptOf(page).card).toBeVisible();
    const stored = (await readStore(page, 'state'))?.[`history:${shop.site}`];
    expect(JSON.parse(String(stored))).toMatchObject({ v: 1, prompts: [{ survey: 'nps' }], fired: [] });
  });

test('reads what a newer version has stored, and keeps the peace that it asks for', async ({ page, shop }) => {
  const yesterday = Date.now() - dayMs;
  const prompt = { id: '0195e1c2-0000-7000-8000-000000000000', survey: 'nps', shownAt: yesterday, seenAt: yesterday };
  const newer = { v: 9, prompts: [{ ...prompt, outcome: 'answered', endedAt: yesterday, mood: [1] }], plan: {} };
  await openPlain(page, shop);
  await writeView(page, shop.site, JSON.stringify(newer));
  await page.goto(shop.page('/', { ...atOnce }));
  expect(await failingRules(page)).toEqual(['afterAnswer']);
});

for (const [name, block] of [
  [
    'throws when it is looked at',
    () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
  ],
  [
    'is full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  ['is wiped with each page', () => localStorage.clear()],
] as const)
  test(`asks once, and not on the next page, where localStorage ${name}`, async ({ page, shop }) => {
    const warnings = warningsOf(page);
    await page.addInitScript(block);
    const url = shop.page('/', { ...atOnce });
    await page.goto(url);
    await promptOf(page).close.click();
    await expect(promptOf(page).card).toHaveCount(0);
    await expect.poll(async () => JSON.stringify(await readStore(page, 'state'))).toContain('dismissed');
    await page.goto(url);
    // What is durable is known once it was looked at: the rules were asked again there, and said no.
    await expect.poll(() => failingRules(page)).toContain('afterDismiss');
    await expect(promptOf(page).card).toHaveCount(0);
    expect(warnings).toEqual([]);
  });

test('asks nobody twice when IndexedDB is wiped', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await promptOf(page).close.click();
  await openPlain(page, shop);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('earshot').onsuccess = resolve;
      }),
  );
  await page.goto(shop.page('/', { ...atOnce }));
  expect(await failingRules(page)).toEqual(['visit', 'afterDismiss']);
});

for (const [name, block] of [
  ['is missing', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  [
    'cannot be opened',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
    },
  ],
  [
    'fails to open',
    () => {
      const { open } = IDBFactory.prototype;
      // There is a newer one: that fails, and later, as some private windows do.
      Object.assign(window, { newer: indexedDB.open('earshot', 2) });
      IDBFactory.prototype.open = function (name) {
        return open.call(this, name, 1);
      };
    },
  ],
] as const)
  test(`asks nobody by itself where IndexedDB ${name}, and shows and sends what the visitor opens`, async ({
    page,
    shop,
  }) => {
    const warnings = warningsOf(page);
    await page.addInitScript(block);
    await page.goto(shop.page('/', { ...atOnce }, '<button data-earshot-show="nps">Rate us</button>'));
    await expect.poll(() => warnings).toEqual([expect.stringContaining('The survey nps could not be shown')]);
    await expect(page.locator('earshot-prompt')).toHaveCount(0);
    await page.getByText('Rate us').click();
    await choose(page, 8);
    await promptOf(page).send.click();
    await expect(promptOf(page).thanks).toBeVisible();
    await expect.poll(shop.rows).toMatchObject([{ score: 8, trigger: 'show', outcome: 'answered' }]);
    expect(warnings).toHaveLength(1);
  });

test('asks nobody in a sandboxed frame that may keep nothing, breaks nothing there, and explains', async ({
  page,
  shop,
}) => {
  const warnings = warningsOf(page);
  shop.page('/inner', { ...atOnce });
  await page.goto(shop.serve('/', html('', '<iframe sandbox="allow-scripts" src="/inner"></iframe>')));
  const [, frame] = page.frames();
  if (!frame) throw new Error('there is no frame');
  // Nobody types in it, and it has the focus: a frame in a process of its own may miss a click that comes early.
  await expect(async () => {
    await frame.getByRole('heading').click();
    await expect
      .poll(() => warnings, { timeout: 4000 })
      .toEqual([expect.stringContaining('The survey nps could not be shown')]);
  }).toPass();
  const { surveys, outbox, problems } = await explain(frame);
  expect(surveys).toMatchObject([{ survey: 'nps', due: false }]);
  expect(outbox).toEqual({ waiting: 0, refused: [] });
  expect(problems).toHaveLength(1);
  await expect(frame.locator('earshot-prompt')).toHaveCount(0);
});

test('asks once when the clock jumps forward 400 days, and keeps the peace from then on when it is set back', async ({
  page,
  shop,
}) => {
  await page.clock.install({ time: start });
  const url = shop.page('/', { ...atOnce });
  const visitAt = async (days: number): Promise<void> => {
    await page.clock.setSystemTime(start.getTime() + days * dayMs);
    await page.goto(url);
    await explain(page);
  };
  await page.goto(url);
  await promptOf(page).close.click();
  await visitAt(400);
  await promptOf(page).close.click();
  await expect.poll(async () => JSON.stringify(await readStore(page, 'state'))).toMatch(/dismissed.*dismissed/);
  await visitAt(0.1);
  // Two in a row double the wait; it runs from the moment at which the clock was found to be back.
  expect(await failingRules(page)).toContain('afterDismiss');
  await visitAt(119);
  expect(await failingRules(page)).toEqual(['afterDismiss']);
  await visitAt(121);
  await expect(promptOf(page).card, 'nobody waits longer than the setting says').toBeVisible();
});

test('counts a page that comes back from the back button’s cache as a page view', async ({ page, shop }) => {
  await page.goto(shop.page('/', { 'data-min-time': '0s' }));
  expect(await failingRules(page)).toEqual(['minPages']);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false })));
  expect(await failingRules(page)).toEqual(['minPages']);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(promptOf(page).card).toBeVisible();
});

test('does not ask another user of the same browser again', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce, 'data-user': 'ann' }));
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ user: 'ann' }]);
  await call(page, 'identify', null);
  await call(page, 'identify', 'bob', { plan: 'pro' });
  expect(await failingRules(page)).toEqual(['visit', 'afterAnswer']);
  await page.goto(shop.page('/', { ...atOnce, 'data-user': 'bob' }));
  expect(await failingRules(page)).toEqual(['visit', 'afterAnswer']);
});
