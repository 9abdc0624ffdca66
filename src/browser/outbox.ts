import { get, values } from 'idb-keyval';
import { claim } from '../core/claim.ts';
import { editingMs, keep, passOutbox, readSchedule, sendNow, type OutboxPorts } from '../core/outbox.ts';
import { dayMs } from '../core/duration.ts';
import type { Flushed, Kept, Outbox, OutboxOptions } from '../core/ports.ts';
import { change, openDatabase } from './database.ts';
import { withLock } from './lock.ts';
import { send } from './send.ts';

/** Opens the durable side of this browser, and looks once for responses that wait. */
export function open({ site, endpoint, emit, warn, signal, parseHistory }: OutboxOptions): Outbox {
  const storeOf = openDatabase(signal);
  const responses = storeOf('responses');
  const state = storeOf('state');
  const historyKey = `history:${site}`;
  const endpointKey = `endpoint:${site}`;
  const ports: OutboxPorts = {
    store: {
      // Another site of this origin has an endpoint of its own.
      list: async () => (await values<Kept>(responses)).filter(({ response }) => response.site === site),
      change: (id, how) => change(responses, id, how),
      readEndpoint: () => get(endpointKey, state),
      writeEndpoint: (next) => change(state, endpointKey, () => next),
    },
    send,
    endpoint,
    now: Date.now,
    random: Math.random,
    warn,
    report(name, { id, survey, kind, trigger, outcome, score, segment }) {
      emit(name, {
        id,
        site,
        survey,
        kind,
        trigger,
        outcome,
        score,
        segment,
        reason: name === 'refused' ? 'status' : undefined,
      });
    },
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  let restingUntil = 0;
  // One timer for the next try, and none while the page is hidden or nothing waits.
  const schedule = async (): Promise<void> => {
    const { nextAt, pausedUntil } = await readSchedule(ports);
    restingUntil = pausedUntil;
    clearTimeout(timer);
    if (!document.hidden && !signal.aborted && nextAt < Infinity)
      timer = setTimeout(wake, Math.min(Math.max(nextAt - Date.now(), 1e3), dayMs));
  };
  const pass = async (eager = false): Promise<Flushed | undefined> => {
    const flushed = await withLock('earshot', eager, () => passOutbox(ports, eager));
    await schedule();
    return flushed;
  };
  const wake = (): void => {
    clearTimeout(timer);
    if (!document.hidden) pass().catch(() => {});
  };
  document.addEventListener('visibilitychange', wake, { signal });
  addEventListener('online', wake, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  wake();

  return {
    claim: (...asked) =>
      claim(
        {
          changeHistory: (how) => change(state, historyKey, how),
          parseHistory,
          now: Date.now(),
          random: crypto.getRandomValues(new Uint8Array(10)),
        },
        ...asked,
      ),
    remember(how) {
      const now = Date.now();
      return change(state, historyKey, (stored) => JSON.stringify(how(parseHistory(stored, now), now))).catch(() => {});
    },
    keep: (response) => keep(ports, response, editingMs).catch(() => {}),
    async send(response) {
      const sent = await sendNow(ports, response, restingUntil <= Date.now()).catch(() => 'kept' as const);
      schedule().catch(() => {});
      return sent;
    },
    flush: () => pass(true).catch(() => undefined),
    list: ports.store.list,
  };
}
