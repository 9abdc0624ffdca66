// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { get, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepResponse } from '../core/keep.ts';
import { draftKey, type Draft } from '../core/draft.ts';
import { heedEndpoint } from '../core/endpoint-state.ts';
import type { EndpointState } from '../core/ports.ts';
import { sampleAt as now, sampleEndpoint as endpoint, sampleId, sampleResponse } from '../core/samples.ts';
import { endpointKey, openDatabase } from './database.ts';
import { openOutboxStore } from './outbox-store.ts';
import { readRest } from './rest.ts';

let abort: AbortController;

beforeEach(() => {
  abort = new AbortController();
  localStorage.clear();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  abort.abort();
  vi.unstubAllGlobals();
});

const open = (site = 'acme.example') => openOutboxStore(site, abort.signal);
const state = () => openDatabase(abort.signal)('state');
const keep = (index: number, site = 'acme.example'): Promise<void> => {
  const response = sampleResponse({ id: sampleId(index), site });
  return open(site).change(response.id, (kept) => keepResponse(kept, response, true, now));
};
const resting: EndpointState = {
  ...heedEndpoint(undefined, endpoint, now),
  pausedUntil: now + 1,
  refusedInRow: [sampleId(1)],
};
/** Storage that fails whatever is asked of it; the returned function mends it. */
function block(): () => void {
  const factory = indexedDB;
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  return () => void vi.stubGlobal('indexedDB', factory);
}

test('lists the responses of its site in the order of their claims', async () => {
  for (const index of [3, 1, 2]) await keep(index);
  await keep(4, 'other.example');
  expect((await open().list()).map(({ response }) => response.id)).toEqual([1, 2, 3].map(sampleId));
  expect(await open('other.example').list()).toHaveLength(1);
});

test('begins to store in the task of the call, changes what is stored, and deletes what is undefined', async () => {
  const store = open();
  const [first, second] = [keep(1), store.change(sampleId(1), (kept) => kept && { ...kept, tries: 5 })];
  await Promise.all([first, second]);
  expect(await store.list()).toMatchObject([{ tries: 5 }]);
  await store.change(sampleId(1), () => undefined);
  expect(await store.list()).toEqual([]);
});

test('remembers how the endpoint of its site is, and of no other', async () => {
  const seen: unknown[] = [];
  const change = (site?: string): Promise<EndpointState> =>
    open(site).changeEndpoint((stored) => {
      seen.push(stored);
      return resting;
    });
  expect(await change()).toEqual(resting);
  await change();
  await change('other.example');
  expect(seen).toEqual([undefined, resting, undefined]);
  expect(await get(endpointKey('acme.example'), state())).toEqual(resting);
});

test('changes the endpoint of many pages in one transaction each, so that none is lost', async () => {
  const pages = [open(), open()];
  const change = (stored: EndpointState | undefined): EndpointState => ({
    ...resting,
    failures: (stored?.failures ?? 0) + 1,
  });
  await Promise.all(Array.from({ length: 20 }, (_, index) => pages[index % 2]?.changeEndpoint(change)));
  expect(await get(endpointKey('acme.example'), state())).toMatchObject({ failures: 20 });
});

test('leaves word of when the endpoint may be asked again where a click finds it', async () => {
  await open().changeEndpoint(() => resting);
  expect([readRest('acme.example'), readRest('other.example')]).toEqual([now + 1, 0]);
  await open().changeEndpoint(() => ({ ...resting, pausedUntil: 0 }));
  expect(readRest('acme.example')).toBe(0);
});

test('keeps as long as the page what cannot be stored: responses, and how the endpoint is', async () => {
  block();
  const store = open();
  const response = sampleResponse();
  await store.change(response.id, (kept) => keepResponse(kept, response, true, now));
  await store.change(response.id, (kept) => kept && { ...kept, tries: kept.tries + 1 });
  expect(await store.list()).toMatchObject([{ response, tries: 1 }]);
  await store.changeEndpoint((stored) => ({ ...resting, failures: (stored?.failures ?? 0) + 1 }));
  expect(await store.changeEndpoint((stored) => stored ?? resting)).toMatchObject({ failures: 1 });
  await store.change(response.id, () => undefined);
  expect(await store.list()).toEqual([]);
});

test('stores what it could not store before with its next change, and then only there', async () => {
  const mend = block();
  const store = open();
  const response = sampleResponse();
  const put = (tries: number): Promise<void> =>
    store.change(response.id, (kept) => ({
      ...keepResponse(kept, response, true, now),
      tries: (kept?.tries ?? 0) + tries,
    }));
  await put(2);
  mend();
  expect(await store.list()).toMatchObject([{ tries: 2 }]);
  await put(3);
  expect(await store.list()).toMatchObject([{ tries: 5 }]);
  expect(await open().list(), 'another page reads it, too').toMatchObject([{ tries: 5 }]);
});

test('lists one response once where an older revision of it is on disk and a newer one is not', async () => {
  const store = open();
  await keep(1);
  const mend = block();
  const newer = sampleResponse({ id: sampleId(1), revision: 2 });
  await store.change(newer.id, (kept) => keepResponse(kept, newer, true, now));
  mend();
  expect((await store.list()).map(({ response }) => response.revision)).toEqual([2]);
});

test.each([
  ['text', 'garbage'],
  ['a number', 7],
  ['null', null],
  ['a list', []],
  ['no response', { heldUntil: 0 }],
  ['a response that is null', { response: null }],
  ['a response of nobody', { response: {} }],
])('leaves %s that got into the store where it is, and lists the others', async (_, garbage) => {
  const responses = openDatabase(abort.signal)('responses');
  await keep(1);
  await set('0', garbage, responses);
  expect((await open().list()).map(({ response }) => response.id)).toEqual([sampleId(1)]);
  expect(await get('0', responses)).toEqual(garbage);
});

test('reads the draft of its site, and none where nothing can be read', async () => {
  const draft = { comment: 'Fa' };
  expect(await open().drafts.read()).toBeUndefined();
  await set(draftKey('acme.example'), draft, state());
  expect(await open().drafts.read()).toEqual(draft);
  expect(await open('other.example').drafts.read()).toBeUndefined();
  await open().drafts.change((stored) => ({ ...stored, comment: 'Fast.' }) as Draft);
  expect(await open().drafts.read()).toEqual({ comment: 'Fast.' });
  abort.abort();
  abort = new AbortController();
  block();
  expect(await open().drafts.read()).toBeUndefined();
});
