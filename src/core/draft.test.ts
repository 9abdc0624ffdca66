import { expect, test } from 'vitest';
import { takeDraft, type Draft, type Resuming } from './draft.ts';
import { dayMs, minuteMs } from './duration.ts';
import { sampleAt, sampleFacts, sampleHistory, sampleId } from './samples.ts';

const draft: Draft = {
  prompt: sampleFacts(),
  progress: { revision: 2, outcome: 'scored', score: 9 },
  comment: 'Fa',
  at: sampleAt,
  isLeft: false,
  holder: 'one',
};
const resuming = (more: Partial<Resuming> = {}): Resuming => ({
  user: undefined,
  history: sampleHistory([{ id: sampleId(1), survey: 'nps', shownAt: sampleAt }]),
  mark: null,
  now: sampleAt + 2 * minuteMs,
  ...more,
});

test('of the tabs of a restored browser one goes on with what a crash cut short', () => {
  const first = takeDraft(draft, 'first', resuming());
  expect(first).toMatchObject({ holder: 'first', at: sampleAt + 2 * minuteMs, comment: 'Fa' });
  expect(takeDraft(first, 'second', resuming())).toBeUndefined();
  // Not even the tab that held it before.
  expect(takeDraft(first, 'second', resuming({ mark: 'one' }))).toBeUndefined();
});

test('the same tab goes on at once', () => {
  const now = sampleAt + 1;
  expect(takeDraft(draft, 'two', resuming({ mark: 'one', now }))).toMatchObject({ holder: 'two', at: now });
  expect(takeDraft({ ...draft, isLeft: true }, 'two', resuming({ mark: 'one' }))).toMatchObject({ isLeft: false });
  expect(takeDraft(draft, 'two', resuming({ mark: 'other', now }))).toBeUndefined();
  expect(takeDraft({ ...draft, isLeft: true }, 'two', resuming())).toBeUndefined();
});

test('goes on with a revision that cannot have been given, though its draft was lost', () => {
  const { progress } = takeDraft(draft, 'two', resuming()) ?? draft;
  expect(progress.revision).toBeGreaterThan(50);
  expect(progress).toMatchObject({ outcome: 'scored', score: 9 });
});

test('goes on neither for somebody else, nor a day later, nor after another prompt, nor where there is none', () => {
  expect(takeDraft(draft, 'two', resuming({ user: 'u1' }))).toBeUndefined();
  expect(takeDraft(draft, 'two', resuming({ now: sampleAt + dayMs }))).toBeUndefined();
  expect(takeDraft(draft, 'two', resuming({ history: sampleHistory() }))).toBeUndefined();
  expect(takeDraft(draft, 'two', resuming({ history: { ...resuming().history, never: true } }))).toBeUndefined();
  expect(takeDraft(undefined, 'two', resuming())).toBeUndefined();
});
