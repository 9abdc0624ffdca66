import { minuteMs } from './duration.ts';
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

/** A pause that could not be stored when it was asked for holds, too, unless the clock was set back since. */
const pauseLike = (unstored: EndpointState | undefined, state: EndpointState): EndpointState => ({
  ...state,
  pausedUntil: Math.max(unstored && unstored.at <= state.at + minuteMs ? unstored.pausedUntil : 0, state.pausedUntil),
});

/**
 * The outbox in a database, and what could not be stored there in `memory`, as long as the page lasts. `onState` hears
 * of every new state of the endpoint, in the order in which they are stored.
 */
export function withMemory(
  database: OutboxDatabase,
  onState: (state: EndpointState) => void,
  memory = new Map<string, Kept>(),
): MemoryStore {
  // What this page knew last of the endpoint, and what of it could not be stored.
  let known: EndpointState | undefined;
  let unstored: EndpointState | undefined;
  let isBlind = false;
  return {
    async list() {
      const stored = await database.list().catch(() => undefined);
      isBlind = !stored;
      const all = new Map(memory);
      for (const kept of stored ?? []) all.set(kept.response.id, newer(memory.get(kept.response.id), kept) ?? kept);
      return [...all.values()];
    },
    isBlind: () => isBlind,
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
      let mine: EndpointState | undefined;
      let next: EndpointState | undefined;
      try {
        await database.changeEndpoint((stored) => {
          mine = unstored;
          next = pauseLike(mine, how(stored ?? mine));
          // Here, so that of two pages the one that stores last has the last word.
          onState(next);
          return next;
        });
        // Another change may have failed meanwhile.
        if (unstored === mine) unstored = undefined;
      } catch {
        next = pauseLike(unstored, next ?? how(unstored ?? known));
        unstored = next;
      }
      known = next as EndpointState;
      return known;
    },
    pausedUntil: () => unstored?.pausedUntil ?? 0,
  };
}
