import type { Draft } from '../core/draft.ts';
import { recordOutcome, recordSeen } from '../core/history.ts';
import type { Journey } from '../core/journey.ts';
import type { EventName, HistoryChange, PromptOptions, Sent, Store } from '../core/ports.ts';
import {
  detailOf,
  makeResponse,
  type Outcome,
  type Progress,
  type PromptFacts,
  type Response,
  type Said,
} from '../core/response.ts';

/** How a prompt is closed without an answer. */
export type Refusal = Extract<Outcome, 'dismissed' | 'later' | 'never'>;

/** What the visitor does, told to the world. */
export interface Session {
  readonly seen: () => void;
  /** What was said besides goes out again if it had been sent: another score may leave out some of it. */
  readonly choose: (score: number, said?: Said) => void;
  /** Something is typed or picked: an unfinished response is not posted under the visitor's hands. */
  readonly give: (journey: Journey) => void;
  /** Sent, with further steps to come. */
  readonly advance: (said: Said, journey: Journey) => void;
  /** Tells how the answer fares: on disk, and then where it got. */
  readonly finish: (said: Said, onDelivery: (delivery: 'saved' | Sent) => void) => void;
  /** Closed by the visitor; a score that was chosen counts. */
  readonly close: (refusal: Refusal) => void;
  /** The tab is hidden, the page left, or the prompt taken away: what is known goes out now, and nothing is written. */
  readonly leave: () => void;
}

// After so long without a further step the score goes out as it is.
const idleMs = 60e3;

/** Turns the visitor's steps into responses, stored at once and posted when final, and into what the browser remembers. */
export function openSession(
  options: PromptOptions,
  store: Store,
  facts: PromptFacts,
  signal: AbortSignal,
  draft?: Draft,
): Session {
  const { site, openOutbox, change, emit } = options;
  const { id } = facts;
  let progress: Progress = draft?.progress ?? { revision: 0, outcome: 'shown' };
  let journey = draft?.journey;
  let unsent: { readonly response: Response; readonly stored: Promise<boolean> } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (name: EventName): void => void emit(name, detailOf(makeResponse(facts, progress)));
  const remember = (how: HistoryChange): void => {
    change(how);
    if (!facts.test) void store.remember(how);
  };
  const advance = (outcome: Outcome, more: Partial<Progress>, keep: Store['keep'], isFinal = false): void => {
    progress = { ...progress, ...more, outcome };
    if (progress.score === undefined && site.report === 'responses') return;
    progress = { ...progress, revision: progress.revision + 1 };
    const response = makeResponse(facts, progress);
    unsent = { response, stored: keep(response, isFinal) };
  };
  const end = (outcome: Outcome, more: Partial<Progress>, isFinal = false): void => {
    advance(outcome, more, store.keep, isFinal);
    remember((history, at) => recordOutcome(history, id, outcome, at));
  };
  const post = async (onDelivery?: (delivery: 'saved' | Sent) => void): Promise<void> => {
    clearTimeout(timer);
    if (!unsent) return;
    const { response, stored } = unsent;
    unsent = undefined;
    // What cannot be delivered now is on disk, and on its way from the next page on.
    const sent = openOutbox().then(
      ({ send }) => send(response, stored),
      () => 'kept' as const,
    );
    const isStored = await stored;
    if (isStored) onDelivery?.('saved');
    const delivery = await sent;
    if (isStored || delivery !== 'kept') onDelivery?.(delivery);
  };
  const leave = (): void => {
    if (progress.score !== undefined && !progress.closedAt && !facts.test) store.leaveDraft(id);
    void post();
  };
  /** The visitor is at it. What is done shows first, and the draft is written then. */
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Whoever signed in or out meanwhile is not to go on with it.
      if (!facts.test && options.site.user === facts.user) {
        const at = Date.now();
        void store.keepDraft({ prompt: facts, progress, journey, at, heldAt: at, holder: draft?.holder ?? id });
      }
      timer = setTimeout(leave, idleMs);
    });
  };

  signal.addEventListener('abort', () => clearTimeout(timer));
  // Stored as it was, so that there is a connection when the visitor goes on.
  if (draft) {
    void store.keepDraft(draft);
    timer = setTimeout(leave, idleMs);
  } else tell('shown');
  // It has to be there when the page is left, and not before the prompt is painted.
  setTimeout(() =>
    openOutbox().then(
      ({ ready }) => ready(),
      () => {},
    ),
  );
  return {
    seen() {
      remember((history, at) => recordSeen(history, id, at));
      if (!progress.revision) advance('shown', {}, store.keep);
    },
    choose(score, said) {
      const isAnswered = progress.outcome === 'answered';
      end(isAnswered ? 'answered' : 'scored', { ...(isAnswered && said), score, scoredAt: Date.now() });
      wait();
      tell('scored');
    },
    give(now) {
      journey = now;
      wait();
    },
    advance(said, next) {
      journey = next;
      advance('answered', said, store.keep);
      wait();
    },
    finish(said, onDelivery) {
      end('answered', { ...said, closedAt: Date.now() }, true);
      void store.keepDraft(undefined);
      void post(onDelivery);
    },
    close(refusal) {
      const { score, outcome, closedAt } = progress;
      if (!closedAt)
        end(
          score === undefined ? refusal : outcome === 'answered' ? outcome : 'scored',
          { closedAt: Date.now() },
          true,
        );
      void store.keepDraft(undefined);
      void post();
      tell('closed');
    },
    leave() {
      // Seen and left alone, as far as is known; whoever comes back may still answer. What is written while a page is left
      // would be lost, or keep the page out of the cache of the back button.
      if (progress.outcome === 'shown' && progress.revision) advance('ignored', {}, async () => true);
      leave();
    },
  };
}
