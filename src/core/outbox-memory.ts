import type { EndpointState, Kept, OutboxStore } from './ports.ts';

/** What a database does for an outbox: each call is one transaction, and rejects where nothing came of it. */
export interface OutboxDatabase {
  readonly list: () => Promise<readonly Kept[]>;
  readonly change: (id: string, change: (kept: Kept | undefined) => Kept | undefined) => Promise<void>;
  readonly changeEndpoint: (change: (state: EndpointState | undefined) => EndpointState) => Promise<void>;
}

/** An outbox, part of which only this page knows of. */
export interface MemoryStore extends OutboxStore {
  /** Until when the endpoint rests, as far as that could not be stored; epoch ms. */
  readonly pausedUntil: () => number;
}

/** What the visitor changed last. */
const newer = (mine: Kept | undefined, stored: Kept | undefined): Kept | undefined =>
  mine && !(stored && stored.response.revision > mine.response.revision) ? mine : stored;

/**
 * The outbox in a database, and what could not be stored there in `memory`, as long as the page lasts. `onState` hears
 * of every new state of the endpoint, in the order in which they are stored.
 */
export function withMemory(
  database: OutboxDatabase,
  onState: (state: EndpointState) => void,
  memory = new Map<string, Kept>(),
): MemoryStore {
  let known: EndpointState | undefined;
  let isStored = true;
  return {
    async list() {
      const all = new Map(memory);
      for (const kept of await database.list().catch(() => []))
        all.set(kept.response.id, newer(memory.get(kept.response.id), kept) ?? kept);
      return [...all.values()];
    },
    async change(id, how) {
      const { size } = memory;
      try {
        await database.change(id, (kept) => how(newer(memory.get(id), kept)));
        if (size) memory.delete(id);
      } catch {
        const next = how(memory.get(id));
        if (next) memory.set(id, next);
        else memory.delete(id);
      }
    },
    async changeEndpoint(how) {
      let next: EndpointState | undefined;
      try {
        await database.changeEndpoint((stored) => {
          // A pause that could not be stored when it was asked for holds, too.
          const pausedUntil = Math.max(known?.pausedUntil ?? 0, stored?.pausedUntil ?? 0);
          next = how(isStored || !known ? stored : { ...known, ...stored, pausedUntil });
          // Here, so that of two pages the one that stores last has the last word.
          onState(next);
          return next;
        });
        isStored = true;
      } catch {
        isStored = false;
        next ??= how(known);
      }
      known = next as EndpointState;
      return known;
    },
    pausedUntil: () => (!isStored && known?.pausedUntil) || 0,
  };
}
