import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft } from '../core/draft.ts';
import { sampleAt, sampleFacts } from '../core/samples.ts';
import { openSampleSession as open, type SampleSession } from './sample-session.ts';

beforeEach(() => vi.useFakeTimers({ now: sampleAt }));
afterEach(() => vi.useRealTimers());

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
/** What was done shows. */
const show = (): void => void vi.advanceTimersByTime(0);
/** The last draft that was stored. */
const last = ({ drafts }: SampleSession): Draft | undefined => drafts.at(-1);

test('keeps the score and what is typed with each step', () => {
  const prompt = open();
  prompt.session.choose(9);
  expect(prompt.drafts, 'the choice shows first').toEqual([]);
  show();
  expect(prompt.drafts).toEqual([
    {
      prompt: sampleFacts({ test: false }),
      progress: { revision: 1, outcome: 'scored', score: 9, scoredAt: sampleAt },
      journey: undefined,
      at: sampleAt,
      heldAt: sampleAt,
      holder: sampleFacts().id,
    },
  ]);
  prompt.session.give({ comment: 'Fa' });
  show();
  expect(last(prompt)).toMatchObject({ journey: { comment: 'Fa' }, progress: { revision: 1, score: 9 } });
  prompt.session.choose(2);
  show();
  expect(last(prompt)).toMatchObject({ journey: { comment: 'Fa' }, progress: { revision: 2, score: 2 } });
});

test('keeps nothing of who has chosen nothing', async () => {
  const prompt = open();
  prompt.session.seen();
  prompt.session.leave();
  await settle();
  expect(prompt.drafts).toEqual([]);
});

test('notes on leaving, and after a minute of rest, that its page was left in good order, and writes nothing', async () => {
  for (const leave of [({ session }: SampleSession) => session.leave(), () => vi.advanceTimersByTimeAsync(60_000)]) {
    const prompt = open();
    prompt.session.choose(9);
    prompt.session.give({ comment: 'Fa' });
    show();
    const { length } = [...prompt.drafts, ...prompt.kept];
    await leave(prompt);
    expect(prompt.left).toEqual([sampleFacts().id]);
    expect([...prompt.drafts, ...prompt.kept]).toHaveLength(length);
  }
});

test('notes nothing of a prompt without a score, or of one that is finished', async () => {
  const prompt = open();
  prompt.session.leave();
  prompt.session.choose(9);
  prompt.session.finish({ comment: 'Fast.' }, prompt.tellDelivery);
  prompt.session.leave();
  await settle();
  expect(prompt.left).toEqual([]);
});

test('goes on as before with who comes back and types on', async () => {
  const prompt = open();
  prompt.session.choose(9);
  prompt.session.leave();
  vi.setSystemTime(sampleAt + 5);
  prompt.session.give({ comment: 'Fast' });
  show();
  expect(last(prompt)).toMatchObject({ journey: { comment: 'Fast' }, at: sampleAt + 5 });
});

test('erases the draft once it is finished, and keeps none of it afterwards', async () => {
  const prompt = open();
  prompt.session.choose(9);
  prompt.session.finish({ comment: 'Fast.' }, prompt.tellDelivery);
  expect(last(prompt)).toBeUndefined();
  const { length } = prompt.drafts;
  prompt.session.leave();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(prompt.drafts).toHaveLength(length);
});

test.each(['dismissed', 'later', 'never'] as const)('erases the draft when it is closed as %s', async (refusal) => {
  const prompt = open();
  prompt.session.choose(9);
  show();
  prompt.session.close(refusal);
  prompt.session.leave();
  await settle();
  expect(prompt.drafts).toEqual([expect.objectContaining({ journey: undefined }), undefined]);
});

test('writes no draft any more once it is closed, however soon', async () => {
  const prompt = open();
  prompt.session.choose(9);
  prompt.session.close('dismissed');
  await settle();
  expect(prompt.drafts).toEqual([undefined]);
});

test('keeps no draft of a test', async () => {
  const prompt = open(true);
  prompt.session.choose(9);
  prompt.session.give({ comment: 'Fa' });
  prompt.session.leave();
  await settle();
  expect([prompt.drafts, prompt.left]).toEqual([[], []]);
});

const draft: Draft = {
  prompt: sampleFacts(),
  progress: { revision: 3, outcome: 'scored', score: 9, scoredAt: sampleAt - 5_000 },
  journey: { comment: 'Fa' },
  at: sampleAt - 1_000,
  heldAt: sampleAt,
  holder: 'a tab',
};

test('goes on with a draft as the same prompt: shown once, with the next revision', async () => {
  const prompt = open(false, {}, draft);
  expect(prompt.events).toEqual([]);
  prompt.session.seen();
  await settle();
  expect([prompt.kept, prompt.posted]).toEqual([[], []]);
  expect(prompt.drafts, 'held, and there is a connection').toEqual([draft]);
  prompt.session.finish({ comment: 'Fast.' }, prompt.tellDelivery);
  await settle();
  expect(prompt.posted).toMatchObject([
    { id: draft.prompt.id, revision: 4, outcome: 'answered', score: 9, comment: 'Fast.' },
  ]);
  expect(prompt.posted[0]?.scoredAt, 'the instant of the choice').toBe('2026-11-21T09:59:55.000Z');
});

test('counts the score of a draft that is closed', async () => {
  const prompt = open(false, {}, draft);
  prompt.session.close('dismissed');
  await settle();
  expect(prompt.posted).toMatchObject([{ revision: 4, outcome: 'scored', score: 9 }]);
  expect(last(prompt)).toBeUndefined();
});

test('keeps what a draft held where the visitor only changes the score', () => {
  const prompt = open(false, {}, draft);
  prompt.session.choose(1);
  show();
  expect(last(prompt)).toMatchObject({
    journey: { comment: 'Fa' },
    progress: { revision: 4, score: 1 },
    holder: 'a tab',
  });
});

test('sends nothing again of a draft that is left as it is', async () => {
  const prompt = open(false, {}, draft);
  prompt.session.leave();
  await settle();
  expect(prompt.posted).toEqual([]);
  expect([prompt.drafts, prompt.left]).toEqual([[draft], [draft.prompt.id]]);
});
