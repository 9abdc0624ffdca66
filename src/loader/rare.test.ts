// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commonTables, parseConfig, type Config, type TagSettings } from '../core/config.ts';
import type { DiagnosticsChunk, World } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { sampleAt, sampleConfig, sampleEndpoint as endpoint, sampleHistory } from '../core/samples.ts';
import { prepare, readConfig } from './rare.ts';

beforeEach(() => document.body.replaceChildren());
afterEach(() => vi.unstubAllGlobals());

/** What a tag comes to, and which of the owner’s wishes are carried out. */
async function read(
  tag: TagSettings,
  json: unknown = {},
): Promise<{ config?: Config; problems: Problem[]; wishes: string[] }> {
  const problems: Problem[] = [];
  const wishes: string[] = [];
  const world: World = {
    emit: () => true,
    warn: (...problem) => void problems.push(problem),
    signal: new AbortController().signal,
  };
  const diagnostics: Pick<DiagnosticsChunk, 'debug' | 'preview'> = {
    debug(call) {
      wishes.push('debug');
      void call('explain');
      return () => {};
    },
    preview: async ({ surveys }) => void wishes.push(`preview of ${surveys[0]?.survey}`),
  };
  const load = (async () => diagnostics) as unknown as Parameters<typeof readConfig>[2]['load'];
  const call = async (name: string): Promise<void> => void wishes.push(name);
  const config = await readConfig(tag, json, { ...world, load, call }, commonTables, parseConfig);
  return { ...(config && { config }), problems, wishes };
}

function addElement(id: string, text: string): void {
  const script = document.createElement('script');
  Object.assign(script, { id, type: 'application/json', textContent: text });
  document.body.append(script);
}

/** Answers every request; what was asked for is to be seen. */
function answer(text: string, status = 200) {
  const fetched = vi.fn<(url: URL, init: RequestInit) => Promise<Response>>(async () => new Response(text, { status }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

const settings = JSON.stringify({ endpoint, gap: '3d', surveys: [{ survey: 'ces' }, { survey: 'nps' }] });

test('reads surveys from an element of the page, in the order in which they win', async () => {
  addElement('surveys', settings);
  const { config, problems } = await read({ config: '#surveys', gap: '1d' });
  expect(problems).toEqual([]);
  expect(config?.site.gap).toBe(864e5);
  expect(config?.surveys.map(({ survey }) => survey)).toEqual(['nps', 'ces']);
});

test('reads surveys from a file, without cookies, against the address of the page', async () => {
  const fetched = answer(settings);
  const { config } = await read({ config: '/surveys.json' });
  expect(config?.surveys).toHaveLength(2);
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(String(url)).toBe(new URL('/surveys.json', document.baseURI).href);
  expect(init).toEqual({ credentials: 'omit' });
});

test.each([
  ['a file that is not there', '/x.json', () => answer('gone', 404)],
  ['a file that is no JSON', '/x.json', () => answer('<!doctype html>')],
  ['a file of more than 64 kB', '/x.json', () => answer(JSON.stringify({ endpoint, survey: 'x'.repeat(65_536) }))],
  ['an element that is not there', '#x', () => {}],
  ['an element without JSON', '#x', () => addElement('x', 'surveys: none')],
])('shows nothing, and says why, for %s', async (_, config, prepareIt) => {
  prepareIt();
  const found = await read({ config, endpoint, survey: 'nps' });
  expect(found).not.toHaveProperty('config');
  expect(found.problems).toEqual([['config', config, expect.anything()]]);
});

test('shows nothing where the network fails', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  expect((await read({ config: '/x.json' })).problems).toMatchObject([['config', '/x.json', {}]]);
});

test('a file of 64 kB is not too large', async () => {
  answer(settings.padEnd(65_536));
  expect((await read({ config: '/x.json' })).config?.surveys).toHaveLength(2);
});

test('gathers traits of the tag, and sends of traits what may be sent', async () => {
  const tag = { endpoint, survey: 'nps', traitPlanType: 'x'.repeat(300) };
  expect((await read(tag)).config?.site.traits).toEqual({ plan_type: 'x'.repeat(200) });
  const { config, problems } = await read({}, { endpoint, survey: 'nps', traits: { plan: 'pro', bad: {} } });
  expect([config?.site.traits, problems]).toEqual([{ plan: 'pro' }, [['traits']]]);
});

test('starts all the same with traits that throw when they are read', async () => {
  const traits = {
    get plan(): string {
      throw new Error('evil');
    },
  };
  const { config, problems } = await read({}, { endpoint, survey: 'nps', traits });
  expect([config?.site.traits, config?.surveys.length, problems]).toEqual([{}, 1, [['traits']]]);
});

test('reports a key that is no setting', async () => {
  const { problems } = await read({ endpoint, survey: 'nps', surveey: 'x' }, { colour: 'red' });
  expect(problems).toEqual([
    ['unknown', 'surveey', true, 'survey'],
    ['unknown', 'colour', false, undefined],
  ]);
});

/** What a browser knows of a visitor once a widget with these settings is ready. */
function known(tag: Readonly<Record<string, string>>, history = sampleHistory()) {
  const { site, survey } = sampleConfig(tag);
  let after = history;
  prepare({ site, surveys: [survey] }, (how) => void (after = how(after, sampleAt)));
  return { visitorId: after.visitorId, sinceAt: after.sinceAt };
}

test('knows a visitor again only where a sample needs it', () => {
  expect(known({})).toEqual({ visitorId: undefined, sinceAt: undefined });
  expect(known({ sample: '100%' })).toEqual({ visitorId: undefined, sinceAt: undefined });
  expect(known({ sample: '99%' }).visitorId).toMatch(/^\d+-\d+-\d+-\d+$/);
});

test('knows a visitor again by an instant only where the owner wants no id', () => {
  const tag = { sample: '8%', visitor: 'none' };
  expect(known(tag)).toEqual({ visitorId: undefined, sinceAt: sampleAt });
  expect(known(tag, sampleHistory([], { sinceAt: 5 }))).toEqual({ visitorId: undefined, sinceAt: 5 });
});

test('makes no second id for a visitor who has one', () => {
  expect(known({ sample: '8%' }, sampleHistory([], { visitorId: '1-2-3-4' })).visitorId).toBe('1-2-3-4');
});

test('opens a preview for its owner instead of starting, and a panel beside it', async () => {
  const tag = { survey: 'csat', endpoint };
  expect(await read(tag)).toMatchObject({ config: { surveys: [{ survey: 'csat' }] }, wishes: [] });
  expect((await read({ ...tag, debug: 'on' })).wishes).toEqual(['debug', 'explain']);
  history.replaceState(null, '', '?a=1&earshot=preview');
  const previewed = await read(tag);
  expect([previewed.config, previewed.wishes]).toEqual([undefined, ['preview of csat']]);
  expect((await read({ survey: 'csat', endpoint: 'ftp://x' })).wishes).toEqual([]);
  history.replaceState(null, '', '?earshot=debug');
  expect(await read(tag)).toMatchObject({ config: { surveys: [{ survey: 'csat' }] }, wishes: ['debug', 'explain'] });
  history.replaceState(null, '', '?');
});
