// An open prompt for tests, in a page whose outbox, history and events are to be seen from outside. No product code imports it.
import type { Draft } from '../core/draft.ts';
import type { History } from '../core/history.ts';
import type { EventDetail, PromptOptions, Sent, Store } from '../core/ports.ts';
import type { Response } from '../core/response.ts';
import { sampleAt, sampleConfig, sampleFacts, sampleHistory, sampleId } from '../core/samples.ts';
import { openSession, type Session } from './session.ts';

export interface SampleSession {
  readonly session: Session;
  /** What was stored, in its order. */
  readonly kept: (Response & { readonly isFinal: boolean })[];
  /** What went out. */
  readonly posted: Response[];
  readonly events: (EventDetail & { readonly name: string })[];
  /** What this page and the browser remember. */
  readonly told: { view: History; durable: History };
  /** The drafts that were stored, in their order; undefined where one was erased. */
  readonly drafts: (Draft | undefined)[];
  /** The prompts whose page was left in good order. */
  readonly left: string[];
  /** Whether a response can be stored, and what becomes of it; null where the delivery cannot be had. */
  readonly world: { isStored: boolean; delivery: Sent | null };
  /** What the visitor is told of his answer, in its order. */
  readonly deliveries: string[];
  readonly tellDelivery: (delivery: string) => void;
  readonly stop: () => void;
}

/** A prompt that was claimed at `sampleAt`; with a draft it is gone on with. */
export function openSampleSession(
  isTest = false,
  tag: Readonly<Record<string, string>> = {},
  draft?: Draft,
): SampleSession {
  const kept: SampleSession['kept'] = [];
  const posted: Response[] = [];
  const events: SampleSession['events'] = [];
  const drafts: SampleSession['drafts'] = [];
  const left: string[] = [];
  const deliveries: string[] = [];
  const world: SampleSession['world'] = { isStored: true, delivery: 'sent' };
  const claimed = sampleHistory([{ id: sampleId(1), survey: 'nps', shownAt: sampleAt }]);
  const told: SampleSession['told'] = { view: claimed, durable: claimed };
  const abort = new AbortController();
  const options: Pick<PromptOptions, 'site' | 'signal' | 'change' | 'emit' | 'openOutbox'> = {
    site: sampleConfig(tag).site,
    signal: abort.signal,
    openOutbox: async () => {
      const { delivery } = world;
      if (!delivery) throw new Error('The chunk is not there.');
      return {
        ready() {},
        async send(response, stored) {
          await stored;
          posted.push(response);
          return delivery;
        },
      };
    },
    change(how) {
      told.view = how(told.view, Date.now());
    },
    emit: (name, detail) => events.push({ name, ...detail }) > 0,
  };
  const store: Store = {
    claim: () => Promise.reject(new Error('It is claimed already.')),
    async keep(response, isFinal) {
      kept.push({ ...response, isFinal });
      return world.isStored;
    },
    keepDraft: async (one) => void drafts.push(one),
    leaveDraft: (id) => void left.push(id),
    async remember(how) {
      told.durable = how(told.durable, Date.now());
    },
  };
  const session = openSession(options as PromptOptions, store, sampleFacts({ test: isTest }), abort.signal, draft);
  const tellDelivery = (delivery: string): void => void deliveries.push(delivery);
  return {
    session,
    kept,
    posted,
    events,
    told,
    drafts,
    left,
    world,
    deliveries,
    tellDelivery,
    stop: () => abort.abort(),
  };
}
