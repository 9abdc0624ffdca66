import { readConsent, type ConsentMemory } from '../browser/consent.ts';
import { hasDatabase } from '../browser/has-database.ts';
import { openHistoryView, type HistoryView } from '../browser/history-view.ts';
import { watchRoute } from '../browser/route.ts';
import { measureVisibleTime } from '../browser/visible-time.ts';
import type { Config } from '../core/config.ts';
import { parseHistory, recordFired, recordView, recordVisible, type History } from '../core/history.ts';
import type { HistoryChange, Outbox, RareChunk, World } from '../core/ports.ts';
import { decide, type Consent, type Verdict } from '../core/rules.ts';
import type { Site, Survey } from '../core/settings.ts';
import { stringify } from '../core/stringify.ts';
import type { Trigger } from '../core/values.ts';
import type { Load } from './earshot.ts';
import { takeTurns, type Turns } from './turns.ts';

/** What a widget is made with, but for its settings. */
export interface WidgetOptions extends World {
  readonly load: Load;
  readonly rareParts: RareChunk | undefined;
  /** Makes a call to the widget as the page would. */
  readonly call: (name: 'show' | 'forget', survey?: string | undefined) => void;
}

/** A started widget, as the calls of a page find it. */
export interface Widget extends Pick<Turns, 'firedFor' | 'open'> {
  readonly surveys: readonly Survey[];
  /** The settings as the owner gave them. */
  readonly given: Site;
  /** As they hold now. */
  readonly settings: () => Site;
  /** Goes on with other settings of the site: somebody signed in or out. */
  readonly use: (site: Site) => void;
  readonly view: HistoryView;
  readonly memory: ConsentMemory;
  readonly consent: () => Consent;
  readonly ask: (survey: Survey, history: History, isOpened?: boolean) => Verdict;
  /** A trigger fired, for every survey that has it or for `only` one. */
  readonly fire: (trigger: Trigger, traits?: unknown, only?: Survey) => void;
  /** Counts the page view and waits from now on. */
  readonly begin: () => void;
  readonly openOutbox: () => Promise<Outbox>;
}

// What could not be fetched is asked for again after so long.
const lookAgainMs = 6e4;

/** Puts the parts together; chunks are fetched when they are needed. */
export function makeWidget(config: Config, { load, rareParts: rare, call, ...world }: WidgetOptions): Widget {
  const { surveys } = config;
  let { site } = config;
  const { signal, warn } = world;
  const isTest = site.mode === 'test';
  const memory: ConsentMemory = {};
  // A test leaves no trace, and neither does what is switched off.
  const view = openHistoryView(site.site, site.mode === 'live');
  let unsavedMs = (): number => 0;
  let delivering: Promise<Outbox> | undefined;

  const fail = (error: unknown, survey?: string): void => warn('failed', error, survey);
  const consent = (): Consent => readConsent(site.site, site.consent === 'required', memory);
  const change = (how: HistoryChange): void => {
    if (consent() === 'given') view.write(how(view.read(), Date.now()));
  };
  // Once there, it is had in the task of whoever asks for it: a page that is left has no other.
  const openOutbox = (): Promise<Outbox> =>
    (delivering ??= load('outbox').then(
      ({ open }) => open({ ...world, ...turns, load, site, surveys, view }),
      (error: unknown) => {
        delivering = undefined;
        throw error;
      },
    ));
  const ask: Widget['ask'] = (survey, history, isOpened) =>
    decide(
      {
        now: Date.now(),
        granted: consent(),
        site,
        survey,
        history: recordVisible(history, unsavedMs()),
        surroundings: rare?.readSurroundings(),
        fired: turns.firedFor(survey, history),
      },
      rare?.rules,
      isOpened,
    );
  const turns = takeTurns({
    surveys,
    isTest,
    readHistory: view.read,
    change,
    // A test is held back by no more than what the visitor opens.
    ask: (survey, history) => ask(survey, history, isTest),
    async show() {
      // Everything that can fail comes before the claim, so that a failure spends nothing.
      const { show } = await load('prompt');
      await show({
        ...world,
        ...turns,
        // Somebody may sign in while the prompt waits.
        get site() {
          return site;
        },
        view,
        parseHistory,
        printHistory: stringify,
        change,
        load,
        openOutbox,
        ask: ({ survey, trigger }, history) => ask(survey, history, trigger === 'show'),
      });
    },
    onFailure: fail,
    signal,
  });
  const { evaluate } = turns;

  const fire: Widget['fire'] = (trigger, traits, only) => {
    for (const survey of surveys)
      if ((only ?? survey) === survey && (isTest || survey.trigger.includes(trigger))) {
        turns.renew(survey);
        change((history, firedAt) =>
          recordFired(history, {
            survey: survey.survey,
            trigger,
            firedAt,
            draw: Math.random() * 100,
            traits: stringify(traits),
          }),
        );
      }
    evaluate();
  };
  let page: AbortController | undefined;
  let onAddress: () => void;
  /** A page view: of a page, of a route, or of a page that came back from the cache of the back button. */
  const turnPage = (): void => {
    page?.abort();
    page = new AbortController();
    const { signal: left } = page;
    const triggers = surveys.flatMap(({ trigger }) => trigger).filter((one) => !/^(load|event|manual)/.test(one));
    if (triggers.length || !('navigation' in window))
      load('watch')
        .then(({ arm }) => arm({ triggers, fire, onAddress, warn, signal: left }))
        .catch(fail);
    change(recordView);
    turns.turnPage();
  };
  signal.addEventListener('abort', () => page?.abort());

  return {
    ...turns,
    surveys,
    given: config.site,
    settings: () => site,
    use(next) {
      site = next;
      evaluate();
    },
    view,
    memory,
    consent,
    ask,
    fire,
    openOutbox,
    begin() {
      rare?.prepare(config, change);
      unsavedMs = measureVisibleTime((ms) => change((history) => recordVisible(history, ms)), signal);
      document.addEventListener('visibilitychange', evaluate, { signal });
      // What another tab erased (a history begins with `{"v"`) this one forgets, too.
      addEventListener(
        'storage',
        ({ key, newValue }) => (key === view.key && newValue?.[2] !== 'v' ? call('forget') : evaluate()),
        { signal },
      );
      onAddress = watchRoute(turnPage, signal);
      addEventListener('pageshow', ({ persisted }) => persisted && turnPage(), { signal });
      document.addEventListener(
        'click',
        ({ target }) => {
          const opener = (target as Element).closest?.<HTMLElement>('[data-earshot-show]');
          if (opener) call('show', opener.dataset.earshotShow);
        },
        { signal },
      );
      turnPage();
      // Opening the outbox makes it look for what waits.
      const look = async (): Promise<void> => {
        if ((await hasDatabase()) && !signal.aborted) openOutbox().catch(() => setTimeout(look, lookAgainMs));
      };
      addEventListener('online', look, { signal });
      // Safari has no idle callback.
      (self.requestIdleCallback ?? setTimeout)(look);
    },
  };
}
