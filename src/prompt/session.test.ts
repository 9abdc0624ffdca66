import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleAt, sampleId } from '../core/samples.ts';
import { openSampleSession as open } from './sample-session.ts';

beforeEach(() => vi.useFakeTimers({ now: sampleAt }));
afterEach(() => vi.useRealTimers());

/** What goes out goes in a later task: the delivery is opened first. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('tells the page that it is shown, and sends nothing', async () => {
  const { events, kept, posted } = open();
  expect(events).toMatchObject([{ name: 'shown', id: sampleId(1), survey: 'nps', kind: 'nps', outcome: 'shown' }]);
  expect([kept, posted]).toEqual([[], []]);
});

test('has a score on disk in the moment it is chosen, as revision 1, and does not send it yet', async () => {
  const { session, kept, posted, events } = open();
  session.choose(9);
  expect(kept).toMatchObject([
    { revision: 1, outcome: 'scored', score: 9, segment: 'positive', scoredAt: '2026-11-21T10:00:00.000Z' },
  ]);
  await settle();
  expect(posted).toEqual([]);
  expect(events.at(-1)).toMatchObject({ name: 'scored', score: 9, segment: 'positive' });
});

test('sends once what is finished, with the comment, as revision 2', async () => {
  const { session, posted, tellDelivery } = open();
  session.choose(9);
  session.finish({ comment: 'Fast.' }, tellDelivery);
  session.close('dismissed');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(posted).toMatchObject([
    { revision: 2, outcome: 'answered', score: 9, comment: 'Fast.', closedAt: '2026-11-21T10:00:00.000Z' },
  ]);
});

test('takes a close without a score for a dismissal, and sends nothing', async () => {
  const { session, kept, posted, told, events } = open();
  session.close('dismissed');
  await settle();
  expect([kept, posted]).toEqual([[], []]);
  for (const history of [told.view, told.durable])
    expect(history.prompts).toMatchObject([{ outcome: 'dismissed', endedAt: sampleAt }]);
  expect(events.at(-1)).toMatchObject({ name: 'closed', outcome: 'dismissed', score: undefined });
});

test.each(['later', 'never'] as const)('remembers that the visitor said "%s"', (refusal) => {
  const { session, told, events } = open();
  session.close(refusal);
  for (const history of [told.view, told.durable]) {
    expect(history.prompts).toMatchObject([{ outcome: refusal, endedAt: sampleAt }]);
    expect(history.never).toBe(refusal === 'never');
  }
  expect(events.at(-1)).toMatchObject({ name: 'closed', outcome: refusal });
});

test('sends a score that is followed by a close as `scored`: it counts', async () => {
  const { session, posted, events, told } = open();
  session.choose(3);
  session.close('dismissed');
  await settle();
  expect(posted).toMatchObject([{ revision: 2, outcome: 'scored', score: 3, segment: 'negative' }]);
  expect(events.at(-1)).toMatchObject({ name: 'closed', outcome: 'scored' });
  expect(told.durable.prompts).toMatchObject([{ outcome: 'scored' }]);
});

test('stores what is final as final, before it goes out', async () => {
  const { session, kept, posted, tellDelivery } = open();
  session.choose(9);
  session.finish({ comment: 'Fast.' }, tellDelivery);
  expect(kept.map(({ revision, isFinal }) => [revision, isFinal])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect(posted).toEqual([]);
  await settle();
  expect(posted).toHaveLength(1);
});

test('sends once when the page is left, and later steps with a higher revision', async () => {
  const { session, posted, tellDelivery } = open();
  session.choose(9);
  session.leave();
  session.leave();
  await settle();
  expect(posted.map(({ revision, outcome }) => [revision, outcome])).toEqual([[1, 'scored']]);
  session.finish({ comment: 'Fast.' }, tellDelivery);
  await settle();
  expect(posted.map(({ revision, outcome }) => [revision, outcome])).toEqual([
    [1, 'scored'],
    [2, 'answered'],
  ]);
});

test('sends nothing when the page is left before a score', async () => {
  const { session, posted, kept } = open();
  session.give({ comment: 'Fa' });
  session.leave();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([posted, kept]).toEqual([[], []]);
});

test('raises the revision with each change of the score, and sends the last one', async () => {
  const { session, kept, posted } = open();
  for (const score of [9, 2, 10]) session.choose(score);
  expect(kept.map(({ revision, score }) => [revision, score])).toEqual([
    [1, 9],
    [2, 2],
    [3, 10],
  ]);
  session.leave();
  await settle();
  expect(posted).toMatchObject([{ revision: 3, score: 10 }]);
});

test('a score of 0 is a score', async () => {
  const { session, kept, posted, events } = open();
  session.choose(0);
  expect(kept).toMatchObject([{ score: 0, segment: 'negative' }]);
  expect(events.at(-1)).toMatchObject({ score: 0 });
  session.close('dismissed');
  await settle();
  expect(posted).toMatchObject([{ score: 0, outcome: 'scored' }]);
});

test('sends the score after a minute without a further step', async () => {
  const { session, posted } = open();
  session.choose(9);
  await vi.advanceTimersByTimeAsync(59_000);
  session.give({ comment: 'Fa' });
  await vi.advanceTimersByTimeAsync(59_999);
  expect(posted).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(posted).toMatchObject([{ revision: 1, score: 9 }]);
});

test('remembers in both histories that the prompt was seen', () => {
  const { session, told } = open();
  session.seen();
  for (const history of [told.view, told.durable]) expect(history.prompts).toMatchObject([{ seenAt: sampleAt }]);
});

test('leaves no trace of a test in the durable history, and marks what it sends', async () => {
  const { session, posted, told, tellDelivery } = open(true);
  session.seen();
  session.choose(9);
  session.finish({ comment: '' }, tellDelivery);
  expect(told.durable.prompts).toEqual([{ id: sampleId(1), survey: 'nps', shownAt: sampleAt }]);
  await settle();
  expect(posted).toMatchObject([{ test: true, outcome: 'answered' }]);
});

test('tells the page no comment', () => {
  const { session, events, tellDelivery } = open();
  session.choose(9);
  session.finish({ comment: 'secret' }, tellDelivery);
  session.close('dismissed');
  expect(JSON.stringify(events)).not.toContain('secret');
});

test('sends nothing more once it is taken down', async () => {
  const { session, posted, kept, stop } = open();
  session.choose(9);
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  // It is on disk: the next page sends it.
  expect([kept.length, posted.length, vi.getTimerCount()]).toEqual([1, 0, 0]);
});
