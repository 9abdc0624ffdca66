import { openHistoryView } from '../browser/history-view.ts';
import { isCalm, onCalmer } from '../browser/moment.ts';
import { measureVisibleTime } from '../browser/visible-time.ts';
import type { Config } from '../core/config.ts';
import { mergeHistory, parseHistory, recordPage, recordShown, recordVisible, type History } from '../core/history.ts';
import { makeId } from '../core/id.ts';
import type { Emit, Outbox, OutboxChunk, PromptChunk } from '../core/ports.ts';
import type { Traits } from '../core/response.ts';
import { decide, type Verdict } from '../core/rules.ts';
import type { Survey } from '../core/settings.ts';
import type { Trigger } from '../core/values.ts';

/** What a running widget needs from the entry that started it. */
export interface WatchOptions {
  readonly config: Config;
  readonly client: string;
  readonly loadPrompt: () => Promise<PromptChunk>;
  readonly loadOutbox: () => Promise<OutboxChunk>;
  readonly openOutbox: () => Promise<Outbox>;
  readonly emit: Emit;
  readonly warn: (problem: string) => void;
  readonly signal: AbortSignal;
}

/** A running widget: waits for triggers, asks the rules, claims and shows. */
export interface Watch {
  readonly track: (name: string, traits?: Traits) => void;
  /** Whether this browser remembers a prompt. */
  readonly prompted: () => boolean;
  /** The verdict on each survey as of now. */
  readonly verdicts: () => readonly { readonly survey: string; readonly due: boolean; readonly verdict: Verdict }[];
}

interface Due {
  readonly survey: Survey;
  readonly trigger: Trigger;
  readonly traits: Traits | undefined;
  announced?: boolean;
}

export function watch(options: WatchOptions): Watch {
  const { config, client, openOutbox, emit, warn, signal } = options;
  const { site, surveys } = config;
  const isTest = site.mode === 'test';
  const view = openHistoryView(site.site);
  const due = new Map<string, Due>();
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (how: (history: History, now: number) => History): void => {
    const now = Date.now();
    if (!isTest) view.write(how(view.read(now), now));
  };
  const time = measureVisibleTime((ms) => change((history) => recordVisible(history, ms)), signal);
  const ask = (survey: Survey, history: History, now: number): Verdict =>
    decide({
      now,
      site,
      survey,
      history: recordVisible(history, time.unsavedMs()),
      visible: document.visibilityState === 'visible',
    });

  /** Asks the rules again on the durable history and enters the prompt there, in one transaction. */
  const claim = async (outbox: Outbox, survey: Survey, id: string): Promise<boolean> => {
    if (isTest) return true;
    const now = Date.now();
    let merged = view.read(now);
    const won = await outbox.changeHistory((stored) => {
      merged = mergeHistory(merged, parseHistory(stored, now));
      if (!ask(survey, merged, now).passes) return undefined;
      merged = recordShown(merged, id, survey.survey, now);
      return merged;
    });
    view.write(merged);
    return won !== undefined;
  };

  const prompt = async (one: Due): Promise<void> => {
    const { survey, trigger, traits } = one;
    // Everything that can fail comes before the claim, so that a failure spends nothing.
    const [chunk, { readPage }, outbox] = await Promise.all([options.loadPrompt(), options.loadOutbox(), openOutbox()]);
    if (signal.aborted || due.get(survey.survey) !== one) return;
    const detail = { site: site.site, survey: survey.survey, kind: survey.kind, trigger };
    if (!one.announced && !emit('due', detail)) {
      due.delete(survey.survey);
      return;
    }
    one.announced = true;
    if (!isCalm()) return;
    const shownAt = Date.now();
    const id = makeId(shownAt, crypto.getRandomValues(new Uint8Array(10)));
    if (!(await claim(outbox, survey, id)) || signal.aborted) return;
    due.delete(survey.survey);
    await new Promise(requestAnimationFrame);
    await chunk.showPrompt({
      site,
      survey,
      id,
      trigger,
      traits,
      shownAt,
      client,
      page: readPage(),
      outbox,
      remember(how) {
        change(how);
        const now = Date.now();
        if (!isTest) outbox.changeHistory((stored) => how(parseHistory(stored, now), now)).catch(() => {});
      },
      emit,
      signal,
    });
  };

  const evaluate = (): void => {
    clearTimeout(timer);
    if (busy || !due.size || signal.aborted || document.visibilityState !== 'visible') return;
    const now = Date.now();
    let next = Infinity;
    // NPS asks about the whole relationship, so it goes before what asks about a moment.
    for (const one of [...due.values()].sort(
      (a, b) => Number(b.survey.kind === 'nps') - Number(a.survey.kind === 'nps'),
    )) {
      const { passes, passesAt = Infinity } = ask(one.survey, view.read(now), now);
      if ((isTest || passes) && isCalm()) {
        busy = true;
        prompt(one)
          .catch((error: unknown) => {
            due.delete(one.survey.survey);
            warn(`${one.survey.survey} could not be shown: ${String(error)}`);
          })
          .finally(() => {
            busy = false;
            evaluate();
          });
        return;
      }
      next = Math.min(next, passesAt);
    }
    // Beyond a day the page is long gone, and beyond 24 days a timer would fire at once.
    if (next - now < 864e5) timer = setTimeout(evaluate, Math.max(next - now, 50));
  };

  const fire = (trigger: Trigger, traits?: Traits): void => {
    for (const survey of surveys)
      if (survey.trigger.includes(trigger) && !due.has(survey.survey))
        due.set(survey.survey, { survey, trigger, traits });
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
    track: (name, traits) => fire(`event:${name}`, traits),
    prompted: () => view.read(Date.now()).prompts.length > 0,
    verdicts() {
      const now = Date.now();
      return surveys.map((survey) => ({
        survey: survey.survey,
        due: due.has(survey.survey),
        verdict: ask(survey, view.read(now), now),
      }));
    },
  };
}
