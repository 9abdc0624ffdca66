import { backoffMs, parseRetryAfter, pauseMs, settle, type Answer } from './delivery.ts';
import type { EndpointState, Flushed, Kept, OutboxStore, Send, Sent } from './ports.ts';
import type { Warn } from './problem.ts';
import type { Response } from './response.ts';

/** The world around the outbox, handed in. */
export interface OutboxPorts {
  readonly store: OutboxStore;
  readonly send: Send;
  readonly endpoint: string;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Called once for each response whose way ended or was put off. */
  readonly report: (sent: Sent, response: Response, status?: number) => void;
  readonly warn: Warn;
}

// Longer than a POST may take, so that no other page sends a response that this one is sending.
const sendingMs = 15e3;
/** How long the page keeps an unfinished response to itself after each choice of the visitor. */
export const editingMs = 60e3;
// As many refusals in a row, and no success between them, mean that the endpoint is wrong, not the responses.
const refusalsOfWrongEndpoint = 5;

const fresh = (endpoint: string): EndpointState => ({ endpoint, pausedUntil: 0, refusedInRow: [] });

async function readEndpoint({ store, endpoint }: OutboxPorts): Promise<EndpointState> {
  const state = await store.readEndpoint();
  return state?.endpoint === endpoint ? state : fresh(endpoint);
}

/** A response to store, held by this page for `holdMs`. An older revision never replaces a newer one. */
export const keep = ({ store, now }: OutboxPorts, response: Response, holdMs: number): Promise<void> =>
  store.change(response.id, (kept) =>
    kept && kept.response.revision > response.revision
      ? kept
      : { response, heldUntil: now() + holdMs, tries: kept?.tries ?? 0, nextAt: 0 },
  );

/** Sets a response aside; after the fifth in a row, all five wait again and the endpoint rests. */
async function refuse(ports: OutboxPorts, id: string, status: number): Promise<void> {
  const { store, now, warn, endpoint } = ports;
  const state = await readEndpoint(ports);
  const refusedInRow = [...state.refusedInRow, id];
  const isWrongEndpoint = refusedInRow.length >= refusalsOfWrongEndpoint;
  const refused = isWrongEndpoint ? undefined : ({ reason: 'status', status, at: now() } as const);
  for (const one of isWrongEndpoint ? refusedInRow : [id])
    await store.change(one, (kept) => kept && { ...kept, refused });
  if (isWrongEndpoint) warn('refusing', endpoint, status);
  await store.writeEndpoint(
    isWrongEndpoint ? { ...fresh(endpoint), pausedUntil: now() + pauseMs } : { ...state, refusedInRow },
  );
}

/** Carries out what an answer means for a response; the stored record stays if it was revised meanwhile. */
async function conclude(ports: OutboxPorts, response: Response, answer: Answer): Promise<Sent> {
  const { store, now, random, warn, endpoint, report } = ports;
  const { id, revision } = response;
  const settlement = settle(answer);
  const { status = 0, retryAfter = null } = answer === 'unreachable' ? {} : answer;
  let sent: Sent = 'kept';
  if (settlement === 'received') {
    sent = 'sent';
    await store.change(id, (kept) => (kept && kept.response.revision > revision ? kept : undefined));
    if ((await readEndpoint(ports)).refusedInRow.length) await store.writeEndpoint(fresh(endpoint));
  } else if (settlement === 'refused') {
    sent = 'refused';
    await refuse(ports, id, status);
  } else {
    await store.change(id, (kept) => {
      if (!kept) return kept;
      const tries = kept.tries + 1;
      return { ...kept, tries, heldUntil: 0, nextAt: now() + backoffMs(tries, random()) };
    });
    const waitMs = settlement === 'pause' ? pauseMs : parseRetryAfter(retryAfter, now());
    if (waitMs) await store.writeEndpoint({ ...(await readEndpoint(ports)), pausedUntil: now() + waitMs });
    if (settlement === 'pause') warn('paused', endpoint, status);
  }
  report(sent, response, status);
  return sent;
}

const post = ({ send, endpoint, now }: OutboxPorts, response: Response): Promise<Answer> =>
  send(endpoint, JSON.stringify({ ...response, sentAt: new Date(now()).toISOString() }));

/**
 * Stores a response and posts it. Both begin in the task of the call, since a page that is being left gets no second
 * one; the answer is acted on when the response is on disk.
 */
export async function sendNow(ports: OutboxPorts, response: Response, mayPost = true): Promise<Sent> {
  const stored = keep(ports, response, sendingMs).catch(() => undefined);
  const answer = mayPost ? await post(ports, response) : 'unreachable';
  await stored;
  return conclude(ports, response, answer);
}

/** When the next stored response may be tried (Infinity when none waits), and until when the endpoint rests; epoch ms. */
export async function readSchedule(ports: OutboxPorts): Promise<{ nextAt: number; pausedUntil: number }> {
  const { pausedUntil } = await readEndpoint(ports);
  const waiting = (await ports.store.list()).filter(({ refused }) => !refused);
  const nextAt = Math.min(...waiting.map(({ heldUntil, nextAt: at }) => Math.max(pausedUntil, heldUntil, at)));
  return { nextAt, pausedUntil };
}

/**
 * One pass over the outbox, one POST at a time, those that failed least first. It ends early when the endpoint rests or
 * fails twice in a row: one bad response must not hold up the others, nor an outage cost a request for each.
 * `eager` does not wait for the next instant of a retry, but for everything that the endpoint asked for.
 */
export async function passOutbox(ports: OutboxPorts, eager = false): Promise<Flushed> {
  const { store, now } = ports;
  const free = ({ refused, heldUntil, nextAt }: Kept): boolean =>
    !refused && heldUntil <= now() && (eager || nextAt <= now());
  const due = (await store.list()).filter(free).sort((a, b) => a.tries - b.tries);
  const count = { sent: 0, kept: 0, refused: 0 };
  let failures = 0;
  for (const { response } of due) {
    if (failures === 2 || (await readEndpoint(ports)).pausedUntil > now()) break;
    const sent = await conclude(ports, response, await post(ports, response));
    count[sent]++;
    failures = sent === 'kept' ? failures + 1 : 0;
  }
  const kept = (await store.list()).filter(({ refused }) => !refused).length;
  return { ...count, kept };
}
