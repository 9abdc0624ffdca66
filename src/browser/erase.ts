import { del, entries, keys } from 'idb-keyval';
import { draftKey } from '../core/draft.ts';
import type { Kept } from '../core/ports.ts';
import { databaseName, endpointKey, historyKey, openDatabase } from './database.ts';

/** Erases all that is durable of a site, its history included; of other sites of this origin nothing. */
export async function eraseDurable(site: string, signal: AbortSignal): Promise<void> {
  const storeOf = openDatabase(signal);
  const [responses, state] = [storeOf('responses'), storeOf('state')];
  // What is broken belongs to nobody.
  for (const [id, kept] of await entries<string, Kept>(responses))
    if ((kept?.response?.site ?? site) === site) await del(id, responses);
  for (const key of [historyKey, endpointKey, draftKey]) await del(key(site), state);
  // Connections close when they hear of it.
  if (!(await keys(responses)).length && !(await keys(state)).length) indexedDB.deleteDatabase(databaseName);
}
