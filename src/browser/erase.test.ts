import { IDBFactory } from 'fake-indexeddb';
import { get, keys, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftKey } from '../core/draft.ts';
import { keepResponse } from '../core/keep.ts';
import { sampleAt as now, sampleId, sampleResponse } from '../core/samples.ts';
import { databaseName, endpointKey, historyKey, openDatabase } from './database.ts';
import { eraseDurable } from './erase.ts';
import { openOutboxStore } from './outbox-store.ts';

const [mine, other] = ['acme.example', 'other.example'];
let abort: AbortController;

beforeEach(async () => {
  abort = new AbortController();
  vi.stubGlobal('indexedDB', new IDBFactory());
  for (const site of [mine, other]) {
    const response = sampleResponse({ id: sampleId(site.length), site });
    await openOutboxStore(site, abort.signal).change(response.id, (kept) => keepResponse(kept, response, true, now));
    for (const key of [historyKey, endpointKey, draftKey]) await set(key(site), site, state());
  }
});
afterEach(() => {
  abort.abort();
  vi.unstubAllGlobals();
});

const state = () => openDatabase(abort.signal)('state');
const names = async (): Promise<unknown> => (await indexedDB.databases()).map(({ name }) => name);

test('erases all that is durable of its site, its history included, and nothing of another', async () => {
  await eraseDurable(mine, abort.signal);
  expect(await openOutboxStore(mine, abort.signal).list()).toEqual([]);
  expect(await keys(state())).toEqual([draftKey, endpointKey, historyKey].map((key) => key(other)));
  expect(await get(historyKey(other), state())).toBe(other);
  expect(await openOutboxStore(other, abort.signal).list()).toHaveLength(1);
});

test('takes the database away once nothing is left in it, and not before', async () => {
  await eraseDurable(mine, abort.signal);
  expect(await names()).toEqual([databaseName]);
  await eraseDurable(other, abort.signal);
  await vi.waitFor(async () => expect(await names()).toEqual([]));
});

test('erases what is broken, too, since nobody can say whose it is', async () => {
  const responses = openDatabase(abort.signal)('responses');
  await set('0', null, responses);
  await set('00', { response: {} }, responses);
  await eraseDurable(mine, abort.signal);
  expect(await keys(responses)).toEqual([sampleId(other.length)]);
  expect(await keys(state())).not.toContain(historyKey(mine));
});
