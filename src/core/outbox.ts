import { settle, type Acknowledge, type Answer } from './delivery.ts';
import { keepResponse } from './keep.ts';
import type { Kept, OutboxStore, Refusal, Send, Sent } from './ports.ts';
import type { Warn } from './problem.ts';
import type { Response } from './response.ts';

/** The world around the outbox, handed in. */
export interface OutboxPorts {
  readonly store: OutboxStore;
  readonly send: Send;
  readonly endpoint: string;
  readonly acknowledge?: Acknowledge | undefined;
  /** Tells this page from the others. */
  readonly sender: number;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Called for each response whose way ended or was put off. */
  readonly report: (sent: Sent, response: Response, reason?: Refusal) => void;
  readonly warn: Warn;
  /** Taken down, or everything is being erased: nothing more is posted, and nothing new is stored. */
  readonly isOver: () => boolean;
}

/** Carries out what an answer means for a response; see `core/retry.ts`. */
export type Conclude = (ports: OutboxPorts, response: Response, answer: Answer) => Promise<Sent>;

/**
 * Where nothing tells a second POST from a second answer, a response goes out once: when the visitor is done with it.
 */
export const isReady = ({ acknowledge }: Pick<OutboxPorts, 'acknowledge'>, { closedAt }: Response): boolean =>
  acknowledge !== 'none' || !!closedAt;

/** One POST. */
export const post = ({ send, now }: OutboxPorts, response: Response, keepalive: boolean): Promise<Answer> =>
  send({ ...response, sentAt: new Date(now()).toISOString() }, keepalive);

/** What is stored once `response` is received: nothing, unless the visitor has changed it meanwhile. */
export const unlessNewer = (kept: Kept | undefined, { revision }: Response): Kept | undefined =>
  kept && kept.response.revision > revision ? kept : undefined;

/**
 * Posts a response that is being stored, in the task of the call, since a page that is being left gets no second one;
 * the answer is acted on when the response is on disk. What could not be `stored` (false) is kept as long as the page.
 * Without `conclude`, a part that may not be there yet, only what was received is dealt with: the rest is on disk.
 */
export async function sendNow(
  ports: OutboxPorts,
  response: Response,
  stored: Promise<boolean>,
  mayPost: boolean,
  conclude: Promise<Conclude>,
): Promise<Sent> {
  const { store, now, acknowledge, report, isOver } = ports;
  const { id } = response;
  const isDone = isReady(ports, response);
  const posted = mayPost && isDone && post(ports, response, true);
  if (!(await stored) && !isOver()) await store.change(id, (kept) => keepResponse(kept, response, true, now()));
  const answer = await posted;
  if (answer)
    try {
      return await (
        await conclude
      )(ports, response, answer);
    } catch {
      if (settle(answer, id, acknowledge) === 'received') {
        await store.change(id, (kept) => unlessNewer(kept, response));
        report('sent', response);
        return 'sent';
      }
    }
  await store.change(id, (kept) => kept && { ...kept, heldUntil: 0 });
  if (isDone) report('kept', response);
  return 'kept';
}
