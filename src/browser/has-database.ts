/**
 * Whether this browser has a database of that name, without opening one: a browser that was never prompted gets none.
 * Where databases cannot be listed (Firefox before 126, blocked storage), `otherwise` holds.
 */
export async function hasDatabase(name: string, otherwise: boolean): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some((database) => database.name === name);
  } catch {
    return otherwise;
  }
}
