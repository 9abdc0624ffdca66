import { readConsent, type ConsentMemory } from '../browser/consent.ts';
import { hasDatabase } from '../browser/has-database.ts';
import { openHistoryView, type HistoryView } from '../browser/history-view.ts';
import { watchRoute } from '../browser/route.ts';
import { measureVisibleTime } from '../browser/visible-time.ts';
import type { Config } from '../core/config.ts';
import { parseHistory, recordFired, recordView, recordVisible } from '../core/history.ts';
import type { HistoryChange, Outbox, RareChunk, World } from '../core/ports.ts';
import { decide, type Consent } from '../core/rules.ts';
import type { Site, Survey } from '../core/settings.ts';
import { stringify } from '../core/stringify.ts';
import type { Trigger } from '../core/values.ts';
import type { Load } from './earshot.ts';
import { makeFired, takeTurns, type Turns, type TurnsContext } from './turns.ts';

/** What the calls of a page and the parts of a widget share. */
export interface Page extends World {
  readonly load: Load;
  /** Makes a call to the widget as the page would. */
  readonly call: (name: 'show' | 'forget' | 'explain', survey?: string) => Promise<unknown>;
}

/** A started widget, as the calls of a page and the parts that they fetch find it. */
export interface Widget extends Page, Turns, Omit<TurnsContext, 'load' | 'view' | 'site'> {
  /** The settings of the site as they hold now: another user may have signed in. */
  site: Site;
  /** As the owner gave them. */
  readonly given: Site;
  readonly view: HistoryView;
  readonly memory: ConsentMemory;
  readonly consent: () => Consent;
  /** A trigger fired, for every survey that has it or for `only` one. */
  readonly fire: (trigger: Trigger, traits?: unknown, only?: Survey) => void;
  /** Counts the page view and waits from now on. */
  readonly begin: () => void;
  readonly openOutbox: () => Promise<Outbox>;
  /** See `Watching`. */
  onAddress: () => void;
  leaving?: AbortController;
}

// What could not be fetched is asked for again after so long.
const lookAgainMs = 3e4;

/** Puts the parts together; chunks are fetched when they are needed. */
export function makeWidget(config: Config, world: Page, rare: RareChunk | undefined): Widget {
  const { surveys, site } = config;
  const { signal, warn, load, call } = world;
  const memory: ConsentMemory = {};
  // A test leaves no trace, and neither does what is switched off.
  const view = openHistoryView(site.site, site.mode === 'live');
  let outbox: Outbox | undefined;

  const consent = (): Consent => readConsent(site.site, site.consent === 'required', memory);
  const change = (how: HistoryChange): void => {
    if (consent() === 'given') view.write(how(view.read(), Date.now()));
  };
  const unsavedMs = measureVisibleTime((ms) => {
    change((history) => recordVisible(history, ms));
    widget.evaluate();
  }, signal);

  const fire: Widget['fire'] = (trigger, traits, only) => {
    for (const survey of surveys)
      if ((only ?? survey) === survey && (site.mode === 'test' || survey.trigger.includes(trigger))) {
        widget.renew(survey);
        change((history, firedAt) =>
          recordFired(history, { ...makeFired(trigger, firedAt), survey: survey.survey, traits: stringify(traits) }),
        );
      }
    widget.evaluate();
  };
  /** A page view: of a page, of a route, or of a page that came back from the cache of the back button. */
  const turnPage = (): void => {
    // Clicks, exit, scrolling, time and what is visible are watched for; no other trigger begins like these.
    if (surveys.some(({ trigger }) => /(^|,)(cl|ex|sc|ti|vi)/.test(`${trigger}`)) || !('navigation' in window))
      load('watch')
        .then(({ arm }) => arm(widget))
        .catch((error: unknown) => warn('failed', error));
    change(recordView);
    widget.turnPage();
  };
  const widget = takeTurns<Omit<Widget, keyof Turns | 'onAddress'>>({
    ...config,
    ...world,
    given: site,
    view,
    memory,
    parseHistory,
    printHistory: stringify,
    consent,
    change,
    ask: ({ survey, trigger }, history) =>
      decide(
        {
          now: Date.now(),
          granted: consent(),
          site: widget.site,
          survey,
          history: recordVisible(history, unsavedMs()),
          surroundings: rare?.readSurroundings(),
          fired: widget.firedFor(survey, history),
        },
        rare?.rules,
        // A test is held back by no more than what the visitor opens.
        trigger === 'show' || (trigger && site.mode === 'test'),
      ),
    fire,
    // Once there, it is had in the task of whoever asks for it: a page that is left has no other.
    async openOutbox() {
      if (!outbox) {
        const { open } = await load('outbox');
        outbox ??= open(widget);
      }
      return outbox;
    },
    begin() {
      rare?.prepare(config, change);
      // What another tab erased (a history begins with `{"v"`) this one forgets, too.
      addEventListener(
        'storage',
        ({ key, newValue }) => (key === view.key && newValue?.[2] !== 'v' ? call('forget') : widget.evaluate()),
        { signal },
      );
      widget.onAddress = watchRoute(turnPage, signal);
      addEventListener('pageshow', ({ persisted }) => persisted && turnPage(), { signal });
      addEventListener(
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
        if ((await hasDatabase()) && !signal.aborted) widget.openOutbox().catch(() => setTimeout(look, lookAgainMs));
      };
      addEventListener('online', look, { signal });
      void look();
    },
  }) as Widget;
  return widget;
}
