// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { LoadPreview, PromptChunk, PromptOptions, Store, World } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { sampleConfig, sampleEndpoint, sampleHistory, sampleResponse } from '../core/samples.ts';
import { preview } from './preview.ts';

/** Fetches this prompt, and nothing besides. */
const loadOnly = (chunk: PromptChunk): LoadPreview =>
  ((name: string) => (name === 'prompt' ? Promise.resolve(chunk) : Promise.reject(new Error(name)))) as LoadPreview;

/** What the prompt chunk is asked to show, and what the page hears of it. */
async function open(tag: Readonly<Record<string, string>> = {}) {
  const { site, survey } = sampleConfig({ survey: 'ces', mode: 'off', consent: 'required', ...tag });
  const problems: Problem[] = [];
  const emit = vi.fn<World['emit']>(() => false);
  const world: World = {
    emit,
    warn: (...problem) => void problems.push(problem),
    signal: new AbortController().signal,
  };
  let options: PromptOptions | undefined;
  let store: Store | undefined;
  const chunk: PromptChunk = {
    async show(given, openStore) {
      options = given;
      store = await openStore?.(given);
    },
  };
  await preview({ site, surveys: [survey] }, world, loadOnly(chunk));
  if (!options || !store) throw new Error('Nothing was shown.');
  return { survey, emit, problems, options, store };
}

test('opens the first survey as if the visitor had asked for it, whatever the rules say, once', async () => {
  const { survey, options } = await open();
  expect(options.next()).toEqual({ survey, trigger: 'show' });
  expect(options.next()).toBeUndefined();
  expect(options.ask({ survey, trigger: 'show' }, sampleHistory())).toEqual({ passes: true, rules: [] });
});

test('looks like a test, without a warning that visitors see it; other problems are told', async () => {
  const { options, problems } = await open();
  expect(options.site).toMatchObject({ mode: 'test', endpoint: sampleEndpoint });
  options.warn('test');
  expect(problems).toEqual([]);
  options.warn('selector', 'click:#');
  expect(problems).toEqual([['selector', 'click:#']]);
});

test('the page hears nothing, and cannot veto', async () => {
  const { options, emit } = await open();
  expect(options.emit('due', { site: 'a', survey: 'nps' })).toBe(true);
  expect(emit).not.toHaveBeenCalled();
});

test('stores and sends nothing', async () => {
  localStorage.clear();
  const fetched = vi.fn<typeof fetch>();
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('indexedDB', undefined);
  const { options, store } = await open();
  const { id, history } = await store.claim(sampleHistory(), 'ces', () => false, 'test');
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(history.prompts).toEqual([]);
  options.change(() => sampleHistory());
  options.view.write(sampleHistory());
  await store.remember(() => sampleHistory());
  expect(await store.keep(sampleResponse(), true)).toBe(true);
  await store.keepDraft(undefined);
  expect(options.view.read()).toEqual(history);
  const { ready, send } = await options.openOutbox();
  ready();
  expect(await send(sampleResponse(), Promise.resolve(true))).toBe('sent');
  expect([localStorage.length, fetched.mock.calls]).toEqual([0, []]);
  vi.unstubAllGlobals();
});

test('shows nothing where there is no survey', async () => {
  const show = vi.fn<PromptChunk['show']>(async ({ next }) => expect(next()).toBeUndefined());
  const { site } = sampleConfig();
  const world = { emit: () => true, warn: () => {}, signal: new AbortController().signal };
  await preview({ site, surveys: [] }, world, loadOnly({ show }));
  expect(show).toHaveBeenCalledOnce();
});
