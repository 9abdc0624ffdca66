// npm run show:outbox: what becomes of an answer when the network, the endpoint or the visitor's patience gives way, in a
// real browser against an endpoint that fails as it is told. One line per claim. Numbers as arguments play these rows only,
// as in `npm run show:outbox -- 3 21`.
import { setup } from './setup.mjs';

setup();
const { installChromium, findChromium, browserArgs } = await import('./browser.mjs');
installChromium();
const { chromium } = await import('@playwright/test');
const { runnerImport } = await import('vite');
const { mkdtempSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { build } = await import('./build.mjs');
const { makeClaims } = await import('./claims.mjs');
const { startCollector } = await import('./collector.mjs');
const { call, promptOn, startPages } = await import('./visitors.mjs');

await build();
// Not before the build, which would then be one for development.
const { startEndpoint } = (await runnerImport('./e2e/fault-server.ts', { logLevel: 'error' })).module;
const { claim, finish } = makeClaims();
const data = mkdtempSync(join(tmpdir(), 'earshot-outbox-'));
// It serves the widget; responses go to the endpoint of each story.
const collector = await startCollector(['--port', '0', '--data', data, '--rate', '100000']);
const pages = await startPages(collector.origin);
const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });

const kept = 'Your answer is saved and will be sent later.';

/** Notes in a page what the prompt offers or says of the answer, and the events of its way, in the order of their coming. */
function takeNotes() {
  const notes = { read: [], events: [] };
  Object.assign(window, { notes });
  for (const name of ['sent', 'kept', 'refused'])
    document.addEventListener(`earshot:${name}`, () => notes.events.push(name));
  const look = (root) => {
    const isOffered = [...root.querySelectorAll('button')].some((button) => button.textContent === 'Send');
    const now = isOffered ? 'the button Send' : root.querySelector('.thanks small')?.textContent;
    if (now && now !== notes.read.at(-1)) notes.read.push(now);
  };
  new MutationObserver((_, observer) => {
    const root = document.querySelector('earshot-prompt')?.shadowRoot;
    if (!root) return;
    observer.disconnect();
    new MutationObserver(() => look(root)).observe(root, { subtree: true, childList: true, characterData: true });
  }).observe(document, { subtree: true, childList: true });
}

const wanted = process.argv.slice(2);

/** A story: one visitor, one site, one endpoint, and a prompt on whatever page he opens first. */
async function story(row, tell, attributes = {}) {
  if (wanted.length && !wanted.includes(row)) return;
  const endpoint = await startEndpoint();
  const site = `row-${row}-${attributes['data-survey'] ?? 'nps'}`;
  const settings = { 'data-survey': 'nps', 'data-report': 'responses', 'data-endpoint': endpoint.url, ...attributes };
  pages.put(site, { attributes: settings });
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  await context.addInitScript(takeNotes);
  const posts = () => endpoint.requests.filter(({ method }) => method === 'POST');
  await tell({
    endpoint,
    posts,
    context,
    /** Opens a page of the site in a tab of its own. */
    async open() {
      const page = await context.newPage();
      await page.goto(`${pages.origin}/${site}`);
      return page;
    },
    rows: () => endpoint.rows().map(({ score, outcome }) => [score, outcome]),
    /** Claims that nothing more is sent, and how many POSTs there were in all. */
    async end(page, count) {
      await claim(`${row} A flush finds nothing more to send`, { sent: 0, kept: 0, refused: 0 }, () =>
        call(page, 'flush'),
      );
      const ids = () => new Set(endpoint.received.map(({ id }) => id)).size;
      await claim(`${row} In all: POSTs, and responses in them`, [count, 1], () => [posts().length, ids()]);
    },
  });
  await context.close();
  await endpoint.stop();
}

const readOn = (page) => page.evaluate(() => window.notes.read);
const smallPrint = async (page) => (await readOn(page)).at(-1);
const waitingOn = async (page) => (await call(page, 'explain')).outbox.waiting;
/** The comment as far as it is stored. */
const draftOn = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('earshot');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const drafts = IDBKeyRange.bound('draft:', 'draft;');
          const asking = opening.result.transaction('state').objectStore('state').getAll(drafts);
          asking.onerror = reject;
          asking.onsuccess = () => (opening.result.close(), resolve(asking.result[0]?.journey.comment));
        };
      }),
  );
const between = (at, from, to) => Date.parse(at) >= from && Date.parse(at) <= to;

// A tab that is closed in the middle of a try keeps its turn to send for 15 s, and the next page leaves it that long.
const nextPageMs = 20e3;

await story('1', async ({ context, endpoint, open, rows, end }) => {
  const page = await open();
  await promptOn(page).card.waitFor();
  await context.setOffline(true);
  const beginAt = Date.now();
  await promptOn(page).answer(9);
  const endAt = Date.now();
  await claim('1 Offline, score 9, Send: the visitor reads that it is kept', kept, () => smallPrint(page));
  await page.close();
  // Preflights go out even so: what a test browser calls offline does not hold for them.
  await claim('1 The tab is closed: the endpoint has got nothing', [], () => endpoint.received);
  const onlineAt = Date.now();
  await context.setOffline(false);
  await open();
  await claim('1 Online again, in a new page: one row', [[9, 'answered']], rows, nextPageMs);
  await claim('1 It has the times of the clicks, and was sent later', [true, true, true], () => {
    const [{ scoredAt, closedAt, sentAt }] = endpoint.rows();
    return [
      between(scoredAt, beginAt, endAt),
      between(closedAt, Date.parse(scoredAt), endAt),
      between(sentAt, onlineAt, Date.now()),
    ];
  });
  await end(await open(), 1);
});

