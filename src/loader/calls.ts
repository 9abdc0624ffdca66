// The chunk for the calls that most pages never make.
import { stringify } from '../core/stringify.ts';
import { consentKey } from '../browser/consent.ts';
import { openDatabase } from '../browser/database.ts';
import { openDrafts } from '../browser/drafts.ts';
import { eraseDurable } from '../browser/erase.ts';
import { hasDatabase } from '../browser/has-database.ts';
import { silence, writeConsent } from '../browser/write-consent.ts';
import { restKey } from '../browser/rest.ts';
import { resume } from '../browser/resume.ts';
import { draftMark } from '../core/draft.ts';
import type { Explanation } from '../core/explain.ts';
import type { Flushed, Outbox, Verdicts } from '../core/ports.ts';
import type { Warn } from '../core/problem.ts';
import type { Traits } from '../core/response.ts';
import { parseTraits } from '../core/traits.ts';
import { name as parseName } from '../core/rare-values.ts';
import type { Load } from './earshot.ts';
import type { Widget } from './widget.ts';

/** What the calls work with; there is no widget before a start, and none without usable settings. */
export interface CallsContext {
  readonly widget: Widget | undefined;
  readonly load: Load;
  readonly warn: Warn;
  /** What the owner was told so far. */
  readonly problems: ReadonlySet<string>;
  /** Takes everything on this page down. */
  readonly abort: AbortController;
}

/** Something is or was stored, or would be if it could, and may be looked at. */
const isDurable = async ({ consent, view }: Widget, { signal }: AbortController): Promise<boolean> =>
  !signal.aborted && consent() === 'given' && ((await hasDatabase()) || view.read().prompts.length > 0);

/** What may be sent of the traits that a page hands over, and of those that `hold` anyway; the page's come first. */
function withTraits({ warn }: CallsContext, traits: unknown, hold: Traits | undefined): Traits {
  const known = parseTraits(traits, () => warn('traits'));
  return parseTraits({ ...known, ...hold, ...known }, () => warn('traits'));
}

/** The traits of one call: they go with that response only. */
const traitsOf = (context: CallsContext, traits: unknown): Traits | undefined =>
  traits === undefined ? undefined : withTraits(context, traits, context.widget?.site.traits);

/** See `Earshot.track`. */
function track(context: CallsContext, name: unknown, traits?: unknown): void {
  if (!context.abort.signal.aborted) context.widget?.fire(`event:${String(name)}`, traitsOf(context, traits));
}

/** See `Earshot.show`. */
function show(context: CallsContext, name?: string, raw?: unknown): void {
  const { widget, warn, abort } = context;
  if (!widget || abort.signal.aborted) return;
  const traits = traitsOf(context, raw);
  const { surveys, view, ask, open, fire } = widget;
  const survey = surveys.find((one) => !name || one.survey === name);
  if (!survey) warn('noSurvey', String(name));
  else if (!navigator.userActivation.isActive) fire('manual', traits, survey);
  else {
    const due = { survey, trigger: 'show', traits: stringify(traits) } as const;
    if (ask(due, view.read()).passes) open(due);
  }
}

/** See `Earshot.identify`. */
async function identify(context: CallsContext, user: unknown, traits?: unknown): Promise<void> {
  const { widget, warn } = context;
  if (!widget) return;
  const { given } = widget;
  const known = user == null ? undefined : parseName(typeof user == 'number' ? `${user}` : user, '');
  if (user != null && !known) warn('value', 'user', user, false, undefined);
  const { user: before } = widget.site;
  widget.site = { ...given, user: known, traits: withTraits(context, traits, given.traits) };
  widget.evaluate();
  // Somebody else is neither to see what was typed nor to answer in its place.
  if (before && before !== known) document.querySelector('earshot-prompt')?.dispatchEvent(new Event('leave'));
  await meet(context, known);
}

