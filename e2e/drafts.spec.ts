import type { Page } from '@playwright/test';
import { startEndpoint } from './fault-server.ts';
import {
  atOnce,
  call,
  choose,
  expect,
  html,
  promptOf,
  readStore,
  test,
  type Attributes,
  type Shop,
} from './fixtures.ts';
import { hide, listen } from './page-state.ts';

const hourMs = 36e5;

/** A prompt with a score and half of a comment, all of it stored. */
async function begin(page: Page, url: string, score = 3): Promise<void> {
  await page.goto(url);
  await choose(page, score);
  await promptOf(page).comment.fill('Half of a');
  await expect
    .poll(() => readDraft(page))
    .toMatchObject({ journey: { comment: 'Half of a' }, prompt: { kind: 'nps' } });
}

const readDraft = async (page: Page): Promise<unknown> =>
  Object.entries((await readStore(page, 'state')) ?? {}).find(([key]) => key.startsWith('draft:'))?.[1];

/** Makes the draft look older, as if its tab had been gone for as long. */
const age = (page: Page, ms: number, more: Record<string, unknown> = {}): Promise<void> =>
  page.evaluate(
    ({ by, also }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('earshot');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('state', 'readwrite');
          const cursor = transaction.objectStore('state').openCursor(IDBKeyRange.bound('draft:', 'draft;'));
          cursor.onsuccess = () => {
            const draft = cursor.result?.value as { at: number; heldAt: number } | undefined;
            cursor.result?.update({ ...draft, at: (draft?.at ?? 0) - by, heldAt: (draft?.heldAt ?? 0) - by, ...also });
          };
          transaction.oncomplete = () => (opening.result.close(), resolve());
          transaction.onabort = () => reject(new Error('The draft could not be changed.'));
        };
      }),
    { by: ms, also: more },
  );

/** A page of the same tab and origin without the widget. */
const openPlain = (page: Page, shop: Shop): Promise<unknown> =>
  page.goto(shop.serve('/plain', html('', '<h1>Plain</h1>')));

/** Waits until the page has looked into its outbox, and finds no prompt on it. */
async function expectNone(page: Page): Promise<void> {
  await call(page, 'flush');
  await expect(promptOf(page).card).toHaveCount(0);
}

test('goes on with a half-typed answer after a reload, as the same prompt, and sends it once', async ({
  page,
  shop,
}) => {
  const heard = await listen(page);
  await begin(page, shop.page('/', { ...atOnce }));
  const [[, shown] = []] = (await heard()).filter(([name]) => name === 'shown');

  await page.reload();
  await expect(promptOf(page).comment).toHaveValue('Half of a');
  await expect(promptOf(page).point(3)).toBeChecked();
  await promptOf(page).comment.press('End');
  await promptOf(page).comment.pressSequentially(' sentence.');
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();

  await expect.poll(async () => (await shop.rows()).map(({ comment }) => comment)).toEqual(['Half of a sentence.']);
  const [row] = await shop.rows();
  expect(row).toMatchObject({ id: shown?.id, score: 3, outcome: 'answered' });
  expect((await heard()).map(([name]) => name)).not.toContain('shown');
  expect(await readDraft(page)).toBeUndefined();
  await page.reload();
  await expectNone(page);
});

test('goes on with it on the next page of the tab, and leaves the focus where it is', async ({ page, shop }) => {
  await begin(page, shop.page('/', { ...atOnce }));
  await page.goto(shop.page('/next', { ...atOnce }, '<button autofocus>Buy</button>'));
  await expect(promptOf(page).comment).toHaveValue('Half of a');
  await expect(page.getByRole('button', { name: 'Buy' })).toBeFocused();
});

test('does not go on with what was closed or sent', async ({ page, shop }) => {
  const url = shop.page('/', { ...atOnce });
  await begin(page, url);
  await promptOf(page).close.click();
  await expect.poll(() => readDraft(page)).toBeUndefined();
  await page.goto(url);
  await expectNone(page);
});

test('posts the score of a page that is left, once, and goes on with it all the same', async ({ page, shop }) => {
  await begin(page, shop.page('/', { ...atOnce }));
  await hide(page, true);
  await expect
    .poll(async () => (await shop.rows()).map(({ score, comment }) => [score, comment]))
    .toEqual([[3, undefined]]);
  await page.reload();
  await expect(promptOf(page).comment).toHaveValue('Half of a');
  await promptOf(page).send.click();
  await expect.poll(async () => (await shop.rows()).map(({ comment }) => comment)).toEqual(['Half of a']);
});

test('goes on in the next tab where the first one crashed, and nowhere else', async ({ context, page, shop }) => {
  const url = shop.page('/', { ...atOnce });
  await begin(page, url);
  const devtools = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => {});
  await crashed;

  const next = await context.newPage();
  await next.goto(url);
  // The tab may still be there, for all that is known.
  await expectNone(next);
  await age(next, 61_000);
  await next.goto(url);
  await expect(promptOf(next).comment).toHaveValue('Half of a');
});

test('does not go on in another tab where the first one was left in good order', async ({ context, page, shop }) => {
  const url = shop.page('/', { ...atOnce });
  await begin(page, url);
  await hide(page, true);
  const next = await context.newPage();
  await next.goto(url);
  await age(next, hourMs);
  await next.goto(url);
  await expectNone(next);
});

