import { expect, test } from 'vitest';
import { draftKey, draftMark, mayResume, type Draft, type Resuming } from './draft.ts';
import { dayMs } from './duration.ts';
import { sampleAt as now, sampleFacts, sampleHistory, sampleId } from './samples.ts';

const id = sampleId(1);
const shown = { id, survey: 'nps', shownAt: now };

const draft = (more: Partial<Draft> = {}): Draft => ({
  prompt: sampleFacts(),
  progress: { revision: 1, outcome: 'scored', score: 9, scoredAt: now },
  comment: 'Fa',
  at: now,
  isLeft: true,
  ...more,
});
const asked = (more: Partial<Resuming> = {}): Resuming => ({
  user: undefined,
  history: sampleHistory([shown]),
  mark: id,
  now: now + 1,
  ...more,
});

test('keeps the drafts and marks of two sites of one origin apart', () => {
  expect([draftKey('a'), draftMark('a')]).toEqual(['draft:a', 'earshot-draft:a']);
});

test('goes on in the same tab, at once', () => {
  expect(mayResume(draft(), asked())).toBe(true);
  expect(mayResume(draft({ isLeft: false }), asked())).toBe(true);
});

test('goes on in the same tab for a day, by a clock that goes either way', () => {
  expect(mayResume(draft(), asked({ now: now + dayMs - 1 }))).toBe(true);
  expect(mayResume(draft(), asked({ now: now + dayMs }))).toBe(false);
  expect(mayResume(draft(), asked({ now: now - dayMs + 1 }))).toBe(true);
  expect(mayResume(draft(), asked({ now: now - dayMs }))).toBe(false);
});

test.each([
  ['nobody', undefined, undefined, true],
  ['the same user', 'ann', 'ann', true],
  ['another user', 'ann', 'bob', false],
  ['somebody who has signed in', undefined, 'ann', false],
  ['somebody who has signed out', 'ann', undefined, false],
])('for %s: %j, then %j', (_, before, user, isResumed) => {
  expect(mayResume(draft({ prompt: sampleFacts({ user: before }) }), asked({ user }))).toBe(isResumed);
});

test.each([null, sampleId(2)])('leaves it to the tab that wrote it, which said that it was left: mark %j', (mark) => {
  expect(mayResume(draft(), asked({ mark, now: now + dayMs - 1 }))).toBe(false);
});

test('goes on in another tab once its own is gone without a word for a minute', () => {
  expect(mayResume(draft({ isLeft: false }), asked({ mark: null, now: now + 60_001 }))).toBe(true);
  expect(mayResume(draft({ isLeft: false }), asked({ mark: null, now: now + 60_000 }))).toBe(false);
});

test('does not go on once another prompt came after it, whatever that was for', () => {
  const later = { id: sampleId(2), survey: 'ces', shownAt: now + 1 };
  expect(mayResume(draft(), asked({ history: sampleHistory([shown, later]) }))).toBe(false);
  expect(mayResume(draft(), asked({ history: sampleHistory([{ ...later, shownAt: now - 1 }, shown]) }))).toBe(true);
});

test('does not go on where the history knows nothing of it any more', () => {
  expect(mayResume(draft(), asked({ history: sampleHistory() }))).toBe(false);
});

test('does not go on once the visitor does not want to be asked again', () => {
  expect(mayResume(draft(), asked({ history: sampleHistory([shown], { never: true }) }))).toBe(false);
});
