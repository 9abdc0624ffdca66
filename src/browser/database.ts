import { promisifyRequest, type UseStore } from 'idb-keyval';

export const databaseName = 'earshot';

/** The object stores: responses by id, and what else is durable by a name of its own. */
export type StoreName = 'responses' | 'state';

/** Where the durable history of a site stands among what is in `state`. */
export const historyKey = (site: string): string => `history:${site}`;

/** Likewise what is known of its endpoint. */
export const endpointKey = (site: string): string => `endpoint:${site}`;

// What browsers say of a connection that they lost, also in words like «server lost», or «no in-progress transaction».
// Null is all that idb-keyval knows of a request that failed within a transaction.
const lost = /^(Abort|InvalidState|Unknown|null)/;

/** Opens whatever version there is, so that a newer one stays as it is; adds what it lacks, and keeps what it has. */
async function connect(version?: number): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, version);
  const missing = (): readonly StoreName[] =>
    (['responses', 'state'] as const).filter((name) => !request.result.objectStoreNames.contains(name));
  request.onupgradeneeded = () => {
    for (const name of missing()) request.result.createObjectStore(name);
  };
  const database = await promisifyRequest(request);
  if (!missing()[0]) return database;
  database.close();
  return connect(database.version + 1);
}

/**
 * Rejects after so much waiting; what hangs may still come, for a later call. A connection may hang, and in WebKit a
 * transaction behind that of a page that was left in the middle of one.
 */
const inTime = <T>(promise: Promise<T>, mostMs: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(Error('IndexedDB hangs')), mostMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/**
 * The database as stores for idb-keyval's functions. A transaction on a connection that died is run again on a new one,
 * up to three times in all (WebKit and Chromium close connections on their own). What fails is never kept, and nothing
 * throws but by rejecting. Once taken down, it connects for one transaction at a time.
 */
export function openDatabase(signal: AbortSignal): (name: StoreName) => UseStore {
  let opening: Promise<IDBDatabase> | undefined;
  // Others may have opened a new connection since: that one stays.
  const drop = (one: Promise<IDBDatabase> | undefined): void => {
    one?.then((database) => database.close()).catch(() => {});
    if (opening === one) opening = undefined;
  };
  const open = (): Promise<IDBDatabase> => {
    const one = connect();
    one.then(
      (database) => (database.onclose = database.onversionchange = () => drop(one)),
      () => drop(one),
    );
    return one;
  };
  signal.addEventListener('abort', () => drop(opening));
  return (name) => async (mode, callback) => {
    for (let tries = 1; ; tries++) {
      const one = (opening ??= open());
      try {
        const objects = (await inTime(one, 2e3)).transaction(name, mode).objectStore(name);
        return await inTime(callback(objects) as Promise<never>, 4e3);
      } catch (error) {
        if (!lost.test(String(error))) throw error;
        drop(one);
        if (tries > 2) throw error;
      } finally {
        if (signal.aborted) drop(one);
      }
    }
  };
}

/** Replaces one value in one transaction; undefined deletes it. Resolves once it is on disk. */
export const change = <T>(store: UseStore, key: string, how: (stored: T | undefined) => T | undefined): Promise<void> =>
  store(
    'readwrite',
    (objects) =>
      new Promise((resolve, reject) => {
        const { transaction } = objects;
        transaction.oncomplete = () => resolve();
        // A request that fails ends here, too, and only here is it said why.
        transaction.onabort = () => reject(transaction.error);
        objects.get(key).onsuccess = function () {
          try {
            const next = how(this.result as T | undefined);
            if (next === undefined) objects.delete(key);
            else objects.put(next, key);
          } catch (error) {
            reject(error);
          }
        };
      }),
  );