for (const [name, change, attributes] of [
  ['after a day', (page: Page) => age(page, 24 * hourMs), {}],
  ['for somebody else', async () => {}, { 'data-user': 'somebody-else' }],
  ['where the record is broken', (page: Page) => age(page, 0, { prompt: 7 }), {}],
  ['after signing out', (page: Page) => call(page, 'identify', null), { 'data-user': 'u' }],
] as const satisfies readonly (readonly [string, (page: Page) => Promise<unknown>, Attributes])[])
  test(`does not go on ${name}`, async ({ page, shop }) => {
    const first = name === 'after signing out' ? attributes : {};
    await begin(page, shop.page('/', { ...atOnce, ...first }));
    if (name === 'after signing out') await change(page);
    // A page that is left writes its draft once more: what is changed here comes after it.
    await openPlain(page, shop);
    if (name !== 'after signing out') await change(page);
    await page.goto(shop.page('/', { ...atOnce, ...attributes }));
    await expectNone(page);
  });

test('says how the answer fares: sent', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect(promptOf(page).card.getByText('Sent.')).toBeVisible();
});

test('says how the answer fares: kept for later, and then sent without another click', async ({
  page,
  shop,
  errors,
}) => {
  const endpoint = await startEndpoint();
  endpoint.answer = { status: 503 };
  const heard = await listen(page);
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': endpoint.url }));
  await choose(page, 9);
  await promptOf(page).send.click();
  const sentence = promptOf(page).card.getByText('Your answer is saved and will be sent later.');
  await expect(sentence.last()).toBeVisible();
  await expect(promptOf(page).card.getByRole('status')).toHaveText('Your answer is saved and will be sent later.');
  await expect(promptOf(page).send).toHaveCount(0);
  endpoint.answer = { status: 202 };
  await expect(promptOf(page).card.getByText('Sent.').last()).toBeVisible();
  expect((await heard()).map(([name]) => name)).toEqual(['due', 'shown', 'scored', 'kept', 'sent']);
  await endpoint.stop();
  errors.length = 0;
});

test('says how the answer fares: not taken', async ({ page, shop, errors }) => {
  const endpoint = await startEndpoint();
  endpoint.answer = { status: 422 };
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': endpoint.url }));
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect(promptOf(page).card.getByText('This site could not take your answer.').last()).toBeVisible();
  await endpoint.stop();
  errors.length = 0;
});

test('waits for a calm place: nothing comes back where the page asks for quiet, or where it may not show', async ({
  page,
  shop,
}) => {
  await begin(page, shop.page('/', { ...atOnce }));
  await page.goto(shop.page('/checkout', { ...atOnce, 'data-not-pages': '/checkout' }));
  await expectNone(page);
  await page.goto(shop.page('/exam', { ...atOnce }, '<main data-earshot-quiet>Exam</main>'));
  await expectNone(page);
  await page.evaluate(() => document.querySelector('main')?.remove());
  await expect(promptOf(page).comment).toHaveValue('Half of a');
});

test('goes on in one of two tabs only: the other one gives way once something is changed', async ({ page, shop }) => {
  const url = shop.page('/', { ...atOnce });
  await begin(page, url);
  // What a tab keeps for itself is copied into a window that it opens.
  const opened = page.waitForEvent('popup');
  await page.evaluate((address) => void window.open(address), url);
  const copy = await opened;
  await expect(promptOf(copy).comment).toHaveValue('Half of a');
  await promptOf(copy).comment.fill('Whole sentence.');
  await promptOf(copy).send.click();
  await expect(promptOf(page).card).toHaveCount(0);
  await expect.poll(async () => (await shop.rows()).map(({ comment }) => comment)).toEqual(['Whole sentence.']);
  await page.goto(shop.page('/next', { ...atOnce }));
  await expectNone(page);
  expect(await shop.rows()).toMatchObject([{ outcome: 'answered', comment: 'Whole sentence.' }]);
});

test('ends after a day without a change, however often the page was left since', async ({ page, shop }) => {
  await begin(page, shop.page('/', { ...atOnce }));
  for (const path of ['/a', '/b']) {
    await openPlain(page, shop);
    await age(page, 11 * hourMs);
    await page.goto(shop.page(path, { ...atOnce }));
    await expect(promptOf(page).comment).toHaveValue('Half of a');
    await hide(page, true);
  }
  await openPlain(page, shop);
  await age(page, 3 * hourMs);
  await page.goto(shop.page('/c', { ...atOnce }));
  await expectNone(page);
  await expect.poll(() => readDraft(page), 'what was typed is erased').toBeUndefined();
});

test('takes the prompt away when somebody else signs in, and lets the same user go on who is named later', async ({
  page,
  shop,
}) => {
  await begin(page, shop.page('/', { ...atOnce, 'data-user': 'ann' }));
  const later = shop.page('/later', { ...atOnce });
  await page.goto(later);
  await expectNone(page);
  await call(page, 'identify', 'ann');
  await expect(promptOf(page).comment).toHaveValue('Half of a');
  await call(page, 'identify', 'bob');
  await expect(promptOf(page).card).toHaveCount(0);
  await expect.poll(() => readDraft(page)).toBeUndefined();
  await expect.poll(async () => (await shop.rows()).map(({ user, score }) => [user, score])).toEqual([['ann', 3]]);
});
