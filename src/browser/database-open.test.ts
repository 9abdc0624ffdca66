import { IDBFactory } from 'fake-indexeddb';
import { entries, get, set, values } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { change, openDatabase } from './database.ts';
import { heedEndpoint } from '../core/endpoint-state.ts';
import { eraseDurable } from './erase.ts';
import { openOutboxStore } from './outbox-store.ts';
import { deleteRaw, openRaw } from './sample-database.ts';

let factory: IDBFactory;
let abort: AbortController;

beforeEach(() => {
  factory = new IDBFactory();
  abort = new AbortController();
  vi.stubGlobal('indexedDB', factory);
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const open = (name: 'responses' | 'state' = 'responses') => openDatabase(abort.signal)(name);
const failure = (name: string, message = ''): DOMException => new DOMException(message, name);
const fakeTimeouts = (): unknown => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

const failOpens = (error: DOMException) =>
  vi.spyOn(factory, 'open').mockImplementation(() => {
    const request = { error } as IDBOpenDBRequest;
    queueMicrotask(() => request.onerror?.(new Event('error')));
    return request;
  });

/** Keeps back that a database has opened, until the returned function is called. */
function holdOpens(): () => void {
  const begin = factory.open.bind(factory);
  let letGo = (): void => {};
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  vi.spyOn(factory, 'open').mockImplementation((...args) => {
    const request = begin(...args);
    Object.defineProperty(request, 'onsuccess', {
      set(listener: (event: Event) => void) {
        request.addEventListener('success', (event) => void isLetGo.then(() => listener(event)));
      },
    });
    return request;
  });
  return letGo;
}

test.each<[string, () => void, string]>([
  ['there is no IndexedDB', () => vi.stubGlobal('indexedDB', undefined), 'TypeError'],
  [
    'a look at IndexedDB throws',
    () =>
      Object.defineProperty(globalThis, 'indexedDB', {
        configurable: true,
        get() {
          throw failure('SecurityError');
        },
      }),
    'SecurityError',
  ],
  [
    'open throws',
    () =>
      vi.spyOn(factory, 'open').mockImplementation(() => {
        throw failure('SecurityError');
      }),
    'SecurityError',
  ],
  ['open fails', () => failOpens(failure('QuotaExceededError')), 'QuotaExceededError'],
])('rejects where %s, throws nothing, and tries again with the next call', async (_, breakIt, name) => {
  const store = open();
  breakIt();
  // A throw would end the test here.
  const failed = change(store, 'a', () => 1);
  await expect(failed).rejects.toMatchObject({ name });
  vi.restoreAllMocks();
  vi.stubGlobal('indexedDB', factory);
  await change(store, 'a', () => 2);
  expect(await get('a', store)).toBe(2);
});

test('opens up to three times where the browser cannot read its own files, and once more with the next call', async () => {
  const opens = failOpens(failure('UnknownError', 'Internal error opening backing store'));
  const store = open();
  await expect(get('a', store)).rejects.toThrow('Internal error opening backing store');
  expect(opens).toHaveBeenCalledTimes(3);
  opens.mockRestore();
  expect(await get('a', store)).toBeUndefined();
});

test('waits two seconds for an open that hangs, and leaves no timer behind where it does not', async () => {
  fakeTimeouts();
  const store = open();
  await set('a', 1, store);
  expect(vi.getTimerCount()).toBe(0);
  const hanging = open();
  vi.spyOn(factory, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest);
  const settled = vi.fn<() => void>();
  const failed = change(hanging, 'a', () => 2);
  failed.catch(settled);
  await vi.advanceTimersByTimeAsync(1999);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await expect(failed).rejects.toThrow('IndexedDB hangs');
});

test('waits four seconds for a transaction that hangs behind that of another page', async () => {
  fakeTimeouts();
  const store = open();
  await set('a', 1, store);
  const settled = vi.fn<() => void>();
  const failed = store('readonly', () => new Promise(() => {}));
  failed.catch(settled);
  await vi.advanceTimersByTimeAsync(3999);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await expect(failed).rejects.toThrow('IndexedDB hangs');
});

test('opens no second connection while one hangs, and uses it once it is there', async () => {
  fakeTimeouts();
  const letGo = holdOpens();
  const store = open();
  const failed = expect(change(store, 'a', () => 1)).rejects.toThrow('IndexedDB hangs');
  await vi.advanceTimersByTimeAsync(2000);
  await failed;
  const next = change(store, 'b', () => 2);
  letGo();
  await next;
  expect(await entries(store), 'what was rejected is not written behind the back of the caller').toEqual([['b', 2]]);
  expect(factory.open).toHaveBeenCalledTimes(1);
});

test.each<[number, readonly string[]]>([
  [1, []],
  [1, ['responses']],
  [1, ['other']],
  [7, ['state']],
])('adds the stores that a database of version %i lacks, and keeps what is in it: %j', async (version, stores) => {
  (await openRaw(version, stores)).close();
  await set('a', 1, open('responses'));
  await set('a', 2, open('state'));
  expect([await get('a', open('responses')), await get('a', open('state'))]).toEqual([1, 2]);
  const database = await openRaw();
  expect(database.version).toBe(version + 1);
  for (const name of stores) {
    const there = database.transaction(name).objectStore(name).get('there');
    expect(await new Promise((resolve) => (there.onsuccess = () => resolve(there.result)))).toBe(`of ${name}`);
  }
  database.close();
});

test('does not wait for ever for a page that stands in the way of the missing stores', async () => {
  fakeTimeouts();
  const inTheWay = await openRaw(1);
  const isAsked = new Promise((resolve) => (inTheWay.onversionchange = resolve));
  const store = open();
  const failed = expect(set('a', 1, store)).rejects.toThrow('IndexedDB hangs');
  await isAsked;
  await vi.advanceTimersByTimeAsync(2000);
  await failed;
  inTheWay.close();
  await set('a', 2, store);
  expect(await get('a', store)).toBe(2);
});

test('passes through what a newer version keeps, and loses none of it', async () => {
  (await openRaw(3, ['responses', 'state', 'plans'])).close();
  await set('a', 1, open('state'));
  expect(await values(open('state'))).toEqual([1, 'of state']);
  const database = await openRaw();
  expect([database.version, [...database.objectStoreNames]]).toEqual([3, ['plans', 'responses', 'state']]);
  database.close();
});

test('keeps no connection once everything is taken down, and erases all the same', async () => {
  const opens = vi.spyOn(factory, 'open');
  const outbox = openOutboxStore('acme.example', abort.signal);
  const state = heedEndpoint(undefined, 'https://acme.example', 1);
  await outbox.changeEndpoint(() => state);
  abort.abort();
  expect(await outbox.list()).toEqual([]);
  const connections = opens.mock.results.map(({ value }) => (value as IDBOpenDBRequest).result);
  expect(connections).toHaveLength(2);
  for (const connection of connections) expect(() => connection.transaction('state')).toThrow();
  await eraseDurable('acme.example', abort.signal);
  await vi.waitFor(async () => expect(await factory.databases()).toEqual([]));
});

test('closes a connection that comes when everything is taken down already', async () => {
  const letGo = holdOpens();
  const writing = set('a', 1, open());
  abort.abort();
  letGo();
  await writing;
  expect(await deleteRaw()).toBe('success');
});
