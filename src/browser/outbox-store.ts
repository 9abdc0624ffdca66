import { values } from 'idb-keyval';
import { withMemory, type MemoryStore } from '../core/outbox-memory.ts';
import type { Drafts, EndpointState, Kept } from '../core/ports.ts';
import { openDrafts } from './drafts.ts';
import { hasDatabase } from './has-database.ts';
import { readRest, restKey } from './rest.ts';
import { change, endpointKey, openDatabase } from './database.ts';

/** The outbox of a site. */
export function openOutboxStore(site: string, signal: AbortSignal): MemoryStore & { readonly drafts: Drafts } {
  const storeOf = openDatabase(signal);
  const [responses, state] = [storeOf('responses'), storeOf('state')];
  const store = withMemory(
    {
      // Another site of this origin has an endpoint of its own; what is no response stays where it is.
      list: async () =>
        (await values<Kept>(responses)).filter((kept) => kept?.response?.id && kept.response.site === site),
      async change(id, how) {
        // What was erased is not to be made anew.
        if (!signal.aborted || (await hasDatabase())) await change<Kept>(responses, id, how);
      },
      async changeEndpoint(how) {
        if (signal.aborted) throw signal.reason;
        await change<EndpointState>(state, endpointKey(site), how);
      },
    },
    ({ pausedUntil }) => {
      // Where nobody ever asked for rest, nothing is left about it.
      if (pausedUntil !== readRest(site))
        try {
          localStorage[restKey(site)] = pausedUntil;
        } catch {}
    },
  );
  return { ...store, drafts: openDrafts(site, state) };
}
