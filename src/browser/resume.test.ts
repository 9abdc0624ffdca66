// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftMark, type Draft } from '../core/draft.ts';
import { sampleFacts, sampleHistory, sampleId } from '../core/samples.ts';
import type { Drafts } from '../core/ports.ts';
import { resume } from './resume.ts';
import { openSamplePage } from './sample-page.ts';

const id = sampleId(1);
const mark = draftMark('acme.example');
const draft = (more: Partial<Draft> = {}): Draft => ({
  prompt: sampleFacts({ trigger: 'event:paid' }),
  progress: { revision: 3, outcome: 'scored', score: 9 },
  journey: { comment: 'Fa' },
  at: Date.now(),
  heldAt: Date.now(),
  holder: 'a tab',
  ...more,
});

beforeEach(() => sessionStorage.setItem(mark, 'a tab'));
afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
  document.body.replaceChildren();
});

/** What is opened where this is the draft. */
async function resumed(
  one: Draft | undefined | Error,
  tag: Readonly<Record<string, string>> = {},
  prompts = [{ id, survey: 'nps', shownAt: Date.now() }],
) {
  const page = openSamplePage({ site: 'acme.example', ...tag }, new AbortController().signal);
  let stored = one;
  const drafts = {
    read: async () => undefined,
    change: vi.fn<Drafts['change']>(async (how) => {
      if (stored instanceof Error) throw stored;
      stored = how(stored);
    }),
  };
  await resume({ ...page.options, view: { read: () => sampleHistory(prompts) } }, drafts);
  return { ...page, drafts, stored };
}

test('goes on with the prompt that was left in the middle, as the same one', async () => {
  const one = draft();
  const { opened, options, stored } = await resumed(one);
  expect(opened).toEqual([{ survey: options.surveys[0], trigger: 'event:paid', draft: stored }]);
  expect(stored).toMatchObject({ prompt: one.prompt, journey: { comment: 'Fa' }, at: one.at });
  expect((stored as Draft).holder, 'held by this page from now on').not.toBe('a tab');
  // The next page of this tab may be the one where the moment is calm.
  expect(sessionStorage.getItem(mark)).toBe((stored as Draft).holder);
});

test('goes on with none where there is none', async () => {
  expect((await resumed(undefined)).opened).toEqual([]);
});

test('goes on with none that is already on the screen', async () => {
  document.body.append(document.createElement('earshot-prompt'));
  const { opened, drafts } = await resumed(draft());
  expect([opened, drafts.change.mock.calls]).toEqual([[], []]);
});

test('goes on with none of a survey that this page does not have, and leaves it to one that has', async () => {
  const one = draft({ prompt: sampleFacts({ survey: 'ces' }) });
  expect(await resumed(one)).toMatchObject({ opened: [], stored: one });
});

test('goes on with none of another tab', async () => {
  sessionStorage.clear();
  expect((await resumed(draft())).opened).toEqual([]);
});

test('goes on with none of another user', async () => {
  expect((await resumed(draft(), { user: 'ann' })).opened).toEqual([]);
  expect((await resumed(draft({ prompt: sampleFacts({ user: 'ann' }) }), { user: 'ann' })).opened).toHaveLength(1);
});

test('erases one that another prompt came after', async () => {
  const prompts = [id, sampleId(2)].map((one) => ({ id: one, survey: 'nps', shownAt: Date.now() }));
  expect(await resumed(draft(), {}, prompts)).toMatchObject({ opened: [], stored: undefined });
});

test('erases one of yesterday', async () => {
  expect(await resumed(draft({ at: Date.now() - 864e5 }))).toMatchObject({ opened: [], stored: undefined });
});

test.each<[what: string, broken: unknown]>([
  ['nothing', {}],
  ['no prompt', { ...draft(), prompt: undefined }],
  ['text', 'broken'],
])('says nothing of a draft that holds %s', async (_, broken) => {
  const { opened, problems } = await resumed(broken as Draft);
  expect([opened, problems]).toEqual([[], []]);
});

test('says nothing where drafts or marks cannot be read', async () => {
  expect((await resumed(new Error('blocked'))).opened).toEqual([]);
  vi.stubGlobal('sessionStorage', undefined);
  expect((await resumed(draft())).opened).toEqual([]);
});
