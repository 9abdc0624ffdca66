// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { keys, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { consentKey, readConsent, type ConsentMemory } from '../browser/consent.ts';
import { endpointKey, historyKey, openDatabase } from '../browser/database.ts';
import { openHistoryView } from '../browser/history-view.ts';
import { restKey } from '../browser/rest.ts';
import { draftKey, draftMark } from '../core/draft.ts';
import type { Due, Outbox } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { decide, type Consent } from '../core/rules.ts';
import { sampleAt, sampleConfig, sampleHistory } from '../core/samples.ts';
import type { Traits } from '../core/response.ts';
import type { Site } from '../core/settings.ts';
import { call, type CallsContext } from './calls.ts';
import * as diagnostics from './diagnostics.ts';
import type { Widget } from './widget.ts';

const site = 'acme.example';
let isActive: boolean;

/** What is durable of the site, as far as it is not a response. */
const state = () => openDatabase(new AbortController().signal)('state');
const databases = async (): Promise<unknown> => (await indexedDB.databases()).map(({ name }) => name);

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  isActive = false;
  Object.defineProperty(navigator, 'userActivation', { configurable: true, get: () => ({ isActive }) });
  vi.stubGlobal('VERSION', '0.0.0-test');
  vi.stubGlobal('origin', 'https://acme.example');
  vi.stubGlobal('indexedDB', new IDBFactory());
  // A browser that was prompted before.
  await set(historyKey(site), '{}', state());
});
afterEach(() => vi.unstubAllGlobals());

/** A started widget with these settings, of which everything is seen from outside. */
function open(tag: Readonly<Record<string, string>> = {}) {
  const config = sampleConfig({ site, ...tag });
  const { survey } = config;
  const problems: Problem[] = [];
  const fired: unknown[][] = [];
  const opened: Due[] = [];
  const used: Site[] = [];
  const memory: ConsentMemory = {};
  const outbox = {
    ready() {},
    send: vi.fn<Outbox['send']>(),
    list: vi.fn<Outbox['list']>(async () => []),
    flush: vi.fn<Outbox['flush']>(async () => ({ sent: 1, kept: 2, refused: 3 })),
  };
  const cookie = { read: () => undefined, write() {}, erase: vi.fn<() => void>() };
  const view = openHistoryView(site, true);
  const begin = vi.fn<() => void>();
  const abort = new AbortController();
  const consent = (): Consent => readConsent(site, config.site.consent === 'required', memory);
  const widget: Pick<
    Widget,
    | 'surveys'
    | 'given'
    | 'site'
    | 'evaluate'
    | 'view'
    | 'memory'
    | 'consent'
    | 'ask'
    | 'fire'
    | 'open'
    | 'begin'
    | 'openOutbox'
    | 'firedFor'
  > = {
    surveys: [survey],
    given: config.site,
    site: config.site,
    // It is asked again once somebody signs in or out.
    evaluate() {
      used.push(this.site);
    },
    view,
    memory,
    consent,
    ask: ({ survey: one, trigger }, history) =>
      decide({ now: sampleAt, granted: consent(), site: config.site, survey: one, history }, {}, trigger === 'show'),
    fire: (...args) => void fired.push(args),
    open: (due) => void opened.push(due),
    begin,
    openOutbox: async () => outbox,
    firedFor: () => undefined,
  };
  const context: CallsContext = {
    widget: widget as Widget,
    load: (async (name: string) => (name === 'cookie' ? { openCookie: () => cookie } : diagnostics)) as never,
    warn: (...problem) => void problems.push(problem),
    problems: new Set(['One is wrong.']),
    abort,
  };
  const ask = (name: string, ...args: readonly unknown[]): unknown => call(context, name, args);
  return { ask, context, survey, problems, fired, opened, used, outbox, cookie, view, begin, abort, consent };
}

/** What the visitor who is signed in brings along. */
function holdTraits({ widget }: CallsContext, traits: Traits): void {
  if (widget) widget.site = { ...widget.site, traits };
}

test('reports a call that there is none of, even one that every object has', async () => {
  const { ask, problems } = open();
  for (const name of ['sart', 'toString', '__proto__', '']) await ask(name);
  expect(problems).toEqual([
    ['noCall', 'sart'],
    ['noCall', 'toString'],
    ['noCall', '__proto__'],
    ['noCall', ''],
  ]);
});

test('takes every call before a start, does nothing, and says what that means for consent', async () => {
  const { context, problems } = open();
  const early = { ...context, widget: undefined };
  for (const name of ['track', 'show', 'identify', 'forget']) await call(early, name, []);
  await call(early, 'consent', [true]);
  expect(await call(early, 'flush', [])).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(await call(early, 'explain', [])).toMatchObject({ surveys: [], problems: ['One is wrong.'] });
  expect([problems, localStorage.length, sessionStorage.length]).toEqual([[['early']], 0, 0]);
});

