import { promisifyRequest, type UseStore } from 'idb-keyval';

export const databaseName = 'earshot';

/** The object stores: responses by id, and what else is durable by a name of its own. */
export type StoreName = 'responses' | 'state';

/** Where the durable history of a site stands among what is in `state`. */
export const historyKey = (site: string): string => `history:${site}`;

/** Likewise what is known of its endpoint. */
export const endpointKey = (site: string): string => `endpoint:${site}`;

/**
 * The database as stores for idb-keyval's functions. A connection that failed or died is forgotten, and a transaction
 * on a dead one is tried once more on a new one (WebKit and Chromium close connections on their own).
 */
export function openDatabase(signal: AbortSignal): (name: StoreName) => UseStore {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = (): void => {
    opening?.then((database) => database.close()).catch(() => {});
    opening = undefined;
  };
  const open = async (): Promise<IDBDatabase> => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      for (const name of ['responses', 'state'] satisfies StoreName[]) request.result.createObjectStore(name);
    };
    const database = await promisifyRequest(request);
    database.onclose = database.onversionchange = forget;
    return database;
  };
  signal.addEventListener('abort', forget);
  return (name) => async (mode, callback) => {
    const begin = async (): Promise<IDBObjectStore> => {
      opening ??= open();
      return (await opening).transaction(name, mode).objectStore(name);
    };
    return callback(
      await begin().catch(() => {
        forget();
        return begin();
      }),
    );
  };
}

/** Replaces one value in one transaction; undefined deletes it. Resolves once it is on disk. */
export const change = <T>(store: UseStore, key: string, how: (stored: T | undefined) => T | undefined): Promise<void> =>
  store('readwrite', (objects) => {
    objects.get(key).onsuccess = function () {
      const next = how(this.result as T | undefined);
      if (next === undefined) objects.delete(key);
      else objects.put(next, key);
    };
    return promisifyRequest(objects.transaction);
  });
