import { IDBFactory } from 'fake-indexeddb';
import { get, keys, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepResponse } from '../core/keep.ts';
import type { EndpointState, OutboxStore } from '../core/ports.ts';
import { sampleAt as now, sampleEndpoint as endpoint, sampleId, sampleResponse } from '../core/samples.ts';
import { databaseName, historyKey, openDatabase } from './database.ts';
import { openOutboxStore } from './outbox-store.ts';

let abort: AbortController;

beforeEach(() => {
  abort = new AbortController();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  abort.abort();
  vi.unstubAllGlobals();
});

const open = (site = 'acme.example'): OutboxStore => openOutboxStore(site, abort.signal);
const state = () => openDatabase(abort.signal)('state');
const keep = (index: number, site = 'acme.example'): Promise<void> => {
  const response = sampleResponse({ id: sampleId(index), site });
  return open(site).change(response.id, (kept) => keepResponse(kept, response, true, now));
};
const resting: EndpointState = { endpoint, pausedUntil: now + 1, refusedInRow: [sampleId(1)] };

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
  expect(await open().readEndpoint()).toBeUndefined();
  await open().writeEndpoint(resting);
  expect(await open().readEndpoint()).toEqual(resting);
  expect(await open('other.example').readEndpoint()).toBeUndefined();
});

test('erases all that is durable of its site, its history included, and nothing of another', async () => {
  for (const site of ['acme.example', 'other.example']) {
    await keep(site.length, site);
    await open(site).writeEndpoint(resting);
    await set(historyKey(site), '{}', state());
  }
  await open().erase();
  expect(await open().list()).toEqual([]);
  expect(await open().readEndpoint()).toBeUndefined();
  expect(await keys(state())).toEqual(['endpoint:other.example', 'history:other.example']);
  expect(await get(historyKey('other.example'), state())).toBe('{}');
  expect(await open('other.example').list()).toHaveLength(1);
});

test('takes the database away once nothing is left in it, and not before', async () => {
  const names = async (): Promise<unknown> => (await indexedDB.databases()).map(({ name }) => name);
  await keep(1);
  await keep(2, 'other.example');
  await open().erase();
  expect(await names()).toEqual([databaseName]);
  await open('other.example').erase();
  await vi.waitFor(async () => expect(await names()).toEqual([]));
});
