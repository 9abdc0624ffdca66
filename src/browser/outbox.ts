import { dayMs } from '../core/duration.ts';
import { passOutbox, readSchedule, sendNow, type OutboxPorts } from '../core/outbox.ts';
import type { Flushed, Outbox, OutboxOptions } from '../core/ports.ts';
import { withLock } from './lock.ts';
import { openOutboxStore } from './outbox-store.ts';
import { send } from './send.ts';

/** Opens the delivery of responses, and looks once for those that wait. */
export function open({ site: { site, endpoint = '' }, emit, warn, signal }: OutboxOptions): Outbox {
  const store = openOutboxStore(site, signal);
  const ports: OutboxPorts = {
    store,
    send,
    endpoint,
    now: Date.now,
    random: Math.random,
    warn,
    isOver: () => signal.aborted,
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
    if (signal.aborted) return;
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
  // Opened to erase, it sends nothing.
  if (!signal.aborted) wake();

  return {
    async send(response, stored) {
      const mayPost = restingUntil <= Date.now();
      const sent = await sendNow(ports, response, stored, mayPost).catch(() => 'kept' as const);
      schedule().catch(() => {});
      return sent;
    },
    flush: () => pass(true).catch(() => undefined),
    list: store.list,
    erase: () => store.erase().catch(() => {}),
  };
}
