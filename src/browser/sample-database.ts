import { databaseName } from './database.ts';

/** Another page's, or an owner's own, way to the database; it does not close for anybody. */
export const openRaw = (version?: number, stores: readonly string[] = []): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, version);
    request.onupgradeneeded = () => {
      for (const name of stores) request.result.createObjectStore(name).put(`of ${name}`, 'there');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** What a deletion of the database by another page comes to: `success`, or `blocked` by who stays connected. */
export const deleteRaw = (): Promise<string> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(databaseName);
    for (const type of ['blocked', 'success']) request.addEventListener(type, () => resolve(type));
  });
