import { openHistoryView } from '../browser/history-view.ts';
import { isCalm, onCalmer } from '../browser/moment.ts';
import { measureVisibleTime } from '../browser/visible-time.ts';
import type { Config } from '../core/config.ts';
import { dayMs } from '../core/duration.ts';
import { recordPage, recordVisible, type History } from '../core/history.ts';
import type { Due, Outbox, PromptChunk, PromptOptions, Verdicts, World } from '../core/ports.ts';
import { decide, type Verdict } from '../core/rules.ts';
import type { Survey } from '../core/settings.ts';
import type { Trigger } from '../core/values.ts';

/** A running widget: waits for triggers, asks the rules, and lets what is due be shown. */
export interface Watch {
  readonly fire: (trigger: Trigger, traits?: unknown) => void;
  /** The verdict on each survey as of now. */
  readonly verdicts: () => Verdicts;
}

export function watch(
  { site, surveys }: Config,
  world: World,
  loadPrompt: () => Promise<PromptChunk>,
  openOutbox: () => Promise<Outbox>,
): Watch {
  const { warn, signal } = world;
  const view = openHistoryView(site.site);
  const due = new Map<Survey, Due>();
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change: PromptOptions['change'] = (how) => {
    // A test leaves no trace, and neither does what is switched off.
    if (site.mode === 'live') view.write(how(view.read(), Date.now()));
  };
  const unsavedMs = measureVisibleTime((ms) => change((history) => recordVisible(history, ms)), signal);
  const ask = (survey: Survey, history: History): Verdict =>
    decide({ now: Date.now(), site, survey, history: recordVisible(history, unsavedMs()) });

  const prompt = async (one: Due): Promise<void> => {
    busy = true;
    const { survey } = one;
    try {
      // Everything that can fail comes before the claim, so that a failure spends nothing.
      const [{ show }, outbox] = await Promise.all([loadPrompt(), openOutbox()]);
      if (await show({ ...world, due: one, site, outbox, view, ask, change, isCalm })) due.delete(survey);
    } catch (error) {
      due.delete(survey);
      warn('failed', error, survey.survey);
    }
    busy = false;
    evaluate();
  };

  const evaluate = (): void => {
    clearTimeout(timer);
    if (busy || !due.size || signal.aborted || !isCalm()) return;
    const now = Date.now();
    let next = now + dayMs;
    for (const one of due.values()) {
      const { passes, passesAt } = ask(one.survey, view.read());
      if (passes || site.mode === 'test') return void prompt(one);
      next = Math.min(next, passesAt);
    }
    timer = setTimeout(evaluate, next - now);
  };

  const fire: Watch['fire'] = (trigger, traits) => {
    for (const survey of surveys)
      if ((site.mode === 'test' || survey.trigger.includes(trigger)) && !due.has(survey))
        due.set(survey, { survey, trigger, traits });
    evaluate();
  };

  signal.addEventListener('abort', () => clearTimeout(timer));
  onCalmer(evaluate, signal);
  change(recordPage);
  fire('load');

  return {
    fire,
    verdicts: () =>
      surveys.map((survey) => ({
        survey: survey.survey,
        due: due.has(survey),
        verdict: ask(survey, view.read()),
      })),
  };
}
