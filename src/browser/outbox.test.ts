// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftKey } from '../core/draft.ts';
import { keepResponse } from '../core/keep.ts';
import type { Outbox, Sent } from '../core/ports.ts';
import type { Response as Posted } from '../core/response.ts';
import { sampleEndpoint as endpoint, sampleId, sampleResponse } from '../core/samples.ts';
import { openDatabase } from './database.ts';
import { hasDatabase } from './has-database.ts';
import { openOutboxStore } from './outbox-store.ts';
import { open } from './outbox.ts';
import { restKey } from './rest.ts';
import { openSamplePage, type SamplePage } from './sample-page.ts';

let abort: AbortController;
let received: Posted[];
let status: number;
const unhandled = vi.fn<(reason: unknown) => void>();

beforeEach(() => {
  abort = new AbortController();
  [received, status] = [[], 202];
  localStorage.clear();
  unhandled.mockReset();
  process.on('unhandledRejection', unhandled);
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', async (_: string, { body, method }: { body: string; method: string }) => {
    if (method === 'POST') received.push(JSON.parse(body) as Posted);
    return new Response(null, { status });
  });
});
afterEach(async () => {
  abort.abort();
  await turn();
  process.off('unhandledRejection', unhandled);
  vi.unstubAllGlobals();
  expect(unhandled.mock.calls).toEqual([]);
});

const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

interface Page extends SamplePage {
  readonly outbox: Outbox;
}

/** A page of the site. Several of them share the database. */
function openPage(tag: Readonly<Record<string, string>> = {}, isThere = true): Page {
  const page = openSamplePage({ site: 'acme.example', ...tag }, abort.signal);
  page.chunk.isThere = isThere;
  return { ...page, outbox: open(page.options) };
}
/** The visitor leaves the page. */
function leave(): void {
  abort.abort();
  abort = new AbortController();
}

/** Stores a response that is final, as a prompt does. */
const keep = (response: Posted): Promise<boolean> =>
  openOutboxStore(response.site, abort.signal)
    .change(response.id, (kept) => keepResponse(kept, response, true, Date.now()))
    .then(() => true);
const finish = ({ outbox }: Page, response = sampleResponse()): Promise<Sent> => outbox.send(response, keep(response));
const block = (): void =>
  void vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });

test('keeps, sends and forgets a response', async () => {
  const page = openPage();
  await keep(sampleResponse());
  expect(await page.outbox.list()).toMatchObject([{ response: sampleResponse(), tries: 0 }]);
  expect(await finish(page, sampleResponse({ revision: 2, comment: 'Fast.' }))).toBe('sent');
  expect(received).toMatchObject([{ revision: 2, comment: 'Fast.' }]);
  expect(await page.outbox.list()).toEqual([]);
  expect(page.events).toMatchObject([
    { name: 'sent', id: sampleId(1), site: 'acme.example', score: 9, reason: undefined },
  ]);
  expect(JSON.stringify(page.events)).not.toContain('Fast.');
});

test('posts in the task of the call, and takes nothing for sent that is not on disk', async () => {
  let store: ((isStored: boolean) => void) | undefined;
  const page = openPage();
  const sent = page.outbox.send(sampleResponse(), new Promise((resolve) => (store = resolve)));
  expect(received).toHaveLength(1);
  await turn();
  expect(page.events).toEqual([]);
  store?.(true);
  expect(await sent).toBe('sent');
});