test('does nothing after a stop, whatever is called', async () => {
  const { ask, abort, fired, opened, begin, consent } = open({ consent: 'required' });
  abort.abort();
  isActive = true;
  await ask('track', 'x', { a: 1 });
  await ask('show');
  await ask('consent', true);
  expect([fired, opened, consent()]).toEqual([[], [], 'given']);
  expect(begin).not.toHaveBeenCalled();
});

test('track: fires the event with its traits first, and with those that hold anyway', () => {
  const { ask, context, fired, problems } = open();
  ask('track', 'paid');
  ask('track', 'paid', { order: 'A-17' });
  holdTraits(context, { plan: 'pro', order: 'none' });
  ask('track', 'paid', { order: 'A-18' });
  expect(fired).toEqual([
    ['event:paid', undefined],
    ['event:paid', { order: 'A-17' }],
    ['event:paid', { order: 'A-18', plan: 'pro' }],
  ]);
  expect(problems).toEqual([]);
});

test('track: of 20 traits those of the call stay, and bad ones are reported and left out', () => {
  const { ask, context, fired, problems } = open();
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`t${index}`, index]));
  holdTraits(context, many);
  ask('track', 'paid', { order: 'A-17', bad: {} });
  const traits = (fired[0] as [string, Record<string, unknown>])[1];
  expect(Object.keys(traits)).toHaveLength(20);
  expect(traits).toMatchObject({ order: 'A-17', t18: 18 });
  expect(problems).toContainEqual(['traits']);
});

test('show: opens the survey after a gesture of the visitor, past every rule of waiting', () => {
  isActive = true;
  const { ask, opened, fired, survey, view } = open({ minPages: '99' });
  view.write({ ...sampleHistory(), never: true });
  ask('show', 'nps', { page: 'help' });
  ask('show');
  expect(opened).toEqual([
    { survey, trigger: 'show', traits: '{"page":"help"}' },
    { survey, trigger: 'show', traits: undefined },
  ]);
  expect(fired).toEqual([]);
});

test('show: is the trigger `manual` without a gesture', () => {
  const { ask, opened, fired, survey } = open();
  ask('show', 'nps', { page: 'help' });
  expect([opened, fired]).toEqual([[], [['manual', { page: 'help' }, survey]]]);
});

test.each([{ mode: 'off' }, { consent: 'required' }])('show: opens nothing with %j', (tag) => {
  isActive = true;
  const { ask, opened } = open(tag);
  ask('show');
  expect(opened).toEqual([]);
});

test('show: says that there is no such survey', () => {
  isActive = true;
  const { ask, opened, problems } = open();
  ask('show', 'npss');
  expect([opened, problems]).toEqual([[], [['noSurvey', 'npss']]]);
});

test('identify: says who this is from now on, and null signs out', () => {
  const { ask, used, problems } = open({ user: 'of-the-tag' });
  ask('identify', 'ann', { plan: 'pro' });
  ask('identify', 7);
  ask('identify', null);
  expect(used.map(({ user, traits }) => [user, traits])).toEqual([
    ['ann', { plan: 'pro' }],
    ['7', {}],
    [undefined, {}],
  ]);
  expect(used[0]).toMatchObject({ site, endpoint: sampleConfig().site.endpoint });
  expect(problems).toEqual([]);
});

test('identify: sends no more than 20 traits, those of the call before those of the tag', () => {
  const { context, ask, used, problems } = open();
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`t${index}`, index]));
  Object.assign(context.widget?.given ?? {}, { traits: many });
  ask('identify', 'ann', { plan: 'pro', t0: 'mine' });
  const { traits } = used[0] ?? {};
  expect(Object.keys(traits ?? {})).toHaveLength(20);
  expect(traits).toMatchObject({ plan: 'pro', t0: 'mine', t18: 18 });
  expect(problems).toEqual([['traits']]);
});

test('identify: somebody else does not get to read what was typed, the same user goes on with it', async () => {
  await set(draftKey(site), { prompt: { user: 'ann' }, at: Date.now() }, state());
  await set(historyKey(site), '{}', state());
  const { ask } = open();
  await ask('identify', 'ann');
  expect(await keys(state())).toContain(draftKey(site));
  await ask('identify', null);
  expect(await keys(state())).toEqual([historyKey(site)]);
});

test.each([[''], [' ann'], ['x'.repeat(201)], [true], [{}]])('identify: takes %j for nobody, and says so', (user) => {
  const { ask, used, problems } = open();
  ask('identify', user);
  expect(used).toMatchObject([{ user: undefined }]);
  expect(problems).toEqual([['value', 'user', user, false, undefined]]);
});

test('consent: a grant is remembered, and begins what waited for it, once', async () => {
  const { ask, begin, consent } = open({ consent: 'required' });
  expect(consent()).toBe('awaited');
  await ask('consent', true);
  await ask('consent', true);
  expect([consent(), begin.mock.calls.length]).toEqual(['given', 1]);
  expect({ ...localStorage }).toEqual({ [consentKey(site)]: 'given' });
});

