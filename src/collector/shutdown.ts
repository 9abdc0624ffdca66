import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningServer } from './server.ts';
import type { Store } from './store.ts';

/** How long a collector that is told to go still serves, so that whoever sends requests to it notices. */
export const noticeMs = 3e3;

/** The way from serving to gone. */
export interface Shutdown {
  /** Aborted as soon as it is known that this collector will stop: it is not ready any more, but serves. */
  readonly draining: AbortSignal;
  /** Aborted when no request is taken any more: answers that would never end, such as streams, end now. */
  readonly closing: AbortSignal;
  /** Walks it: waits, lets what is under way finish, has everything that was taken on disk. Resolves once that is so. */
  readonly stop: (server: RunningServer, store: Store, waitMs: number) => Promise<void>;
}

export function makeShutdown(): Shutdown {
  const draining = new AbortController();
  const closing = new AbortController();
  // Each stream listens.
  setMaxListeners(0, closing.signal);
  return {
    draining: draining.signal,
    closing: closing.signal,
    async stop(server, store, waitMs) {
      draining.abort();
      await wait(waitMs);
      closing.abort();
      await server.stop();
      await store.close();
    },
  };
}