test('a response that the endpoint could not take waits on disk for the next page', async () => {
  status = 503;
  const page = openPage();
  expect(await finish(page)).toBe('kept');
  expect(page.events.at(-1)).toMatchObject({ name: 'kept' });
  leave();
  status = 202;
  expect(await openPage().outbox.flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(received).toHaveLength(2);
});

test('sends nothing more to an endpoint that rests, not even what is new, in no tab', async () => {
  status = 404;
  const page = openPage();
  await finish(page);
  expect(await page.outbox.flush()).toEqual({ sent: 0, kept: 1, refused: 0 });
  expect(await finish(openPage(), sampleResponse({ id: sampleId(2) }))).toBe('kept');
  expect(received).toHaveLength(1);
  expect(page.problems).toEqual([['paused', endpoint, 404]]);
  expect(await page.outbox.list()).toHaveLength(2);
});

test('sends at once where the page names another endpoint than the one that rests', async () => {
  status = 404;
  await finish(openPage());
  leave();
  [received, status] = [[], 202];
  const page = openPage({ endpoint: 'https://acme.example/moved' });
  await vi.waitFor(() => expect(localStorage[restKey('acme.example')]).toBe('0'));
  expect(await finish(page, sampleResponse({ id: sampleId(2) }))).toBe('sent');
  expect(await page.outbox.flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(received.map(({ id }) => id)).toEqual([sampleId(2), sampleId(1)]);
});

test('tells the page why a response was refused', async () => {
  status = 422;
  const page = openPage();
  expect(await finish(page)).toBe('refused');
  expect(page.events).toMatchObject([{ name: 'refused', id: sampleId(1), reason: 'status' }]);
});

test('still posts where nothing can be stored, and nothing fails', async () => {
  block();
  const page = openPage();
  expect(await page.outbox.flush()).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(await page.outbox.send(sampleResponse(), Promise.resolve(false))).toBe('sent');
  expect(received).toMatchObject([{ id: sampleId(1) }]);
  expect(await page.outbox.list()).toEqual([]);
});

test('where nothing can be stored, keeps as long as the page what could not be sent', async () => {
  block();
  status = 503;
  const page = openPage();
  expect(await page.outbox.send(sampleResponse(), Promise.resolve(false))).toBe('kept');
  status = 202;
  expect(await page.outbox.flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(received.map(({ id }) => id)).toEqual([sampleId(1), sampleId(1)]);
});

test('finds out whether there is a database without making one', async () => {
  vi.stubGlobal('origin', 'https://acme.example');
  expect(await hasDatabase()).toBe(false);
  expect(await indexedDB.databases()).toEqual([]);
  await keep(sampleResponse());
  expect(await hasDatabase()).toBe(true);
});

test('takes it that there may be a database where none can be listed', async () => {
  vi.stubGlobal('indexedDB', {});
  expect(await hasDatabase()).toBe(true);
});

test('leaves the responses of another site of the same origin to that site', async () => {
  status = 503;
  await finish(openPage({ site: 'a' }), sampleResponse({ site: 'a' }));
  leave();
  [received, status] = [[], 202];
  const other = openPage({ site: 'b' });
  expect(await other.outbox.flush()).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(await other.outbox.list()).toEqual([]);
  expect(received).toEqual([]);
  expect(await openPage({ site: 'a' }).outbox.flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test('an idle page, where nothing waits, fetches no further part', async () => {
  const page = openPage();
  await page.outbox.list();
  document.dispatchEvent(new Event('visibilitychange'));
  dispatchEvent(new Event('online'));
  await page.outbox.list();
  await turn();
  expect([page.chunk.loads, received]).toEqual([0, []]);
});

test('sends by itself what an earlier page has left', async () => {
  await keep(sampleResponse());
  await openOutboxStore('acme.example', abort.signal).change(sampleId(1), (kept) => kept && { ...kept, heldUntil: 0 });
  const page = openPage();
  await vi.waitFor(() => expect(page.events).toMatchObject([{ name: 'sent' }]));
  expect(page.chunk.loads).toBe(1);
});

test('fetches the further part for a draft that an earlier page has left', async () => {
  await set(draftKey('acme.example'), { facts: {} }, openDatabase(abort.signal)('state'));
  const page = openPage();
  await vi.waitFor(() => expect(page.chunk.loads).toBe(1));
});

test('is ready: what a response may need is fetched before it comes, once', async () => {
  const page = openPage();
  page.outbox.ready();
  page.outbox.ready();
  expect(page.chunk.loads).toBe(1);
  await finish(page);
  expect(page.chunk.loads).toBe(1);
});

test('fetches again the next time what could not be fetched', async () => {
  const page = openPage({}, false);
  page.outbox.ready();
  await turn();
  page.chunk.isThere = true;
  page.outbox.ready();
  await turn();
  page.outbox.ready();
  expect(page.chunk.loads).toBe(2);
});

test.each([
  [202, 'sent', 0],
  [503, 'kept', 1],
  [400, 'kept', 1],
])('without the further part, an answer of %d is %s', async (said, sent, waiting) => {
  status = said;
  const page = openPage({}, false);
  expect(await finish(page)).toBe(sent);
  const list = await page.outbox.list();
  expect(list).toHaveLength(waiting);
  for (const kept of list) expect(kept).toMatchObject({ heldUntil: 0, tries: 0, refused: undefined });
  expect(await page.outbox.flush()).toEqual({ sent: 0, kept: waiting, refused: 0 });
});

test('a part that cannot be had makes no noise, neither during a slow POST nor where none is made', async () => {
  let answer: ((response: Response) => void) | undefined;
  vi.stubGlobal('fetch', () => new Promise((resolve) => (answer = resolve)));
  const page = openPage({}, false);
  const sent = finish(page);
  // Time enough for the browser to notice what nobody handles.
  for (let index = 0; index < 5; index++) await turn();
  answer?.(new Response(null, { status: 202 }));
  expect(await sent).toBe('sent');
  localStorage[restKey('acme.example')] = Date.now() + 1e6;
  expect(await finish(page, sampleResponse({ id: sampleId(2) }))).toBe('kept');
});

test('looks again when the page is back in sight or online, until the further part does that', async () => {
  const page = openPage();
  await page.outbox.list();
  await turn();
  await keep(sampleResponse());
  expect(page.chunk.loads).toBe(0);
  dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(page.chunk.loads).toBe(1));
  document.dispatchEvent(new Event('visibilitychange'));
  await turn();
  expect(page.chunk.loads).toBe(1);
});

test('looks again later and later while the further part cannot be had, though the browser says nothing more', async () => {
  const waits: number[] = [];
  const wait = setTimeout;
  vi.stubGlobal('setTimeout', (work: () => void, ms = 0) => {
    if (ms < 10_000) return wait(work, ms);
    waits.push(ms);
    return wait(work, 1);
  });
  const page = openPage({}, false);
  status = 503;
  expect(await finish(page)).toBe('kept');
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(2));
  page.chunk.isThere = true;
  status = 202;
  await vi.waitFor(async () => expect(await page.outbox.list()).toEqual([]));
  expect(waits.slice(0, 3)).toEqual([10_000, 20_000, 40_000]);
});

test('is deaf once it is taken down', async () => {
  const page = openPage();
  await page.outbox.list();
  await keep(sampleResponse());
  abort.abort();
  dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  await turn();
  expect([page.chunk.loads, received]).toEqual([0, []]);
});