/** A draft goes on with its own user, and ends with any other, or where somebody signs out. */
async function meet({ widget, abort }: CallsContext, user: string | undefined): Promise<void> {
  if (!widget || !(await isDurable(widget, abort))) return;
  const { site, surveys, view, open } = widget;
  const drafts = openDrafts(site.site, openDatabase(abort.signal)('state'));
  await drafts.change((draft) => (user && draft?.prompt?.user === user ? draft : undefined));
  await resume({ site, surveys, view, open }, drafts);
}

/** See `Earshot.forget`. */
async function forget(context: CallsContext): Promise<void> {
  await erase(context, 'erased');
}

async function erase({ widget, load, abort }: CallsContext, why: 'erased' | 'refused'): Promise<void> {
  if (!widget) return;
  const { given, view, memory } = widget;
  abort.abort();
  const { never } = view.read();
  view.write({ never });
  const key = consentKey(given.site);
  try {
    if (!never) localStorage.removeItem(view.key);
    // Of what was said only a refusal stays.
    if (localStorage.getItem(key) === 'given') localStorage.removeItem(key);
    localStorage.removeItem(restKey(given.site));
    for (const storage of [localStorage, sessionStorage]) storage.removeItem(draftMark(given.site));
  } catch {}
  silence(given.site, why, memory);
  // Each by itself: a part that cannot be had must not keep the other from being erased.
  await Promise.allSettled([
    given.cookieDomain && load('cookie').then(({ openCookie }) => openCookie(given).erase()),
    hasDatabase().then(async (has) => has && (await eraseDurable(given.site, abort.signal))),
  ]);
}

/** See `Earshot.consent`. */
async function consent(context: CallsContext, isGranted: unknown): Promise<void> {
  const { widget, warn, abort } = context;
  if (typeof isGranted != 'boolean') return warn('noBoolean', typeof isGranted);
  // Without settings nobody knows yet for which site this was said.
  if (!widget) return warn('early');
  const before = widget.consent();
  writeConsent(widget.given.site, isGranted ? 'given' : 'refused', widget.memory);
  if (!isGranted) await erase(context, 'refused');
  else if (before !== 'given' && widget.consent() === 'given' && !abort.signal.aborted) widget.begin();
}

/** How each survey stands as of now. */
function verdictsOf({ view, surveys, ask, firedFor }: Widget): Verdicts {
  const history = view.read();
  return {
    visitor: history.visitorId,
    surveys: surveys.map((settings) => ({
      survey: settings.survey,
      due: !!firedFor(settings, history),
      verdict: ask({ survey: settings }, history),
      settings,
    })),
  };
}

/** What cannot be read was not stored either; the owner hears of a part that could not be had. */
async function listOutbox({ openOutbox }: Widget, warn: Warn): ReturnType<Outbox['list']> {
  try {
    return await (await openOutbox()).list();
  } catch (error) {
    warn('failed', error);
    return [];
  }
}

/** See `Earshot.explain`. */
async function explain({ widget, load, warn, problems, abort }: CallsContext): Promise<Explanation> {
  const outbox = widget && (await isDurable(widget, abort)) ? await listOutbox(widget, warn) : [];
  const { explain: say } = await load('diagnostics');
  return say(widget ? verdictsOf(widget) : { visitor: undefined, surveys: [] }, outbox, problems);
}

/** See `Earshot.flush`. */
async function flush({ widget, abort, warn }: CallsContext): Promise<Flushed> {
  try {
    if (widget && (await isDurable(widget, abort))) return await (await widget.openOutbox()).flush();
  } catch (error) {
    // The page reads the counts, whatever happens.
    warn('failed', error);
  }
  return { sent: 0, kept: 0, refused: 0 };
}

const calls: Readonly<Record<string, unknown>> = { track, show, identify, forget, consent, explain, flush };

/** Carries out a call by its name. */
export function call(context: CallsContext, name: string, args: readonly unknown[]): unknown {
  const known = Object.hasOwn(calls, name) && (calls[name] as (context: CallsContext, ...rest: unknown[]) => unknown);
  return known ? known(context, ...args) : context.warn('noCall', String(name));
}
