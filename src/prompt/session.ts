import { standardScale } from '../core/kinds.ts';
import { recordOutcome, recordSeen } from '../core/history.ts';
import { makeResponse, type Outcome, type Progress, type PromptFacts, type Response } from '../core/response.ts';
import { parseTraits } from '../core/traits.ts';
import type { EventName, PromptOptions } from '../core/ports.ts';
import { readPage } from './page.ts';

/** What a prompt tells the world: each method is one thing that the visitor did. */
export interface Session {
  readonly seen: () => void;
  readonly choose: (score: number) => void;
  /** Typing: an unfinished response is not posted under the visitor's hands. */
  readonly busy: () => void;
  readonly finish: (comment: string) => void;
  readonly close: () => void;
  /** The tab is hidden or the page left: what is known goes out now. */
  readonly leave: () => void;
}

// After so long without a further step the score goes out as it is.
const idleMs = 60e3;

/** Turns the visitor's steps into responses, stored at once and posted when final, and into what the browser remembers. */
export function openSession(options: PromptOptions, facts: PromptFacts): Session {
  const { site, survey, id, trigger, outbox, remember, emit, signal } = options;
  let progress: Progress = { revision: 0, outcome: 'shown' };
  let unsent: Response | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = Date.now;

  const tell = (name: EventName, { score, segment }: Partial<Response> = {}): void => {
    const { outcome } = progress;
    emit(name, { id, site: site.site, survey: survey.survey, kind: survey.kind, trigger, outcome, score, segment });
  };
  const post = (): void => {
    clearTimeout(timer);
    if (unsent) void outbox.send(unsent);
    unsent = undefined;
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (unsent && !signal.aborted) timer = setTimeout(post, idleMs);
  };
  const advance = (outcome: Outcome, more: Partial<Progress>): Response => {
    progress = { ...progress, ...more, outcome, revision: progress.revision + 1 };
    remember((history, at) => recordOutcome(history, id, outcome, at));
    unsent = makeResponse(facts, progress);
    return unsent;
  };

  signal.addEventListener('abort', () => clearTimeout(timer));
  tell('shown');
  return {
    seen: () => remember((history, at) => recordSeen(history, id, at)),
    choose(score) {
      if (score === progress.score) return;
      const response = advance('scored', { score, scoredAt: now() });
      void outbox.keep(response);
      wait();
      tell('scored', response);
    },
    busy: wait,
    finish(comment) {
      advance('answered', { comment, closedAt: now() });
      post();
    },
    close() {
      if (progress.score === undefined) {
        progress = { ...progress, outcome: 'dismissed' };
        remember((history, at) => recordOutcome(history, id, 'dismissed', at));
      } else if (progress.outcome === 'scored') {
        advance('scored', { closedAt: now() });
        post();
      }
      tell('closed', progress.score === undefined ? {} : makeResponse(facts, progress));
    },
    leave: post,
  };
}

/** The facts of a prompt that do not change while it is open. */
export function factsOf(
  { site, survey, id, trigger, traits, shownAt, client, warn }: PromptOptions,
  more: Pick<PromptFacts, 'question' | 'wording' | 'layout'>,
): PromptFacts {
  return {
    id,
    site: site.site,
    survey: survey.survey,
    kind: survey.kind,
    trigger,
    ...standardScale(survey.kind),
    shownAt,
    locale: 'en',
    ...more,
    ...readPage(),
    traits: parseTraits(traits, () => warn('traits')),
    client,
    test: site.mode === 'test',
  };
}