test('consent: a grant that was there anyway begins nothing anew', async () => {
  const { ask, begin } = open();
  await ask('consent', true);
  expect(begin).not.toHaveBeenCalled();
});

test('consent: a refusal erases everything but itself, takes the page down and stays', async () => {
  const { ask, begin, view, abort, consent } = open({ consent: 'required' });
  await ask('consent', true);
  view.write(sampleHistory());
  await ask('consent', false);
  expect(abort.signal.aborted).toBe(true);
  await vi.waitFor(async () => expect(await databases()).toEqual([]));
  expect([{ ...localStorage }, { ...sessionStorage }]).toEqual([
    { [consentKey(site)]: 'refused' },
    { [consentKey(site)]: 'refused' },
  ]);
  await ask('consent', true);
  expect([consent(), begin.mock.calls.length]).toEqual(['refused', 1]);
});

test.each([['yes'], [1], [null], [undefined]])('consent: takes %j for no answer, and says so', async (said) => {
  const { ask, problems, begin, consent } = open({ consent: 'required' });
  await ask('consent', said);
  expect(problems).toEqual([['noBoolean', typeof said]]);
  expect([consent(), begin.mock.calls, localStorage.length]).toEqual(['awaited', [], 0]);
});

test('forget: erases the history and what is durable, and keeps this visit silent', async () => {
  const { ask, view, abort, consent, cookie } = open();
  view.write(sampleHistory());
  localStorage[restKey(site)] = sampleAt;
  sessionStorage[draftMark(site)] = 'id';
  await ask('forget');
  expect([localStorage.length, { ...sessionStorage }]).toEqual([0, { [consentKey(site)]: 'erased' }]);
  await vi.waitFor(async () => expect(await databases()).toEqual([]));
  expect(cookie.erase).not.toHaveBeenCalled();
  expect([abort.signal.aborted, consent()]).toEqual([true, 'erased']);
});

test('forget: keeps the bare flag of who does not want to be asked again', async () => {
  const { ask, view } = open();
  view.write({ ...sampleHistory(), never: true });
  await ask('forget');
  expect({ ...localStorage }).toEqual({ [view.key]: '{"never":true}' });
});

test('forget: erases the cookie of all subdomains, too', async () => {
  const { ask, cookie } = open({ cookieDomain: 'acme.example' });
  await ask('forget');
  expect(cookie.erase).toHaveBeenCalledOnce();
});

test('forget: opens no database in a browser that has none', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const opens = vi.spyOn(indexedDB, 'open');
  const { ask } = open();
  await ask('forget');
  expect(opens).not.toHaveBeenCalled();
});

test('forget: erases nothing of another site of this origin', async () => {
  for (const key of [historyKey, endpointKey, draftKey]) {
    await set(key(site), '{}', state());
    await set(key('other.example'), '{}', state());
  }
  localStorage[restKey('other.example')] = sampleAt;
  const { ask } = open();
  await ask('forget');
  expect(await keys(state())).toEqual([draftKey, endpointKey, historyKey].map((key) => key('other.example')));
  expect({ ...localStorage }).toEqual({ [restKey('other.example')]: `${sampleAt}` });
});

test('explain: tells how each survey stands, what waits, and hints besides the problems', async () => {
  const { ask, outbox } = open({ survey: 'nps', trigger: 'event:paid' });
  expect(await ask('explain')).toMatchObject({
    version: '0.0.0-test',
    surveys: [{ survey: 'nps', due: false, rules: expect.arrayContaining([expect.objectContaining({ id: 'gap' })]) }],
    outbox: { waiting: 0 },
    problems: ['One is wrong.', expect.stringMatching(/^Hint: nps asks for NPS at event:paid/)],
  });
  expect(outbox.list).toHaveBeenCalledOnce();
});

test.each([
  ['without a database', {}, false, false],
  ['without consent', { consent: 'required' }, true, false],
  ['once it is taken down', {}, true, true],
])('explain and flush: look into no outbox %s', async (_, tag, isThere, isDown) => {
  if (!isThere) vi.stubGlobal('indexedDB', new IDBFactory());
  const { ask, outbox, abort } = open(tag);
  if (isDown) abort.abort();
  await ask('explain');
  expect(await ask('flush')).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect([outbox.list.mock.calls, outbox.flush.mock.calls]).toEqual([[], []]);
});

test('flush: says what was sent, kept and refused, and nothing of it where the part that sends cannot be had', async () => {
  const { ask, outbox, problems } = open();
  expect(await ask('flush')).toEqual({ sent: 1, kept: 2, refused: 3 });
  const gone = new Error('gone');
  outbox.flush.mockRejectedValue(gone);
  expect(await ask('flush')).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(problems).toEqual([['failed', gone]]);
});
