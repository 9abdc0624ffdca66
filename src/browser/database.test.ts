import { get, set, values } from 'idb-keyval';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { change, databaseName, openDatabase } from './database.ts';

let factory: IDBFactory;
let abort: AbortController;

beforeEach(() => {
  factory = new IDBFactory();
  abort = new AbortController();
  vi.stubGlobal('indexedDB', factory);
});
afterEach(() => {
  abort.abort();
  vi.unstubAllGlobals();
});

const open = (name: 'responses' | 'state' = 'responses') => openDatabase(abort.signal)(name);

test('lists, changes and deletes', async () => {
  const store = open();
  await change(store, 'b', () => 2);
  await change<number>(store, 'a', (stored) => (stored ?? 0) + 1);
  await change<number>(store, 'a', (stored) => (stored ?? 0) + 1);
  expect(await values(store)).toEqual([2, 2]);
  await change(store, 'a', () => undefined);
  expect(await values(store)).toEqual([2]);
});

test('keeps responses and state apart, and over a reload', async () => {
  await set('x', 1, open('responses'));
  await set('x', 2, open('state'));
  abort.abort();
  abort = new AbortController();
  expect([await get('x', open('responses')), await get('x', open('state'))]).toEqual([1, 2]);
});

test('opens no database before it is asked for something', async () => {
  open();
  expect(await factory.databases()).toEqual([]);
});

test('opens one connection for all', async () => {
  const opens = vi.spyOn(factory, 'open');
  const storeOf = openDatabase(abort.signal);
  await Promise.all([change(storeOf('responses'), 'a', () => 1), change(storeOf('state'), 'b', () => 2)]);
  expect(opens.mock.calls).toEqual([[databaseName, undefined]]);
});

test('makes each change one transaction, so that none of many is lost', async () => {
  const [mine, yours] = [open(), open()];
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      change<number>(index % 2 ? mine : yours, 'a', (stored) => (stored ?? 0) + 1),
    ),
  );
  expect(await get('a', mine)).toBe(20);
});

test('tries once more on a new connection where the old one is dead', async () => {
  const opens = vi.spyOn(factory, 'open');
  const store = open();
  await set('a', 1, store);
  const request = opens.mock.results[0]?.value as IDBOpenDBRequest;
  // As WebKit and Chromium do on their own, without a word.
  request.result.close();
  expect(await get('a', store)).toBe(1);
  expect(opens).toHaveBeenCalledTimes(2);
});

test('does not stand in the way of a newer version in another tab', async () => {
  const store = open();
  await set('a', 1, store);
  const upgraded = await new Promise<boolean>((resolve) => {
    const request = factory.open(databaseName, 2);
    request.addEventListener('blocked', () => resolve(false));
    request.addEventListener('success', () => {
      request.result.close();
      resolve(true);
    });
  });
  expect(upgraded).toBe(true);
});

test('does not keep a failure to open: the next call opens anew', async () => {
  const store = open();
  const opens = vi.spyOn(factory, 'open').mockImplementation(() => {
    throw new DOMException('blocked', 'SecurityError');
  });
  await expect(get('a', store)).rejects.toThrow('blocked');
  opens.mockRestore();
  expect(await get('a', store)).toBeUndefined();
});

test('rejects, and changes nothing, where the change throws', async () => {
  const store = open();
  await set('a', 1, store);
  await expect(change(store, 'a', () => ({ cannot: 'be stored', since: () => 1 }))).rejects.toThrow();
  expect(await get('a', store)).toBe(1);
});

test('closes its connection when everything is taken down', async () => {
  await set('a', 1, open());
  abort.abort();
  const deleted = await new Promise<string>((resolve) => {
    const request = factory.deleteDatabase(databaseName);
    for (const type of ['blocked', 'success']) request.addEventListener(type, () => resolve(type));
  });
  expect(deleted).toBe('success');
});
