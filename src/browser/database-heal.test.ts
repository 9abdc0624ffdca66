import {
  forceCloseDatabase,
  IDBDatabase as FakeDatabase,
  IDBFactory,
  IDBObjectStore as FakeObjectStore,
} from 'fake-indexeddb';
import { del, get, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { change, openDatabase } from './database.ts';
import { deleteRaw } from './sample-database.ts';

let factory: IDBFactory;
let abort: AbortController;

beforeEach(() => {
  factory = new IDBFactory();
  abort = new AbortController();
  vi.stubGlobal('indexedDB', factory);
});
afterEach(() => {
  abort.abort();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const open = () => openDatabase(abort.signal)('responses');
const failure = (name: string, message = ''): DOMException => new DOMException(message, name);

/** The connections from now on, as the widget gets them. */
function spyOpens(): { readonly count: () => number; readonly last: () => IDBDatabase } {
  const opens = vi.spyOn(factory, 'open');
  return {
    count: () => opens.mock.calls.length,
    last() {
      const request = opens.mock.results.at(-1)?.value as IDBOpenDBRequest;
      return request.result;
    },
  };
}

/** Makes the next transactions end in `error` although each request succeeds, `times` times. */
function abortTransactions(error: DOMException | null, times = Infinity): void {
  const { transaction: begin } = FakeDatabase.prototype;
  let left = times;
  vi.spyOn(FakeDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const transaction = begin.apply(this, args);
    const objects = transaction.objectStore(String(args[0]));
    // Requests are carried out in their order: behind the third of these stand a read, and the write that it leads to.
    const waitFor = (rounds: number): void => {
      objects.count().onsuccess = () => {
        if (rounds > 1) return waitFor(rounds - 1);
        Object.defineProperty(transaction, 'error', { value: error });
        transaction.abort();
      };
    };
    if (left-- > 0) waitFor(3);
    return transaction;
  });
}

test('lets another page delete the database, and starts a new one with the next call', async () => {
  const opens = spyOpens();
  const store = open();
  await set('a', 1, store);
  expect(await deleteRaw()).toBe('success');
  expect(await get('a', store)).toBeUndefined();
  await set('a', 2, store);
  expect([await get('a', store), opens.count()]).toEqual([2, 2]);
});

test('opens anew where the browser says that it closed the connection', async () => {
  const opens = spyOpens();
  const store = open();
  await set('a', 1, store);
  const dead = opens.last();
  const begin = vi.spyOn(dead, 'transaction');
  forceCloseDatabase(dead as unknown as typeof FakeDatabase);
  expect([await get('a', store), opens.count()]).toEqual([1, 2]);
  expect(begin, 'the dead one is not even tried').not.toHaveBeenCalled();
});

const deadly = [
  failure('InvalidStateError', 'The database connection is closing.'),
  failure('UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again'),
  failure('UnknownError', 'Attempt to get a record from database without an in-progress transaction'),
  failure('UnknownError', 'Internal error opening backing store for indexedDB.open.'),
  failure('AbortError', 'The connection was closed.'),
];

test.each(deadly)('begins again on a new connection where a transaction cannot begin: %s', async (error) => {
  const opens = spyOpens();
  const store = open();
  await set('a', 1, store);
  vi.spyOn(opens.last(), 'transaction').mockImplementation(() => {
    throw error;
  });
  await change<number>(store, 'a', (stored) => (stored ?? 0) + 1);
  expect([await get('a', store), opens.count()]).toEqual([2, 2]);
});

test.each(deadly)('runs the whole change again where its transaction dies: %s', async (error) => {
  const opens = spyOpens();
  const store = open();
  await set('a', 1, store);
  abortTransactions(error, 1);
  const how = vi.fn((stored: number | undefined) => (stored ?? 0) + 1);
  await change(store, 'a', how);
  expect(await get('a', store), 'what was undone is not counted').toBe(2);
  expect([how.mock.calls.length, opens.count()]).toEqual([2, 2]);
});

test('gives up after three tries, and begins with a new connection the next time', async () => {
  const opens = spyOpens();
  const store = open();
  await set('a', 1, store);
  abortTransactions(deadly[1] ?? null, 3);
  const how = vi.fn(() => 2);
  await expect(change(store, 'a', how)).rejects.toThrow('server lost');
  expect([how.mock.calls.length, opens.count()]).toEqual([3, 3]);
  expect([await get('a', store), opens.count()]).toEqual([1, 4]);
});

test('heals a deletion, too, which does not hear why its request failed', async () => {
  const store = open();
  await set('a', 1, store);
  abortTransactions(null, 1);
  await del('a', store);
  expect(await get('a', store)).toBeUndefined();
});

test('shares the new connection among all that lost the old one', async () => {
  const opens = spyOpens();
  const store = open();
  await set('a', 0, store);
  opens.last().close();
  await Promise.all(Array.from({ length: 5 }, () => change<number>(store, 'a', (stored) => (stored ?? 0) + 1)));
  expect([await get('a', store), opens.count()]).toEqual([5, 2]);
});

test.each(['QuotaExceededError', 'ConstraintError', 'DataError', 'TransactionInactiveError'])(
  'rejects at once with %s, on a connection that stays',
  async (name) => {
    const opens = spyOpens();
    const store = open();
    await set('a', 1, store);
    abortTransactions(failure(name), 1);
    const how = vi.fn(() => 2);
    await expect(change(store, 'a', how)).rejects.toMatchObject({ name });
    expect(how).toHaveBeenCalledTimes(1);
    expect([await get('a', store), opens.count()]).toEqual([1, 1]);
  },
);

test('says which error a request ended in', async () => {
  const store = open();
  await set('a', 1, store);
  vi.spyOn(FakeObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    return this.add(value, key);
  });
  await expect(change(store, 'a', () => 2)).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(await get('a', store)).toBe(1);
});

test('rejects at once, and changes nothing, where the caller’s own code throws', async () => {
  const opens = spyOpens();
  const store = open();
  await set('a', 1, store);
  const how = vi.fn(() => {
    throw new TypeError('not a function');
  });
  await expect(change(store, 'a', how)).rejects.toThrow('not a function');
  expect(how).toHaveBeenCalledTimes(1);
  expect([await get('a', store), opens.count()]).toEqual([1, 1]);
});
