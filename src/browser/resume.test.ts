// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftMark, type Draft } from '../core/draft.ts';
import { sampleFacts, sampleHistory, sampleId } from '../core/samples.ts';
import { resume } from './resume.ts';
import { openSamplePage } from './sample-page.ts';

const id = sampleId(1);
const draft = (more: Partial<Draft> = {}): Draft => ({
  prompt: sampleFacts({ trigger: 'event:paid' }),
  progress: { revision: 3, outcome: 'scored', score: 9 },
  comment: 'Fa',
  at: Date.now(),
  isLeft: true,
  ...more,
});

beforeEach(() => sessionStorage.setItem(draftMark('acme.example'), id));
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
  const read = vi.fn<() => Promise<Draft | undefined>>(async () => {
    if (one instanceof Error) throw one;
    return one;
  });
  await resume({ ...page.options, view: { read: () => sampleHistory(prompts) } }, read);
  return { ...page, read };
}

test('goes on with the prompt that was left in the middle, as the same one', async () => {
  const one = draft();
  const { opened, options } = await resumed(one);
  expect(opened).toEqual([{ survey: options.surveys[0], trigger: 'event:paid', draft: one }]);
});

test('goes on with none where there is none', async () => {
  expect((await resumed(undefined)).opened).toEqual([]);
});

test('goes on with none that is already on the screen', async () => {
  document.body.append(document.createElement('earshot-prompt'));
  const { opened, read } = await resumed(draft());
  expect([opened, read.mock.calls]).toEqual([[], []]);
});

test('goes on with none of a survey that this page does not have', async () => {
  expect((await resumed(draft({ prompt: sampleFacts({ survey: 'ces' }) }))).opened).toEqual([]);
});

test('goes on with none of another tab', async () => {
  sessionStorage.clear();
  expect((await resumed(draft())).opened).toEqual([]);
});

test('goes on with none of another user', async () => {
  expect((await resumed(draft(), { user: 'ann' })).opened).toEqual([]);
  expect((await resumed(draft({ prompt: sampleFacts({ user: 'ann' }) }), { user: 'ann' })).opened).toHaveLength(1);
});

test('goes on with none once another prompt came after it', async () => {
  const prompts = [id, sampleId(2)].map((one) => ({ id: one, survey: 'nps', shownAt: Date.now() }));
  expect((await resumed(draft(), {}, prompts)).opened).toEqual([]);
});

test('goes on with none of yesterday', async () => {
  expect((await resumed(draft({ at: Date.now() - 864e5 }))).opened).toEqual([]);
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
