import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleAt } from '../core/samples.ts';
import { openSampleSession, type SampleSession } from './sample-session.ts';

beforeEach(() => vi.useFakeTimers({ now: sampleAt }));
afterEach(() => vi.useRealTimers());

/** A prompt of an owner who wants to know of prompts without a score, too. */
const open = (isTest = false): SampleSession => openSampleSession(isTest, { report: 'outcomes' });
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const steps = ({ posted }: SampleSession): unknown[] => posted.map(({ revision, outcome }) => [revision, outcome]);

test('stores that it was seen, and sends it only once it is left', async () => {
  const prompt = open();
  prompt.session.seen();
  await settle();
  expect(prompt.kept).toMatchObject([{ revision: 1, outcome: 'shown', isFinal: false }]);
  expect(prompt.kept[0]).not.toHaveProperty('score');
  expect(prompt.posted).toEqual([]);
});

test('has nothing to tell of a prompt that nobody saw', async () => {
  const prompt = open();
  prompt.session.leave();
  await settle();
  expect([prompt.kept, prompt.posted]).toEqual([[], []]);
});

test('tells of a prompt that was seen and left alone as ignored, once', async () => {
  const prompt = open();
  prompt.session.seen();
  prompt.session.leave();
  prompt.session.leave();
  await settle();
  expect(steps(prompt)).toEqual([[2, 'ignored']]);
  // It has no outcome yet: whoever comes back finds it as it was.
  expect(prompt.told.view.prompts).toMatchObject([{ seenAt: sampleAt }]);
  expect(prompt.told.view.prompts[0]).not.toHaveProperty('outcome');
});

test('lets whoever comes back still answer, with a higher revision', async () => {
  const prompt = open();
  prompt.session.seen();
  prompt.session.leave();
  prompt.session.choose(9);
  prompt.session.finish({ comment: 'Fast.' }, prompt.tellDelivery);
  await settle();
  expect(steps(prompt)).toEqual([
    [2, 'ignored'],
    [4, 'answered'],
  ]);
  expect(prompt.told.durable.prompts).toMatchObject([{ outcome: 'answered' }]);
});

test.each(['dismissed', 'later', 'never'] as const)('tells of a prompt that was %s', async (refusal) => {
  const prompt = open();
  prompt.session.seen();
  prompt.session.close(refusal);
  await settle();
  expect(steps(prompt)).toEqual([[2, refusal]]);
  expect(prompt.posted[0]).toMatchObject({ closedAt: '2026-11-21T10:00:00.000Z' });
  expect(prompt.posted[0]).not.toHaveProperty('segment');
});

test('tells of a refusal that came before it was seen', async () => {
  const prompt = open();
  prompt.session.close('never');
  await settle();
  expect(steps(prompt)).toEqual([[1, 'never']]);
});

test('counts a score before a close as such, as without that setting', async () => {
  const prompt = open();
  prompt.session.seen();
  prompt.session.choose(0);
  prompt.session.close('dismissed');
  await settle();
  expect(prompt.posted).toMatchObject([{ revision: 3, outcome: 'scored', score: 0 }]);
});

test('takes a second sight of it for the first', async () => {
  const prompt = open();
  prompt.session.seen();
  prompt.session.seen();
  expect(prompt.kept).toHaveLength(1);
});

test('marks what it tells of a test', async () => {
  const prompt = open(true);
  prompt.session.seen();
  prompt.session.close('dismissed');
  await settle();
  expect(prompt.posted).toMatchObject([{ test: true, outcome: 'dismissed' }]);
});
