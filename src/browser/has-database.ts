/**
 * Whether this browser has our database, without opening it: a browser that was never prompted gets none. Where
 * databases cannot be listed (Firefox 125, blocked storage), there may be one.
 */
export async function hasDatabase(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === 'earshot');
  } catch {
    return true;
  }
}
