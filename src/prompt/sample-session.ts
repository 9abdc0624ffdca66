// An open prompt for tests, in a page whose outbox, history and events are to be seen from outside. No product code imports it.
import type { History } from '../core/history.ts';
import type { EventDetail, PromptOptions, Store } from '../core/ports.ts';
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
  readonly stop: () => void;
}

/** A prompt that was claimed at `sampleAt`. */
export function openSampleSession(isTest = false, tag: Readonly<Record<string, string>> = {}): SampleSession {
  const kept: SampleSession['kept'] = [];
  const posted: Response[] = [];
  const events: SampleSession['events'] = [];
  const claimed = sampleHistory([{ id: sampleId(1), survey: 'nps', shownAt: sampleAt }]);
  const told: SampleSession['told'] = { view: claimed, durable: claimed };
  const abort = new AbortController();
  const options: Pick<PromptOptions, 'site' | 'signal' | 'change' | 'emit' | 'openOutbox'> = {
    site: sampleConfig(tag).site,
    signal: abort.signal,
    openOutbox: async () => ({
      async send(response, stored) {
        await stored;
        posted.push(response);
        return 'sent';
      },
    }),
    change(how) {
      told.view = how(told.view, Date.now());
    },
    emit: (name, detail) => events.push({ name, ...detail }) > 0,
  };
  const store: Store = {
    claim: () => Promise.reject(new Error('It is claimed already.')),
    keep: async (response, isFinal) => void kept.push({ ...response, isFinal }),
    async remember(how) {
      told.durable = how(told.durable, Date.now());
    },
  };
  const session = openSession(options as PromptOptions, store, sampleFacts({ test: isTest }));
  return { session, kept, posted, events, told, stop: () => abort.abort() };
}
