import { openHistoryView } from '../browser/history-view.ts';
import { isCalm, onCalmer } from '../browser/moment.ts';
import { measureVisibleTime } from '../browser/visible-time.ts';
import type { Config } from '../core/config.ts';
import { recordPage, recordVisible, type History } from '../core/history.ts';
import type { Explainable } from '../core/explain.ts';
import type { Emit, Outbox, PromptChunk } from '../core/ports.ts';
import type { Warn } from '../core/problem.ts';
import { decide, type Verdict } from '../core/rules.ts';
import type { Survey } from '../core/settings.ts';
import type { Trigger } from '../core/values.ts';

/** What a running widget needs from the entry that started it. */
export interface WatchOptions extends Config {
  readonly client: string;
  readonly loadPrompt: () => Promise<PromptChunk>;
  readonly openOutbox: () => Promise<Outbox>;
  readonly emit: Emit;
  readonly warn: Warn;
  readonly signal: AbortSignal;
}

/** A running widget: waits for triggers, asks the rules, claims and shows. */
export interface Watch {
  readonly fire: (trigger: Trigger, traits?: unknown) => void;
  /** Whether this browser remembers a prompt. */
  readonly isPrompted: () => boolean;
  /** The verdict on each survey as of now. */
  readonly explain: () => Explainable['surveys'];
}

interface Due {
  readonly survey: Survey;
  readonly trigger: Trigger;
  readonly traits: unknown;
  /** The page was told and did not veto. */
  announced?: boolean;
}

const dayMs = 864e5;

export function watch({ site, surveys, client, loadPrompt, openOutbox, emit, warn, signal }: WatchOptions): Watch {
  const isTest = site.mode === 'test';
  const view = openHistoryView(site.site);
  const due = new Map<Survey, Due>();
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): History => view.read(Date.now());
  const change = (how: (history: History, now: number) => History): void => {
    // A test leaves no trace.
    if (!isTest) view.write(how(read(), Date.now()));
  };
  const unsavedMs = measureVisibleTime((ms) => change((history) => recordVisible(history, ms)), signal);
  const ask = (survey: Survey, history = read()): Verdict =>
    decide({ now: Date.now(), site, survey, history: recordVisible(history, unsavedMs()) });

  const prompt = async (one: Due): Promise<void> => {
    const { survey, trigger, traits } = one;
    // Everything that can fail comes before the claim, so that a failure spends nothing.
    const [{ showPrompt }, outbox] = await Promise.all([loadPrompt(), openOutbox()]);
    const { survey: name, kind } = survey;
    if (!(one.announced ||= emit('due', { site: site.site, survey: name, kind, trigger }))) {
      due.delete(survey);
      return;
    }
    if (signal.aborted || !isCalm()) return;
    const shownAt = Date.now();
    const { id, history } = await outbox.claim(read(), name, (merged) => ask(survey, merged).passes, isTest);
    if (!isTest) view.write(history);
    if (!id || signal.aborted) return;
    due.delete(survey);
    await new Promise(requestAnimationFrame);
    await showPrompt({
      site,
      survey,
      id,
      trigger,
      traits,
      shownAt,
      client,
      outbox,
      warn,
      remember(how) {
        change(how);
        if (!isTest) void outbox.remember(how);
      },
      emit,
      signal,
    });
  };

  const evaluate = (): void => {
    clearTimeout(timer);
    if (busy || document.hidden || signal.aborted) return;
    let next = Infinity;
    // NPS asks about the whole relationship, so it goes before what asks about a moment.
    for (const one of [...due.values()].sort(
      (a, b) => Number(b.survey.kind === 'nps') - Number(a.survey.kind === 'nps'),
    )) {
      const { passes, passesAt } = ask(one.survey);
      if (isTest || passes) {
        if (!isCalm()) return;
        busy = true;
        prompt(one)
          .catch((error: unknown) => {
            due.delete(one.survey);
            warn('failed', `Showing ${one.survey.survey}`, String(error));
          })
          .finally(() => {
            busy = false;
            evaluate();
          });
        return;
      }
      next = Math.min(next, passesAt);
    }
    const wait = next - Date.now();
    // Within a day at most: a longer timer outlives its page, and beyond 24 days it would fire at once.
    if (wait < dayMs) timer = setTimeout(evaluate, wait);
  };

  const fire: Watch['fire'] = (trigger, traits) => {
    for (const survey of surveys)
      if (survey.trigger.includes(trigger) && !due.has(survey)) due.set(survey, { survey, trigger, traits });
    evaluate();
  };
  const begin = (): void => {
    change(recordPage);
    fire('load');
  };

  signal.addEventListener('abort', () => clearTimeout(timer));
  onCalmer(evaluate, signal);
  addEventListener('pageshow', ({ persisted }) => persisted && begin(), { signal });
  begin();

  return {
    fire,
    isPrompted: () => !!read().prompts.length,
    explain: () => surveys.map((survey) => ({ survey: survey.survey, due: due.has(survey), verdict: ask(survey) })),
  };
}
