// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepResponse } from '../core/keep.ts';
import type { EventDetail, Outbox, Sent } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import type { Response as Posted } from '../core/response.ts';
import { sampleConfig, sampleEndpoint as endpoint, sampleId, sampleResponse } from '../core/samples.ts';
import { hasDatabase } from './has-database.ts';
import { openOutboxStore } from './outbox-store.ts';
import { open } from './outbox.ts';

let abort: AbortController;
let received: Posted[];
let status: number;
let events: (EventDetail & { name: string })[];
let problems: Problem[];

beforeEach(() => {
  abort = new AbortController();
  [received, events, problems, status] = [[], [], [], 202];
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    received.push(JSON.parse(body) as Posted);
    return new Response(null, { status });
  });
});
afterEach(() => {
  abort.abort();
  vi.unstubAllGlobals();
});

/** A page of the site. Several of them share the database. */
const openPage = (site = 'acme.example'): Outbox =>
  open({
    site: sampleConfig({ site }).site,
    signal: abort.signal,
    emit: (name, detail) => events.push({ name, ...detail }) > 0,
    warn: (...problem) => problems.push(problem),
  });

/** Stores a response that is final, as a prompt does. */
const keep = (response: Posted): Promise<void> =>
  openOutboxStore(response.site, abort.signal).change(response.id, (kept) =>
    keepResponse(kept, response, true, Date.now()),
  );
const finish = (page: Outbox, response = sampleResponse()): Promise<Sent> => page.send(response, keep(response));

test('keeps, sends and forgets a response', async () => {
  const page = openPage();
  await keep(sampleResponse());
  expect(await page.list()).toMatchObject([{ response: sampleResponse(), tries: 0 }]);
  expect(await finish(page, sampleResponse({ revision: 2, comment: 'Fast.' }))).toBe('sent');
  expect(received).toMatchObject([{ revision: 2, comment: 'Fast.' }]);
  expect(await page.list()).toEqual([]);
  expect(events).toMatchObject([{ name: 'sent', id: sampleId(1), site: 'acme.example', score: 9, reason: undefined }]);
  expect(JSON.stringify(events)).not.toContain('Fast.');
});

test('posts in the task of the call, and takes nothing for sent that is not on disk', async () => {
  let store: (() => void) | undefined;
  const sent = openPage().send(sampleResponse(), new Promise((resolve) => (store = resolve)));
  expect(received).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve));
  expect(events).toEqual([]);
  store?.();
  expect(await sent).toBe('sent');
});

test('a response that the endpoint could not take waits on disk for the next page', async () => {
  status = 503;
  expect(await finish(openPage())).toBe('kept');
  expect(events.at(-1)).toMatchObject({ name: 'kept' });
  abort.abort();
  abort = new AbortController();
  status = 202;
  expect(await openPage().flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(received).toHaveLength(2);
});

test('sends nothing more to an endpoint that rests, not even what is new', async () => {
  status = 404;
  const page = openPage();
  await finish(page);
  expect(await page.flush()).toEqual({ sent: 0, kept: 1, refused: 0 });
  expect(await finish(page, sampleResponse({ id: sampleId(2) }))).toBe('kept');
  expect(received).toHaveLength(1);
  expect(problems).toEqual([['paused', endpoint, 404]]);
  expect(await page.list()).toHaveLength(2);
});

test('tells the page why a response was refused', async () => {
  status = 422;
  expect(await finish(openPage())).toBe('refused');
  expect(events).toMatchObject([{ name: 'refused', id: sampleId(1), reason: 'status' }]);
});

test('still posts where nothing can be stored, and nothing fails', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  const page = openPage();
  expect(await page.flush()).toBeUndefined();
  await page.erase();
  expect(await page.send(sampleResponse(), Promise.resolve())).toBe('kept');
  // It is not on disk, but it was not lost: the endpoint has it.
  expect(received).toMatchObject([{ id: sampleId(1) }]);
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
  await finish(openPage('a'), sampleResponse({ site: 'a' }));
  status = 202;
  received = [];
  const other = openPage('b');
  expect(await other.flush()).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(await other.list()).toEqual([]);
  expect(received).toEqual([]);
  expect(await openPage('a').flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test('opened only to erase, it sends nothing and leaves nothing', async () => {
  status = 503;
  await finish(openPage());
  abort.abort();
  [received, status] = [[], 202];
  const page = openPage();
  await page.erase();
  expect(received).toEqual([]);
  expect(await page.list()).toEqual([]);
});
