import { backoffMs, settle } from './delivery.ts';
import { dayMs } from './duration.ts';
import { endTurn, heedEndpoint, isWrongEndpoint, recordAnswer, takeTurn } from './endpoint-state.ts';
import { isReady, post, unlessNewer, type Conclude, type OutboxPorts } from './outbox.ts';
import type { EndpointState, Flushed, Kept } from './ports.ts';

const changeEndpoint = (
  { store, endpoint, now }: OutboxPorts,
  change: (state: EndpointState) => EndpointState,
): Promise<EndpointState> => store.changeEndpoint((stored) => change(heedEndpoint(stored, endpoint, now())));

// A draft lives for a day from its last change, which is not long after the score.
const unfinishedMs = 2 * dayMs;

/**
 * When a response may be tried: not while a page is at it, nor before its next try, nor before the visitor cannot go on
 * with it any more where it goes out once. What is no instant, or one that only a clock which was set back since can
 * have written, does not count.
 */
function freeAt({ heldUntil, nextAt, response }: Kept, ports: OutboxPorts): number {
  const { now } = ports;
  const readyAt = isReady(ports, response) ? 0 : Date.parse(response.scoredAt ?? response.shownAt) + unfinishedMs;
  const at = Math.max(heldUntil, nextAt);
  return Math.max(at <= now() + dayMs ? at : 0, readyAt <= now() + unfinishedMs + dayMs ? readyAt : 0);
}

/**
 * Carries out what an answer means for a response. What the visitor changed meanwhile stays as it is and is sent later.
 * The fifth refusal in a row makes all five wait again, and the endpoint rest.
 */
export const conclude: Conclude = async (ports, response, answer) => {
  const { store, now, random, warn, endpoint, acknowledge, report, isOver } = ports;
  const { id, revision } = response;
  const settlement = settle(answer, id, acknowledge);
  const { status = 0, retryAfter = null } = answer === 'unreachable' ? {} : answer;
  let wronged: readonly string[] | undefined;
  if (!isOver())
    await changeEndpoint(ports, (state) => {
      wronged = isWrongEndpoint(state, settlement) ? state.refusedInRow : undefined;
      return recordAnswer(state, id, settlement, retryAfter, random());
    });
  const sent = settlement === 'received' ? 'sent' : settlement === 'refused' && !wronged ? 'refused' : 'kept';
  await store.change(id, (kept) => {
    if (sent === 'sent' || !kept || kept.response.revision > revision) return unlessNewer(kept, response);
    if (sent === 'refused') return { ...kept, refused: { reason: 'status', status, at: now() } };
    const tries = (kept.tries || 0) + 1;
    return { ...kept, tries, heldUntil: 0, nextAt: now() + backoffMs(tries, random()) };
  });
  for (const one of wronged ?? []) await store.change(one, (kept) => kept && { ...kept, refused: undefined });
  if (isOver()) return sent;
  const isSuccess = status >= 200 && status < 300;
  const problem = wronged ? 'refusing' : settlement === 'pause' ? 'paused' : isSuccess && 'unacknowledged';
  if (sent === 'kept' && problem) warn(problem, endpoint, status);
  report(sent, response, sent === 'refused' ? 'status' : undefined);
  return sent;
};

const isWaiting = ({ refused }: Kept): boolean => !refused;

// A database that could not be read may have come to itself.
const lookAgainMs = 30e3;

/**
 * When the next stored response may be tried; Infinity when none waits; epoch ms. Where nobody knows what is stored, it
 * is to be looked at again soon.
 */
export async function readNextAt(ports: OutboxPorts): Promise<number> {
  const { pausedUntil, nextAt, sender, sendingUntil } = await changeEndpoint(ports, (state) => state);
  const gateAt = Math.max(pausedUntil, nextAt, sender === ports.sender ? 0 : sendingUntil);
  const waiting = (await ports.store.list()).filter(isWaiting);
  const knownAt = ports.store.isBlind() ? ports.now() + lookAgainMs : Infinity;
  return Math.min(knownAt, ...waiting.map((kept) => Math.max(gateAt, freeAt(kept, ports))));
}

/**
 * One pass over the outbox, one POST at a time, those that failed least first. It ends early when the endpoint rests or
 * fails twice in a row: one bad response must not hold up the others, nor an outage cost a request for each. Only one
 * page at a time is at it. `eager` does not wait for the next instant of a retry, but for everything that the endpoint
 * asked for.
 */
export async function passOutbox(ports: OutboxPorts, eager = false): Promise<Flushed> {
  const { store, now, sender, isOver } = ports;
  let sent = 0;
  let isFirst = true;
  const isFree = (kept: Kept): boolean =>
    isWaiting(kept) && freeAt(eager ? { ...kept, nextAt: 0 } : kept, ports) <= now();
  const listDue = async (): Promise<readonly Kept[]> =>
    (await store.list()).filter(isFree).sort((a, b) => a.tries - b.tries);
  // A page that slept through its turn stops: others may have sent what it knows of.
  const maySend = ({ pausedUntil, nextAt, failures, at, ...turn }: EndpointState): boolean =>
    pausedUntil <= at && (isFirst ? eager || nextAt <= at : failures < 2 && turn.sender === sender);
  const hasTurn = async (): Promise<boolean> => {
    if (isOver()) return false;
    const state = await changeEndpoint(ports, (before) => (maySend(before) ? takeTurn(before, sender) : before));
    return !isOver() && state.sender === sender && maySend(state);
  };
  const tried = new Set<string>();
  if ((await listDue()).length && (await hasTurn())) {
    // What was due before it may have been sent by the page whose turn it was.
    for (const { response } of await listDue()) {
      if (isOver() || (!isFirst && !(await hasTurn()))) break;
      isFirst = false;
      tried.add(response.id);
      if ((await conclude(ports, response, await post(ports, response, false))) === 'sent') sent++;
    }
    if (!isOver()) await changeEndpoint(ports, (state) => endTurn(state, sender));
  }
  const rest = await store.list();
  const kept = rest.filter(isWaiting).length;
  // What was refused on the way may wait again in the end.
  return { sent, kept, refused: rest.filter(({ refused, response }) => refused && tried.has(response.id)).length };
}
