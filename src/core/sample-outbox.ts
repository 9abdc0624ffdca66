// An outbox in memory for tests, with an endpoint that answers as told. No product code imports it.
import type { Answer } from './delivery.ts';
import { keepResponse } from './keep.ts';
import { sendNow, type OutboxPorts } from './outbox.ts';
import { conclude } from './retry.ts';
import type { EndpointState, Kept, Sent } from './ports.ts';
import type { Problem } from './problem.ts';
import type { Response } from './response.ts';
import { sampleAt, sampleEndpoint, sampleResponse } from './samples.ts';

/** An answer with `status`, and `Retry-After` where it is given. */
export const answerWith = (status: number, retryAfter: string | null = null): Exclude<Answer, 'unreachable'> => ({
  status,
  contentType: 'application/json',
  body: '',
  retryAfter,
});

/** What the endpoint says to a response; the default is 202. */
type Script = (response: Response) => Answer | Promise<Answer>;

/** A page with an outbox: everything that happened is to be seen from outside. */
export interface SampleOutbox {
  readonly ports: OutboxPorts;
  readonly kept: Map<string, Kept>;
  /** What the endpoint received, in its order. */
  readonly posts: Response[];
  readonly problems: Problem[];
  readonly reports: string[];
  now: number;
  endpointState: EndpointState | undefined;
  answer: Script;
}

export function openSampleOutbox(answer: Script = () => answerWith(202), endpoint = sampleEndpoint): SampleOutbox {
  const kept = new Map<string, Kept>();
  const posts: Response[] = [];
  const problems: Problem[] = [];
  const reports: string[] = [];
  const outbox: SampleOutbox = {
    kept,
    posts,
    problems,
    reports,
    now: sampleAt,
    endpointState: undefined,
    answer,
    ports: {
      store: {
        list: async () => [...kept.values()].toSorted((a, b) => (a.response.id < b.response.id ? -1 : 1)),
        isBlind: () => false,
        async change(id, change) {
          const next = change(kept.get(id));
          if (next) kept.set(id, next);
          else kept.delete(id);
        },
        changeEndpoint: async (change) => (outbox.endpointState = change(outbox.endpointState)),
      },
      sender: 1,
      async send(response) {
        posts.push(response);
        return outbox.answer(response);
      },
      endpoint,
      now: () => outbox.now,
      random: () => 0.5,
      report: (sent, { id, revision }) => reports.push(`${sent} ${id.at(-1)}.${revision}`),
      warn: (...problem) => problems.push(problem),
      isOver: () => false,
    },
  };
  return outbox;
}

/** Puts responses into the outbox that wait and are free to be sent. */
export function fill({ kept }: SampleOutbox, ids: readonly string[], more: Partial<Kept> = {}): void {
  for (const id of ids) kept.set(id, { response: sampleResponse({ id }), heldUntil: 0, tries: 0, nextAt: 0, ...more });
}

/** Stores what the visitor has chosen so far, as an open prompt does. */
export const keep = ({ ports, now }: SampleOutbox, response: Response, isFinal = false): Promise<boolean> =>
  ports.store.change(response.id, (kept) => keepResponse(kept, response, isFinal, now)).then(() => true);

/** Stores and posts a response that is final. */
export const finish = (outbox: SampleOutbox, response: Response, mayPost = true): Promise<Sent> =>
  sendNow(outbox.ports, response, keep(outbox, response, true), mayPost, Promise.resolve(conclude));
