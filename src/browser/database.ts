import { entries, promisifyRequest, type UseStore } from 'idb-keyval';

/** The one database, with its one object store. */
export const databaseName = 'earshot';

/**
 * The database as a store for idb-keyval's functions. A connection that failed or died is forgotten, and a transaction
 * on a dead one is tried once more on a new one (WebKit and Chromium close connections on their own).
 */
export function openStore(signal: AbortSignal): UseStore {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = (): void => {
    const old = opening;
    opening = undefined;
    old?.then(
      (database) => database.close(),
      () => {},
    );
  };
  const open = (): Promise<IDBDatabase> => {
    opening ??= (async () => {
      const request = indexedDB.open(databaseName, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(databaseName);
      const database = await promisifyRequest(request);
      database.addEventListener('close', forget);
      database.addEventListener('versionchange', forget);
      return database;
    })();
    opening.catch(forget);
    return opening;
  };
  signal.addEventListener('abort', forget);
  return async (mode, callback) => {
    const objects = async (): Promise<IDBObjectStore> =>
      (await open()).transaction(databaseName, mode).objectStore(databaseName);
    const live = await objects().catch((error: unknown) => {
      if ((error as Error).name !== 'InvalidStateError') throw error;
      forget();
      return objects();
    });
    return callback(live);
  };
}

/** Replaces one value in one transaction; undefined deletes it. Resolves once it is on disk, to what `change` returned. */
export const changeKey = <T>(
  store: UseStore,
  key: string,
  change: (stored: unknown) => T | undefined,
): Promise<T | undefined> =>
  store('readwrite', async (objects) => {
    let next: T | undefined;
    objects.get(key).onsuccess = function () {
      next = change(this.result);
      if (next !== undefined) objects.put(next, key);
      else if (this.result !== undefined) objects.delete(key);
    };
    await promisifyRequest(objects.transaction);
    return next;
  });

/** All values whose key starts with `prefix`. */
export const listKeys = async (store: UseStore, prefix: string): Promise<unknown[]> =>
  (await entries<string, unknown>(store)).filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);
