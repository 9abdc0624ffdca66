// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import { sampleEndpoint as endpoint } from '../core/samples.ts';
import * as calls from './calls.ts';
import * as diagnostics from './diagnostics.ts';
import { makeEarshot, type Call, type Chunks, type Load } from './earshot.ts';
import * as rare from './rare.ts';

let warned: MockInstance<typeof console.warn>;
let opened: Call[];

beforeEach(() => {
  opened = [];
  localStorage.clear();
  sessionStorage.clear();
  vi.stubGlobal('origin', 'https://a.example');
  warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive: false } });
  vi.stubGlobal('VERSION', '0.0.0-test');
  // A browser that was never prompted.
  vi.stubGlobal('indexedDB', { databases: async () => [] });
});
afterEach(async () => {
  for (const call of opened) await call('stop');
  delete (document as { prerendering?: boolean }).prerendering;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A widget that is not yet started; which of its parts were fetched, and which cannot be. */
function open({ tag = {}, missing = [] as readonly string[] } = {}) {
  const loaded: string[] = [];
  const parts: Partial<Chunks> = { calls, rare, diagnostics, watch: { arm() {}, onCalmer() {}, attend() {} } };
  const load = (async (name: keyof Chunks) => {
    loaded.push(name);
    if (missing.includes(name)) throw new TypeError(`No ${name}`);
    return parts[name];
  }) as Load;
  const call = makeEarshot(load, tag);
  opened.push(call);
  return { call, loaded };
}
const warnings = (): unknown[] => warned.mock.calls.map(([text]) => text as unknown);
const settled = (): Promise<void> => vi.waitFor(() => expect(warned).toHaveBeenCalled());
const views = (): unknown => JSON.parse(localStorage.getItem('earshot:a') ?? '{}');
const settings = { endpoint, survey: 'nps', site: 'a' };

test('starts with common settings, and fetches no part that nothing asks for', async () => {
  const { call, loaded } = open();
  await call('start', settings);
  expect(views()).toMatchObject({ visits: 1, views: 1 });
  expect(loaded.filter((name) => name !== 'watch')).toEqual([]);
  expect(warnings()).toEqual([]);
});

test('begins calls in their order: what is tracked right after a consent counts', async () => {
  const { call } = open({ tag: { ...settings, consent: 'required', trigger: 'event:paid' } });
  const started = call('start', {});
  await Promise.all([started, call('consent', true), call('track', 'paid')]);
  expect(JSON.stringify(views())).toContain('event:paid');
});

test('tracks on where the part for other calls cannot be had', async () => {
  const { call } = open({ tag: { ...settings, trigger: 'event:paid' }, missing: ['calls'] });
  await call('start', {});
  await Promise.all([call('identify', 'u_1'), call('track', 'paid')]);
  expect(JSON.stringify(views())).toContain('event:paid');
});

test('fetches the part for rare settings only where one is used', async () => {
  const { call, loaded } = open({ tag: settings });
  await call('start', { minVisits: '7' });
  expect(loaded).toContain('rare');
  expect(await call('explain')).toMatchObject({
    surveys: [{ rules: expect.arrayContaining([expect.objectContaining({ id: 'minVisits', threshold: 7 })]) }],
  });
});

test('the first start wins, and a second one is told so', async () => {
  const { call } = open();
  await call('start', settings);
  await call('start', { ...settings, site: 'b' });
  await settled();
  expect(warnings()).toEqual([
    '[earshot] Earshot was started a second time with other settings. The first start holds.',
  ]);
  expect(Object.keys(localStorage)).toEqual(['earshot:a']);
});

test('warns once of each problem, and explain tells all of them', async () => {
  const { call } = open();
  await call('start', { ...settings, gap: 'soon' });
  for (let time = 0; time < 2; time++) await call('sart');
  await vi.waitFor(() => expect(warned).toHaveBeenCalledTimes(2));
  expect(await call('explain')).toMatchObject({
    problems: warnings().map((text) => String(text).replace('[earshot] ', '')),
  });
});

test('names a problem by its code where the part with the sentences cannot be fetched', async () => {
  const { call } = open({ missing: ['diagnostics'] });
  await call('start', { survey: 'nps' });
  await settled();
  expect(warned.mock.calls).toEqual([['[earshot]', 'noEndpoint']]);
  expect(await call('explain')).toBeUndefined();
});

test('keeps and shows nothing without an endpoint', async () => {
  const { call } = open();
  await call('start', { survey: 'nps', site: 'a' });
  expect(localStorage).toHaveLength(0);
});

test.each(['start', 'track', 'show', 'identify', 'consent', 'forget', 'explain', 'flush', 'stop', 'sart'])(
  '%s never rejects, whatever it is given and whatever cannot be fetched',
  async (name) => {
    const refuse = (): never => {
      throw new Error('hostile');
    };
    const evil = Object.defineProperty({ toString: refuse }, 'gap', { enumerable: true, get: refuse });
    for (const missing of [[], ['calls', 'rare', 'diagnostics', 'outbox', 'watch', 'prompt']]) {
      for (const args of [[], [evil, evil], [null, null], [Symbol('x'), 5n], ['a', evil]])
        await open({ missing }).call(name, ...args);
      const { call } = open({ missing });
      await call('start', settings);
      for (const args of [[], [evil, evil], [Symbol('x'), 5n], ['a', evil]]) await call(name, ...args);
    }
  },
);

test('a setting that throws when it is read is told as a failure, and nothing starts', async () => {
  const { call } = open();
  await call('start', {
    ...settings,
    get gap(): string {
      throw new Error('evil');
    },
  });
  await settled();
  expect(warnings()).toEqual(['[earshot] Something failed: Error: evil']);
  expect(localStorage).toHaveLength(0);
});

test('below the floor of browsers it is quietly absent', async () => {
  const popover = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'popover') ?? {};
  delete (HTMLElement.prototype as { popover?: unknown }).popover;
  const { call, loaded } = open();
  await call('start', settings);
  expect(await call('flush')).toEqual({ sent: 0, kept: 0, refused: 0 });
  Object.defineProperty(HTMLElement.prototype, 'popover', popover);
  expect([localStorage.length, warnings(), loaded]).toEqual([0, [], ['calls']]);
});

test('a prerendered page waits until somebody looks at it', async () => {
  Object.assign(document, { prerendering: true });
  const { call } = open();
  const started = call('start', settings);
  const tracked = call('track', 'paid');
  await new Promise((resolve) => setTimeout(resolve));
  expect(localStorage).toHaveLength(0);
  document.dispatchEvent(new Event('prerenderingchange'));
  await Promise.all([started, tracked]);
  expect(views()).toMatchObject({ views: 1 });
});

test('stores nothing before consent, and begins with it', async () => {
  const { call } = open();
  await call('start', { ...settings, consent: 'required' });
  await call('track', 'paid');
  expect(localStorage).toHaveLength(0);
  await call('consent', true);
  expect(views()).toMatchObject({ views: 1 });
});

test('once it is stopped, it counts nothing more', async () => {
  const { call } = open();
  await call('start', settings);
  await call('stop');
  const before = JSON.stringify(views());
  expect(before).toContain('"views":1');
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(JSON.stringify(views())).toBe(before);
});
