import { dayMs } from '../core/duration.ts';
import { recordServed, standardExpiryMs, type Fired, type History } from '../core/history.ts';
import type { Due, PromptChunk, PromptOptions } from '../core/ports.ts';
import type { Verdict } from '../core/rules.ts';
import type { Survey } from '../core/settings.ts';
import type { Trigger } from '../core/values.ts';

/** What the turns are taken with; the prompt gets it, too. */
export interface TurnsContext extends Omit<PromptOptions, keyof Turns | 'ask' | 'load'> {
  /** In the order in which they win over others. */
  readonly surveys: readonly Survey[];
  /** Asks the rules: of what the visitor opens others than of what prompts by itself, or is only looked at. */
  readonly ask: (due: Pick<Due, 'survey'> & Partial<Due>, history: History) => Verdict;
  readonly load: PromptOptions['load'] & ((name: 'prompt') => Promise<PromptChunk>);
}

/** Which survey's turn it is to prompt: one at a time, and on each page at most once. */
export interface Turns extends Pick<PromptOptions, 'next' | 'drop' | 'onOpen'> {
  /** What made a survey due, if anything did that is still to be served. In a test every survey is due on every page. */
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

/** What is known of a trigger as it fires, with the draw of a survey that is sampled by event. */
export const makeFired = (trigger: Trigger, firedAt: number): Omit<Fired, 'survey'> => ({
  trigger,
  firedAt,
  draw: Math.random() * 100,
});

/** Adds the turns to what they are taken with. */
export function takeTurns<C extends TurnsContext>(context: C): C & Turns {
  const { surveys, site, view, change, ask, load, warn, signal } = context;
  const done = new Set<Survey>();
  let onLoad: ReturnType<typeof makeFired>;
  let isBusy = false;
  let opened: Due | undefined;
  let nextAt: number;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onOpen: (() => true | void) | undefined;

  const firedFor: Turns['firedFor'] = (survey, { fired }) => {
    const { survey: name, trigger, triggerExpires = standardExpiryMs } = survey;
    if (done.has(survey)) return undefined;
    const waiting = fired.find((one) => one.survey === name && Date.now() - one.firedAt < triggerExpires);
    return waiting ?? (site.mode === 'test' || trigger.includes('load') ? { ...onLoad, survey: name } : undefined);
  };
  /** The survey whose turn it is; else `nextAt` says when to ask again. */
  const pick = (): Due | undefined => {
    const history = view.read();
    nextAt = Infinity;
    for (const survey of surveys) {
      const fired = firedFor(survey, history);
      if (!fired) continue;
      const due = { ...fired, survey };
      const { passes, passesAt } = ask(due, history);
      if (passes) return due;
      nextAt = Math.min(nextAt, passesAt);
    }
    return undefined;
  };
  const run = async ({ survey: { survey } }: Due): Promise<void> => {
    isBusy = true;
    onOpen = undefined;
    try {
      // Everything that can fail comes before the claim, so that a failure spends nothing.
      await (await load('prompt')).show(all);
    } catch (error) {
      // Nothing is tried again before the next page.
      opened = undefined;
      for (const one of surveys) done.add(one);
      warn('failed', error, survey);
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

  const all: C & Turns = {
    ...context,
    firedFor,
    evaluate,
    turnPage() {
      onLoad = makeFired('load', Date.now());
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
  return all;
}
