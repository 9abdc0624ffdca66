import { editingMs, keep, readSchedule, passOutbox, sendNow, type OutboxPorts } from '../core/outbox.ts';
import type {
  EndpointState,
  Flushed,
  Kept,
  Outbox,
  OutboxOptions,
  OutboxStore,
  OutboxView,
  Sent,
} from '../core/ports.ts';
import type { Response } from '../core/response.ts';
import { changeKey, listKeys, openStore } from './database.ts';
import { withLock } from './lock.ts';
import { send } from './send.ts';

export { readPage } from './page.ts';

const prefix = 'response:';
const endpointKey = 'endpoint';

/** Opens the durable side of this browser. The database is opened at once, so that the first choice finds it warm. */
export function openOutbox({ site, endpoint, emit, warn, signal }: OutboxOptions): Outbox {
  const objects = openStore(signal);
  const store: OutboxStore = {
    list: () => listKeys(objects, prefix) as Promise<Kept[]>,
    change: async (id, change) =>
      void (await changeKey(objects, prefix + id, (kept) => change(kept as Kept | undefined))),
    readEndpoint: async () => (await listKeys(objects, endpointKey))[0] as EndpointState | undefined,
    writeEndpoint: async (state) => void (await changeKey(objects, endpointKey, () => state)),
  };
  const report = (name: Sent, response: Response, status?: number): void => {
    const { id, survey, kind, trigger, outcome, score, segment } = response;
    emit(name, { id, site, survey, kind, trigger, outcome, score, segment, reason: status ? 'status' : undefined });
  };
  const ports: OutboxPorts = {
    store,
    send,
    endpoint,
    now: Date.now,
    random: Math.random,
    report,
    warn,
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  let restingUntil = 0;
  // One timer for the next try, and none while the page is hidden or nothing waits.
  const schedule = async (): Promise<void> => {
    const { nextAt, pausedUntil } = await readSchedule(ports);
    restingUntil = pausedUntil;
    clearTimeout(timer);
    if (nextAt !== undefined && document.visibilityState === 'visible' && !signal.aborted)
      timer = setTimeout(wake, Math.max(nextAt - Date.now(), 1e3));
  };
  const pass = async (eager: boolean): Promise<Flushed> => {
    const none = { sent: 0, kept: 0, refused: 0 };
    try {
      const flushed = await withLock(`earshot:${site}`, () => passOutbox(ports, eager));
      await schedule();
      return flushed ?? none;
    } catch {
      return none;
    }
  };
  const wake = (): void => void pass(false);
  const onVisible = (): void => (document.visibilityState === 'visible' ? wake() : clearTimeout(timer));
  document.addEventListener('visibilitychange', onVisible, { signal });
  addEventListener('online', wake, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  wake();

  return {
    changeHistory: (change) => changeKey(objects, `history:${site}`, change),
    keep: (response) =>
      keep(ports, response, editingMs).then(
        () => true,
        () => false,
      ),
    send: async (response) => {
      const sent = await sendNow(ports, response, restingUntil <= Date.now()).catch(() => 'kept' as const);
      schedule().catch(() => {});
      return sent;
    },
    flush: () => pass(true),
    view: async (): Promise<OutboxView> => {
      const kept = await store.list().catch(() => []);
      const refused = kept.flatMap(({ response: { id }, refused }) => (refused ? [{ ...refused, id }] : []));
      return { waiting: kept.length - refused.length, refused };
    },
  };
}
