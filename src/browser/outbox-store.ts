import { get, values } from 'idb-keyval';
import { draftKey, type Draft } from '../core/draft.ts';
import type { EndpointState, Kept, OutboxStore } from '../core/ports.ts';
import { hasDatabase } from './has-database.ts';
import { restKey } from './rest.ts';
import { change, endpointKey, openDatabase } from './database.ts';

/** The outbox of a site. */
export function openOutboxStore(
  site: string,
  signal: AbortSignal,
): OutboxStore & { readonly readDraft: () => Promise<Draft | undefined> } {
  const storeOf = openDatabase(signal);
  const [responses, state] = [storeOf('responses'), storeOf('state')];
  // What could not be stored.
  const memory = new Map<string, Kept>();
  let known: EndpointState | undefined;
  return {
    async list() {
      const stored = await values<Kept>(responses).catch(() => []);
      // Another site of this origin has an endpoint of its own; what is no response stays where it is.
      const own = stored.filter((kept) => kept?.response?.id && kept.response.site === site);
      return [...own.filter(({ response }) => !memory.has(response.id)), ...memory.values()];
    },
    async change(id, how) {
      const { size } = memory;
      // What was erased is not to be made anew.
      if (signal.aborted && !(await hasDatabase())) return;
      try {
        await change<Kept>(responses, id, (kept) => how(memory.get(id) ?? kept));
        if (size) memory.delete(id);
      } catch {
        const next = how(memory.get(id));
        if (next) memory.set(id, next);
        else memory.delete(id);
      }
    },
    async changeEndpoint(how) {
      let next: EndpointState | undefined;
      if (signal.aborted) return (known = how(known));
      await change<EndpointState>(state, endpointKey(site), (stored) => (next = how(stored))).catch(() => {});
      known = next ?? how(known);
      try {
        localStorage[restKey(site)] = known.pausedUntil;
      } catch {}
      return known;
    },
    readDraft: () => get<Draft>(draftKey(site), state).catch(() => undefined),
  };
}
