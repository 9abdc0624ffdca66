// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseHistory, recordOutcome } from '../core/history.ts';
import type { EventDetail, Outbox } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import type { Response as Sent } from '../core/response.ts';
import { sampleEndpoint as endpoint, sampleHistory, sampleId, sampleResponse } from '../core/samples.ts';
import { hasDatabase } from './has-database.ts';
import { open } from './outbox.ts';

let abort: AbortController;
let received: Sent[];
let status: number;
let events: (EventDetail & { name: string })[];
let problems: Problem[];

beforeEach(() => {
  abort = new AbortController();
  [received, events, problems, status] = [[], [], [], 202];
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    received.push(JSON.parse(body) as Sent);
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
    site,
    endpoint,
    parseHistory,
    signal: abort.signal,
    emit: (name, detail) => events.push({ name, ...detail }) > 0,
    warn: (...problem) => problems.push(problem),
  });

test('keeps, sends and forgets a response', async () => {
  const page = openPage();
  await page.keep(sampleResponse());
  expect(await page.list()).toMatchObject([{ response: sampleResponse(), tries: 0 }]);
  expect(await page.send(sampleResponse({ revision: 2, comment: 'Fast.' }))).toBe('sent');
  expect(received).toMatchObject([{ revision: 2, comment: 'Fast.' }]);
  expect(await page.list()).toEqual([]);
  expect(events).toMatchObject([{ name: 'sent', id: sampleId(1), site: 'acme.example', score: 9, reason: undefined }]);
  expect(JSON.stringify(events)).not.toContain('Fast.');
});

test('a response that the endpoint could not take waits on disk for the next page', async () => {
  status = 503;
  expect(await openPage().send(sampleResponse())).toBe('kept');
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
  await page.send(sampleResponse());
  expect(await page.flush()).toEqual({ sent: 0, kept: 1, refused: 0 });
  expect(await page.send(sampleResponse({ id: sampleId(2) }))).toBe('kept');
  expect(received).toHaveLength(1);
  expect(problems).toEqual([['paused', endpoint, 404]]);
  expect(await page.list()).toHaveLength(2);
});

test('tells the page why a response was refused', async () => {
  status = 422;
  expect(await openPage().send(sampleResponse())).toBe('refused');
  expect(events).toMatchObject([{ name: 'refused', id: sampleId(1), reason: 'status' }]);
});

test('of two pages that claim at once, one wins', async () => {
  const pages = [openPage(), openPage(), openPage()];
  const noneYet = ({ prompts }: { prompts: readonly unknown[] }): boolean => prompts.length === 0;
  const claims = await Promise.all(pages.map((page) => page.claim(sampleHistory(), 'nps', noneYet, false)));
  expect(claims.filter(({ id }) => id)).toHaveLength(1);
  for (const { history } of claims) expect(history.prompts).toHaveLength(1);
});

test('remembers durably what came of a prompt', async () => {
  const { id } = await openPage().claim(sampleHistory(), 'nps', () => true, false);
  await openPage().remember((history, now) => recordOutcome(history, id ?? '', 'dismissed', now));
  const { history } = await openPage().claim(sampleHistory(), 'nps', () => false, false);
  expect(history.prompts).toMatchObject([{ id, outcome: 'dismissed' }]);
});

test('a claim fails where nothing can be stored, and nothing else does', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  const page = openPage();
  await expect(page.claim(sampleHistory(), 'nps', () => true, false)).rejects.toThrow('blocked');
  await page.keep(sampleResponse());
  await page.remember((history) => history);
  expect(await page.flush()).toBeUndefined();
  await page.send(sampleResponse());
  // It is not on disk, but it was not lost: the endpoint has it.
  expect(received).toMatchObject([{ id: sampleId(1) }]);
});

test('finds out whether there is a database without making one', async () => {
  expect(await hasDatabase()).toBe(false);
  expect(await indexedDB.databases()).toEqual([]);
  await openPage().keep(sampleResponse());
  expect(await hasDatabase()).toBe(true);
});

test('takes it that there may be a database where none can be listed', async () => {
  vi.stubGlobal('indexedDB', {});
  expect(await hasDatabase()).toBe(true);
});

test('leaves the responses of another site of the same origin to that site', async () => {
  status = 503;
  await openPage('a').send(sampleResponse({ site: 'a' }));
  status = 202;
  received = [];
  const other = openPage('b');
  expect(await other.flush()).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(await other.list()).toEqual([]);
  expect(received).toEqual([]);
  expect(await openPage('a').flush()).toEqual({ sent: 1, kept: 0, refused: 0 });
});
