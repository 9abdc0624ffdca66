import { expect, test } from 'vitest';
import { draftKey, draftMark, isOutdated, takeDraft, type Draft, type Resuming } from './draft.ts';
import { dayMs, minuteMs } from './duration.ts';
import { sampleAt as now, sampleFacts, sampleHistory, sampleId } from './samples.ts';

const id = sampleId(1);
const shown = { id, survey: 'nps', shownAt: now };
const history = sampleHistory([shown]);

const draft = (more: Partial<Draft> = {}): Draft => ({
  prompt: sampleFacts(),
  progress: { revision: 2, outcome: 'scored', score: 9 },
  journey: { comment: 'Fa' },
  at: now,
  holder: 'one',
  heldAt: now,
  ...more,
});
const asked = (more: Partial<Resuming> = {}): Resuming => ({
  user: undefined,
  own: 'one',
  left: null,
  now: now + 1,
  ...more,
});

test('keeps the drafts and marks of two sites of one origin apart', () => {
  expect([draftKey('a'), draftMark('a')]).toEqual(['draft:a', 'earshot-draft:a']);
});

test('is outdated after a day without a change, by a clock that goes either way', () => {
  expect(isOutdated(draft(), history, now + dayMs - 1)).toBe(false);
  expect(isOutdated(draft(), history, now + dayMs)).toBe(true);
  expect(isOutdated(draft(), history, now - dayMs + 1)).toBe(false);
  expect(isOutdated(draft(), history, now - dayMs)).toBe(true);
  expect(isOutdated(draft({ at: 'soon' as unknown as number }), history, now)).toBe(true);
});

test('is outdated once another prompt came after it, whatever that was for', () => {
  const later = { id: sampleId(2), survey: 'ces', shownAt: now + 1 };
  expect(isOutdated(draft(), sampleHistory([shown, later]), now)).toBe(true);
  expect(isOutdated(draft(), sampleHistory([{ ...later, shownAt: now - 1 }, shown]), now)).toBe(false);
});

test('is outdated where the history knows nothing of it, or that it was answered, or that nobody is to ask again', () => {
  expect(isOutdated(draft(), sampleHistory(), now)).toBe(true);
  expect(isOutdated(draft(), sampleHistory([{ ...shown, outcome: 'scored', endedAt: now }]), now)).toBe(false);
  expect(isOutdated(draft(), sampleHistory([{ ...shown, outcome: 'answered', endedAt: now }]), now)).toBe(true);
  expect(isOutdated(draft(), { ...history, never: true }, now)).toBe(true);
});

test('is outdated where it is broken', () => {
  expect(isOutdated({ at: now } as Draft, history, now)).toBe(true);
});

test('goes on in the same tab at once, whether it was left or not', () => {
  expect(takeDraft(draft(), 'two', asked())).toMatchObject({
    holder: 'two',
    heldAt: now + 1,
    at: now,
    journey: { comment: 'Fa' },
  });
  expect(takeDraft(draft(), 'two', asked({ left: id }))).toMatchObject({ holder: 'two' });
});

test.each([
  ['nobody', undefined, undefined, true],
  ['the same user', 'ann', 'ann', true],
  ['another user', 'ann', 'bob', false],
  ['somebody who has signed in', undefined, 'ann', false],
  ['somebody who has signed out', 'ann', undefined, false],
])('for %s: %j, then %j', (_, before, user, isResumed) => {
  const own = draft({ prompt: sampleFacts({ user: before }) });
  expect(takeDraft(own, 'two', asked({ user })) !== undefined).toBe(isResumed);
});

test.each([null, 'other'])('leaves it to its own tab, where its page was left in good order: this one is %j', (own) => {
  expect(takeDraft(draft(), 'two', asked({ own, left: id, now: now + dayMs - 1 }))).toBeUndefined();
});

test('goes on in another tab once its own is gone without a word for a minute', () => {
  const later = (ms: number): Resuming => asked({ own: null, now: now + ms });
  expect(takeDraft(draft(), 'two', later(minuteMs))).toBeUndefined();
  expect(takeDraft(draft(), 'two', later(minuteMs + 1))).toBeDefined();
  expect(
    takeDraft(draft(), 'two', { ...later(minuteMs + 1), left: sampleId(2) }),
    'another one was left',
  ).toBeDefined();
});

test('of the tabs of a restored browser one goes on with what a crash cut short', () => {
  const restored = asked({ own: null, now: now + 2 * minuteMs });
  const first = takeDraft(draft(), 'first', restored) as Draft;
  expect(first).toMatchObject({ holder: 'first', heldAt: now + 2 * minuteMs, at: now });
  expect(takeDraft(first, 'second', restored)).toBeUndefined();
  // Not even the tab that held it before.
  expect(takeDraft(first, 'second', { ...restored, own: 'one' })).toBeUndefined();
});

test('goes on with a revision that cannot have been given, though its draft was lost', () => {
  const { progress } = takeDraft(draft(), 'two', asked()) as Draft;
  expect(progress.revision).toBeGreaterThan(50);
  expect(progress).toMatchObject({ outcome: 'scored', score: 9 });
});
