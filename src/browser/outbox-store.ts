import { del, get, keys, values } from 'idb-keyval';
import type { EndpointState, Kept, OutboxStore } from '../core/ports.ts';
import { change, databaseName, historyKey, openDatabase } from './database.ts';

/** The outbox of a site, and the way to erase all that is durable of it. */
export function openOutboxStore(site: string, signal: AbortSignal): OutboxStore {
  const storeOf = openDatabase(signal);
  const [responses, state] = [storeOf('responses'), storeOf('state')];
  const endpointKey = `endpoint:${site}`;
  // Another site of this origin has an endpoint of its own.
  const list = async (): Promise<readonly Kept[]> =>
    (await values<Kept>(responses)).filter(({ response }) => response.site === site);
  return {
    list,
    change: (id, how) => change(responses, id, how),
    readEndpoint: () => get<EndpointState>(endpointKey, state),
    writeEndpoint: (next) => change(state, endpointKey, () => next),
    async erase() {
      for (const { response } of await list()) await del(response.id, responses);
      for (const key of [historyKey(site), endpointKey]) await del(key, state);
      // Other sites of this origin may have something left. Connections close when they hear of it.
      if (!(await keys(responses)).length && !(await keys(state)).length) indexedDB.deleteDatabase(databaseName);
    },
  };
}
