import { recordOutcome, recordSeen } from '../core/history.ts';
import type { EventName, PromptOptions } from '../core/ports.ts';
import { makeResponse, type Outcome, type Progress, type PromptFacts, type Response } from '../core/response.ts';

/** What the visitor does, told to the world. */
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
export function openSession({ site, outbox, change, emit, signal }: PromptOptions, facts: PromptFacts): Session {
  const { id, survey, kind, trigger } = facts;
  let progress: Progress = { revision: 0, outcome: 'shown' };
  let unsent: Response | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (name: EventName): void => {
    const { outcome, score, segment } = makeResponse(facts, progress);
    emit(name, { id, site: site.site, survey, kind, trigger, outcome, score, segment });
  };
  const remember = (how: Parameters<PromptOptions['change']>[0]): void => {
    change(how);
    if (!facts.test) void outbox.remember(how);
  };
  const advance = (outcome: Outcome, more?: Partial<Progress>): void => {
    progress = { ...progress, ...more, outcome, revision: progress.revision + 1 };
    remember((history, at) => recordOutcome(history, id, outcome, at));
    if (progress.score !== undefined) unsent = makeResponse(facts, progress);
  };
  const post = (): void => {
    clearTimeout(timer);
    if (unsent) void outbox.send(unsent);
    unsent = undefined;
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (unsent) timer = setTimeout(post, idleMs);
  };

  signal.addEventListener('abort', () => clearTimeout(timer));
  tell('shown');
  return {
    seen: () => remember((history, at) => recordSeen(history, id, at)),
    choose(score) {
      advance('scored', { score, scoredAt: Date.now() });
      if (unsent) void outbox.keep(unsent);
      wait();
      tell('scored');
    },
    busy: wait,
    finish(comment) {
      advance('answered', { comment, closedAt: Date.now() });
      post();
    },
    close() {
      const { score, outcome } = progress;
      if (outcome !== 'answered') advance(score === undefined ? 'dismissed' : 'scored', { closedAt: Date.now() });
      post();
      tell('closed');
    },
    leave: post,
  };
}
