import { dayMs } from './duration.ts';
import { backoffMs, parseRetryAfter, pauseMs, settle, type Answer } from './delivery.ts';
import { editingMs } from './keep.ts';
import type { EndpointState, Flushed, Kept, OutboxStore, Send, Sent } from './ports.ts';
import type { Warn } from './problem.ts';
import type { Response } from './response.ts';

/** The world around the outbox, handed in. */
export interface OutboxPorts {
  readonly store: Omit<OutboxStore, 'erase'>;
  readonly send: Send;
  readonly endpoint: string;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Called once for each response whose way ended or was put off. */
  readonly report: (sent: Sent, response: Response) => void;
  readonly warn: Warn;
  /** Taken down, or everything is being erased: nothing more is posted, and nothing new is stored. */
  readonly isOver: () => boolean;
}

// As many refusals in a row, and no success between them, mean that the endpoint is wrong, not the responses.
const refusalsOfWrongEndpoint = 5;

/** An instant further away than it can have been set comes from a clock that was set back since, and does not count. */
const ahead = (at: number, now: number, most: number): number => (at > now + most ? 0 : at);

/** When a response may be tried: not while a page is at it, nor before its next try. */
const freeAt = ({ heldUntil, nextAt }: Kept, now: number): number =>
  Math.max(ahead(heldUntil, now, editingMs), ahead(nextAt, now, dayMs));

const fresh = (endpoint: string): EndpointState => ({ endpoint, pausedUntil: 0, refusedInRow: [] });

async function readEndpoint({ store, endpoint, now }: OutboxPorts): Promise<EndpointState> {
  const state = await store.readEndpoint();
  return state?.endpoint === endpoint
    ? { ...state, pausedUntil: ahead(state.pausedUntil, now(), dayMs) }
    : fresh(endpoint);
}

/**
 * Carries out what an answer means for a response. What the visitor changed meanwhile stays as it is and is sent later.
 * The fifth refusal in a row makes all five wait again, and the endpoint rest.
 */
async function conclude(ports: OutboxPorts, response: Response, answer: Answer): Promise<Sent> {
  const { store, now, random, warn, endpoint, report } = ports;
  const { id, revision } = response;
  const settlement = settle(answer);
  const { status = 0, retryAfter = null } = answer === 'unreachable' ? {} : answer;
  const { refusedInRow, pausedUntil } = await readEndpoint(ports);
  const isRefused = settlement === 'refused';
  const isWrongEndpoint = isRefused && refusedInRow.length >= refusalsOfWrongEndpoint - 1;
  const isPaused = isWrongEndpoint || settlement === 'pause';
  const sent = settlement === 'received' ? 'sent' : isRefused && !isWrongEndpoint ? 'refused' : 'kept';
  await store.change(id, (kept) => {
    if (!kept || kept.response.revision > revision) return kept;
    if (sent === 'sent') return undefined;
    if (sent === 'refused') return { ...kept, refused: { reason: 'status', status, at: now() } };
    const tries = kept.tries + 1;
    return { ...kept, tries, heldUntil: 0, nextAt: now() + backoffMs(tries, random()) };
  });
  if (isWrongEndpoint)
    for (const one of refusedInRow) await store.change(one, (kept) => kept && { ...kept, refused: undefined });
  const waitMs = isPaused ? pauseMs : parseRetryAfter(retryAfter, now());
  if (ports.isOver()) return sent;
  await store.writeEndpoint({
    endpoint,
    pausedUntil: waitMs ? now() + waitMs : pausedUntil,
    refusedInRow: sent === 'refused' ? [...refusedInRow, id] : sent === 'sent' || isWrongEndpoint ? [] : refusedInRow,
  });
  if (isPaused) warn(isWrongEndpoint ? 'refusing' : 'paused', endpoint, status);
  report(sent, response);
  return sent;
}

const post = ({ send, endpoint, now }: OutboxPorts, response: Response, keepalive: boolean): Promise<Answer> =>
  send(endpoint, JSON.stringify({ ...response, sentAt: new Date(now()).toISOString() }), keepalive);

/**
 * Posts a response that is being stored, in the task of the call, since a page that is being left gets no second one;
 * the answer is acted on when the response is on disk.
 */
export async function sendNow(
  ports: OutboxPorts,
  response: Response,
  stored: Promise<void>,
  mayPost: boolean,
): Promise<Sent> {
  const answer = mayPost ? await post(ports, response, true) : 'unreachable';
  await stored;
  return conclude(ports, response, answer);
}

/** When the next stored response may be tried (Infinity when none waits), and until when the endpoint rests; epoch ms. */
export async function readSchedule(ports: OutboxPorts): Promise<{ nextAt: number; pausedUntil: number }> {
  const { pausedUntil } = await readEndpoint(ports);
  const waiting = (await ports.store.list()).filter(({ refused }) => !refused);
  const nextAt = Math.min(...waiting.map((kept) => Math.max(pausedUntil, freeAt(kept, ports.now()))));
  return { nextAt, pausedUntil };
}

/**
 * One pass over the outbox, one POST at a time, those that failed least first. It ends early when the endpoint rests or
 * fails twice in a row: one bad response must not hold up the others, nor an outage cost a request for each.
 * `eager` does not wait for the next instant of a retry, but for everything that the endpoint asked for.
 */
export async function passOutbox(ports: OutboxPorts, eager = false): Promise<Flushed> {
  const { store, now } = ports;
  const free = (kept: Kept): boolean => !kept.refused && freeAt(eager ? { ...kept, nextAt: 0 } : kept, now()) <= now();
  const due = (await store.list()).filter(free).sort((a, b) => a.tries - b.tries);
  const count = { sent: 0, kept: 0, refused: 0 };
  let failures = 0;
  for (const { response } of due) {
    if (failures === 2 || ports.isOver() || (await readEndpoint(ports)).pausedUntil > now()) break;
    const sent = await conclude(ports, response, await post(ports, response, false));
    count[sent]++;
    failures = sent === 'kept' ? failures + 1 : 0;
  }
  const kept = (await store.list()).filter(({ refused }) => !refused).length;
  return { ...count, kept };
}
