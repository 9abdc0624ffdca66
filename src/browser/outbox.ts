import { sendNow, type OutboxPorts } from '../core/outbox.ts';
import type { Outbox, OutboxOptions, Retry } from '../core/ports.ts';
import { detailOf } from '../core/response.ts';
import { openOutboxStore } from './outbox-store.ts';
import { readRest } from './rest.ts';
import { makeSend } from './send.ts';

/**
 * Opens the delivery of responses, and looks once for those that wait. What becomes of a response that is not received
 * at once is a part of its own, which a page without one never needs.
 */
export function open(options: OutboxOptions): Outbox {
  const { site: settings, emit, warn, signal, load } = options;
  const { site, endpoint = '', acknowledge } = settings;
  const store = openOutboxStore(site, signal);
  const ports: OutboxPorts = {
    store,
    send: makeSend(options),
    endpoint,
    acknowledge,
    sender: Math.random(),
    now: Date.now,
    random: Math.random,
    warn,
    isOver: () => signal.aborted,
    report: (name, response, reason) => signal.aborted || emit(name, { ...detailOf(response), reason }),
  };
  let retrying: Promise<Retry> | undefined;
  const retry = (): Promise<Retry> => {
    retrying ??= load('retry').then(({ open: openRetry }) => openRetry(options, ports, store.drafts));
    // What could not be fetched may be there the next time.
    retrying.catch(() => (retrying = undefined));
    return retrying;
  };
  const look = async (): Promise<void> => {
    if (!retrying && ((await store.list()).length || (await store.drafts.read()))) retry().catch(lookLater);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 5e3;
  // A browser that is online again may say so before its network works, and says it once.
  const lookLater = (): void => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(look, (waitMs *= 2));
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  addEventListener('online', look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  void look();

  return {
    ready: () => void retry().catch(() => {}),
    async send(response, stored) {
      const retried = retry();
      const concluding = retried.then(({ conclude }) => conclude);
      // Whoever waits for it hears of a failure, only later: until then it must not look like one that nobody handles.
      concluding.catch(() => {});
      const restsUntil = Math.max(readRest(site), store.pausedUntil());
      const sent = await sendNow(ports, response, stored, restsUntil <= Date.now(), concluding);
      retried.then(({ schedule }) => schedule()).catch(lookLater);
      return sent;
    },
    async flush() {
      try {
        return await (await retry()).flush();
      } catch {
        const waiting = (await store.list()).filter(({ refused }) => !refused);
        return { sent: 0, kept: waiting.length, refused: 0 };
      }
    },
    list: store.list,
  };
}
