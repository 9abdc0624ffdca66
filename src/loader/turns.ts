import { dayMs } from '../core/duration.ts';
import { recordServed, standardExpiryMs, type Fired, type History } from '../core/history.ts';
import type { Due, HistoryChange, PromptOptions } from '../core/ports.ts';
import type { Verdict } from '../core/rules.ts';
import type { Survey } from '../core/settings.ts';

/** What the turns are taken with. */
export interface TurnsOptions {
  /** In the order in which they win over others. */
  readonly surveys: readonly Survey[];
  /** Every survey is due on every page. */
  readonly isTest: boolean;
  readonly readHistory: () => History;
  readonly change: (how: HistoryChange) => void;
  /** Asks the rules. */
  readonly ask: (survey: Survey, history: History) => Verdict;
  /** Lets what is due be shown; resolves when that is over. */
  readonly show: () => Promise<void>;
  readonly onFailure: (error: unknown, survey?: string) => void;
  readonly signal: AbortSignal;
}

/** Which survey's turn it is to prompt: one at a time, and on each page at most once. */
export interface Turns extends Pick<PromptOptions, 'next' | 'drop' | 'onOpen'> {
  /** What made a survey due, if anything did that is still to be served. */
  readonly firedFor: (survey: Survey, history: History) => Fired | undefined;
  /** Shows the survey whose turn it is; else waits until one's turn may come. */
  readonly evaluate: () => void;
  /** A page view began. */
  readonly turnPage: () => void;
  /** Something fired: the survey may have a turn on this page again. */
  readonly renew: (survey: Survey) => void;
  /** The visitor asked for a survey. */
  readonly open: (due: Due) => void;
}

export function takeTurns({ surveys, isTest, readHistory, change, ask, show, onFailure, signal }: TurnsOptions): Turns {
  const done = new Set<Survey>();
  let load: Pick<Fired, 'trigger' | 'firedAt' | 'draw'>;
  let isBusy = false;
  let opened: Due | undefined;
  let nextAt: number;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onOpen: (() => true | void) | undefined;

  const firedFor: Turns['firedFor'] = (survey, { fired }) => {
    const { survey: name, trigger, triggerExpires = standardExpiryMs } = survey;
    if (done.has(survey)) return undefined;
    const waiting = fired.find((one) => one.survey === name && Date.now() - one.firedAt < triggerExpires);
    return waiting ?? (isTest || trigger.includes('load') ? { ...load, survey: name } : undefined);
  };
  /** The survey whose turn it is; else `nextAt` says when to ask again. */
  const pick = (): Due | undefined => {
    const history = readHistory();
    nextAt = Infinity;
    for (const survey of surveys) {
      const fired = firedFor(survey, history);
      if (!fired) continue;
      const { passes, passesAt } = ask(survey, history);
      if (passes) return { ...fired, survey };
      nextAt = Math.min(nextAt, passesAt);
    }
    return undefined;
  };
  const run = async ({ survey: { survey } }: Due): Promise<void> => {
    isBusy = true;
    onOpen = undefined;
    try {
      await show();
    } catch (error) {
      // Nothing is spent, and nothing is tried again before the next page.
      opened = undefined;
      for (const one of surveys) done.add(one);
      onFailure(error, survey);
    }
    isBusy = false;
    evaluate();
  };
  const evaluate = (): void => {
    clearTimeout(timer);
    if (isBusy || document.hidden || signal.aborted) return;
    const due = opened ?? pick();
    if (due) void run(due);
    // No timer reaches further than 24 days.
    else if (nextAt < Infinity) timer = setTimeout(evaluate, Math.min(nextAt - Date.now(), dayMs));
  };
  // Clears the timer, and does nothing else any more.
  signal.addEventListener('abort', evaluate);

  return {
    firedFor,
    evaluate,
    turnPage() {
      load = { trigger: 'load', firedAt: Date.now(), draw: Math.random() * 100 };
      done.clear();
      evaluate();
    },
    renew: (survey) => done.delete(survey),
    next() {
      const due = opened ?? pick();
      opened = undefined;
      return due;
    },
    drop({ survey }, claimed) {
      done.add(survey);
      change((history) => recordServed(claimed ?? history, survey.survey));
    },
    open(due) {
      opened = due;
      if (!isBusy) void run(due);
      // A prompt that stands already is enough.
      else if (onOpen?.()) opened = undefined;
    },
    onOpen: (callback) => (onOpen = callback),
  };
}
