/**
 * Whether this browser has a database of that name, without opening one: a browser that was never prompted gets none.
 * Where databases cannot be listed (Firefox 125) there may be one; where storage is blocked there is none.
 */
export async function hasDatabase(name: string): Promise<boolean> {
  try {
    const all = await indexedDB.databases?.();
    return !all || all.some((database) => database.name === name);
  } catch {
    return false;
  }
}