await story('2', async ({ endpoint, open, rows, end }) => {
  const page = await open();
  await promptOn(page).card.waitFor();
  await endpoint.down();
  await promptOn(page).answer(7);
  await claim('2 The endpoint is down: the visitor reads that it is kept', kept, () => smallPrint(page));
  await claim('2 The browser says that it is online', true, () => page.evaluate(() => navigator.onLine));
  await claim('2 The answer waits, and no row is there', [1, []], async () => [await waitingOn(page), rows()]);
  await endpoint.up();
  await claim('2 The endpoint is up, the tab still open: one row', [[7, 'answered']], rows);
  await end(page, 1);
});

// Long enough for what a slow machine does before it is over.
const askedMs = 5e3;
const retryAfter = { 'retry-after': `${askedMs / 1e3}` };

await story('3', async ({ endpoint, open, rows, posts, end }) => {
  endpoint.next = [{ status: 429, headers: retryAfter }];
  const page = await open();
  await promptOn(page).answer(8);
  await claim('3 429: the visitor reads that it is kept', kept, () => smallPrint(page));
  await claim('3 The page calls flush: nothing is sent yet', { sent: 0, kept: 1, refused: 0 }, () =>
    call(page, 'flush'),
  );
  await claim('3 Later: one row', [[8, 'answered']], rows);
  await claim('3 From the 429 on no request came before Retry-After said so', true, () => {
    const [refused] = posts();
    const next = endpoint.requests[endpoint.requests.indexOf(refused) + 1];
    return next.at - refused.at >= askedMs;
  });
  await end(page, 2);
});

await story('3', async ({ endpoint, open, rows, end }) => {
  endpoint.next = [{ status: 408 }];
  const page = await open();
  await promptOn(page).answer(6);
  await claim('3 408: the visitor reads that it is kept', kept, async () =>
    (await readOn(page)).find((text) => text === kept),
  );
  await claim('3 408: one row', [[6, 'answered']], rows);
  await end(page, 2);
});

await story('4', async ({ endpoint, open, rows, end }) => {
  endpoint.answer = { status: 503, headers: retryAfter };
  const page = await open();
  await promptOn(page).answer(5);
  await claim('4 503: the visitor reads that it is kept', kept, () => smallPrint(page));
  await claim('4 503: it waits, and no row is there', [1, []], async () => [await waitingOn(page), rows()]);
  await page.close();
  endpoint.answer = { status: 202 };
  const later = await open();
  await claim('4 The endpoint has recovered, on the next page: one row', [[5, 'answered']], rows, nextPageMs);
  await end(later, 2);
});

await story('5', async ({ endpoint, open, rows, end }) => {
  endpoint.next = [{ status: 503 }];
  const page = await open();
  await promptOn(page).answer(10);
  const all = ['the button Send', 'Sending…', 'Saved. Sending…', kept, 'Sent.'];
  await claim('5 The first try fails, the second does not: what the visitor reads', all, () => readOn(page));
  await claim('5 What the page hears', ['kept', 'sent'], () => page.evaluate(() => window.notes.events));
  await claim('5 One row', [[10, 'answered']], rows);
  await end(page, 2);
});

await story('21', async ({ endpoint, open, rows }) => {
  const page = await open();
  const { card, choose } = promptOn(page);
  await choose(3);
  await card.getByRole('textbox').fill('Half of a');
  await claim('21 Half a comment: on disk while it is typed', 'Half of a', () => draftOn(page));
  await page.reload();
  await claim('21 A reload: the text is back', 'Half of a', () => card.getByRole('textbox').inputValue());
  await claim('21 So is the score', true, () => card.getByRole('radio', { name: '3', exact: true }).isChecked());
  await card.getByRole('textbox').press('End');
  await card.getByRole('textbox').pressSequentially(' sentence.');
  await card.getByRole('button', { name: 'Send' }).click();
  await claim('21 Send: one row, with the whole of it', [[3, 'answered', 'Half of a sentence.']], () =>
    endpoint.rows().map(({ comment }, index) => [...rows()[index], comment]),
  );
});

for (const [kind, score] of [
  ['nps', 0],
  ['csat', 1],
  ['ces', 1],
])
  await story(
    '23',
    async ({ endpoint, open }) => {
      const page = await open();
      await promptOn(page).answer(score);
      await claim(`23 The lowest point of ${kind}: the visitor reads that it is sent`, 'Sent.', () => smallPrint(page));
      await claim(`23 ${kind}: one row says so`, [[kind, score, 'negative']], () =>
        endpoint.rows().map((row) => [row.kind, row.score, row.segment]),
      );
    },
    { 'data-survey': kind },
  );

await browser.close();
pages.stop();
await collector.stop();
rmSync(data, { recursive: true, force: true });
finish('All claims hold.');
