/** Takes a whole IndexedDB database out, and puts one back, whatever its stores are called. */

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', resolve);
    transaction.addEventListener('abort', () => reject(transaction.error));
  });

/** Everything in a database, as `{ version, stores: { name: [[key, value], …] } }`; undefined where there is none. */
export async function readDatabase(name) {
  const request = indexedDB.open(name);
  // A look must not make the database that it looks for: to Earshot, one that exists means that somebody was asked.
  request.addEventListener('upgradeneeded', () => request.transaction.abort());
  const database = await settled(request).catch(() => undefined);
  if (!database) return undefined;
  const stores = {};
  for (const store of database.objectStoreNames) {
    const objects = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([settled(objects.getAllKeys()), settled(objects.getAll())]);
    stores[store] = keys.map((key, index) => [key, values[index]]);
  }
  const { version } = database;
  database.close();
  return { version, stores };
}

/** Makes a database hold exactly this. Keys stand beside the values, as Earshot has them. */
export async function writeDatabase(name, { version, stores }) {
  const request = indexedDB.open(name, version);
  request.addEventListener('upgradeneeded', () => {
    for (const store of Object.keys(stores)) request.result.createObjectStore(store);
  });
  const database = await settled(request);
  const names = Object.keys(stores);
  const transaction = database.transaction(names, 'readwrite');
  for (const store of names) {
    const objects = transaction.objectStore(store);
    objects.clear();
    for (const [key, value] of stores[store]) objects.put(value, key);
  }
  await finished(transaction);
  database.close();
}

export const eraseDatabase = (name) => settled(indexedDB.deleteDatabase(name));
