/**
 * Whether this browser has our database, without opening it: a browser that was never prompted gets none. Where
 * databases cannot be listed (Firefox 125, blocked storage), there may be one.
 */
export async function hasDatabase(): Promise<boolean> {
  try {
    // Asked in an opaque origin (a sandboxed frame), Chromium rejects a promise that nobody gets to see, and to handle.
    return origin !== 'null' && (await indexedDB.databases()).some(({ name }) => name === 'earshot');
  } catch {
    return true;
  }
}
