import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Journey } from '../core/journey.ts';
import { sampleAt } from '../core/samples.ts';
import { openSampleSession as open } from './sample-session.ts';

beforeEach(() => vi.useFakeTimers({ now: sampleAt }));
afterEach(() => vi.useRealTimers());

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
/** What was done shows. */
const show = (): void => void vi.advanceTimersByTime(0);
const atFirst: Journey = { score: 3, reasons: ['price'], step: 'why' };
const atSecond: Journey = { ...atFirst, answers: { why: 'Slow.' }, step: 'what' };

/** A visitor who has answered the score's view and the first step. */
function begin() {
  const prompt = open();
  prompt.session.choose(3);
  show();
  prompt.session.advance({ reasons: ['price'] }, atFirst);
  show();
  prompt.session.give({ ...atFirst, answers: { why: 'Slow.' } });
  show();
  prompt.session.advance({ reasons: ['price'], answers: { why: 'Slow.' } }, atSecond);
  show();
  return prompt;
}

test('stores each step as a revision of its own, and posts none', async () => {
  const { kept, posted } = begin();
  expect(kept).toMatchObject([
    { revision: 1, outcome: 'scored', isFinal: false },
    { revision: 2, outcome: 'answered', reasons: ['price'], isFinal: false },
    { revision: 3, outcome: 'answered', reasons: ['price'], answers: { why: 'Slow.' }, isFinal: false },
  ]);
  expect(kept.every((response) => response.closedAt === undefined)).toBe(true);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(posted).toEqual([]);
});

test('posts once, at the end', async () => {
  const { session, posted, tellDelivery, deliveries, told } = begin();
  session.finish({ reasons: ['price'], answers: { why: 'Slow.', what: 'b' } }, tellDelivery);
  session.close('dismissed');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(posted).toMatchObject([
    {
      revision: 4,
      outcome: 'answered',
      score: 3,
      reasons: ['price'],
      answers: { why: 'Slow.', what: 'b' },
      closedAt: '2026-11-21T10:00:00.000Z',
    },
  ]);
  expect(deliveries).toEqual(['saved', 'sent']);
  expect(told.durable.prompts).toMatchObject([{ outcome: 'answered' }]);
});

test('posts once what was answered when it is closed in the middle, as `answered`', async () => {
  const { session, posted, drafts, events, told } = begin();
  session.close('dismissed');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(posted).toMatchObject([{ revision: 4, outcome: 'answered', answers: { why: 'Slow.' } }]);
  expect(posted[0]?.closedAt).toBeDefined();
  expect(drafts.at(-1)).toBeUndefined();
  expect(events.at(-1)).toMatchObject({ name: 'closed', outcome: 'answered', score: 3 });
  for (const history of [told.view, told.durable]) expect(history.prompts).toMatchObject([{ outcome: 'answered' }]);
});

test('leaves out what was typed in a step that nobody went on from', async () => {
  const { session, posted } = begin();
  session.give({ ...atSecond, answers: { why: 'Slow.', what: 'b' } });
  session.close('dismissed');
  await settle();
  expect(posted).toMatchObject([{ answers: { why: 'Slow.' } }]);
});

test('keeps in the draft how far the visitor is, and what is typed there', () => {
  const { drafts, session } = begin();
  expect(drafts.map((draft) => draft?.journey)).toEqual([
    undefined,
    atFirst,
    { ...atFirst, answers: { why: 'Slow.' } },
    atSecond,
  ]);
  expect(drafts.at(-1)?.progress).toMatchObject({ revision: 3, outcome: 'answered', answers: { why: 'Slow.' } });
  session.advance({ reasons: ['price'] }, atFirst);
  show();
  expect(drafts.at(-1)?.journey).toEqual(atFirst);
});

test('goes on with a draft where it was left, with the next revision', async () => {
  const { drafts } = begin();
  const prompt = open(false, {}, drafts.at(-1));
  prompt.session.finish({ answers: { why: 'Slow.', what: 'b' } }, prompt.tellDelivery);
  await settle();
  expect(prompt.posted).toMatchObject([{ revision: 4, outcome: 'answered', score: 3, answers: { what: 'b' } }]);
});

test('posts what there is when the page is left, and the rest with a higher revision', async () => {
  const { session, posted, left, tellDelivery } = begin();
  session.leave();
  await settle();
  expect(posted).toMatchObject([{ revision: 3, outcome: 'answered', answers: { why: 'Slow.' } }]);
  expect(left).toHaveLength(1);
  session.finish({ answers: { why: 'Slow.', what: 'b' } }, tellDelivery);
  await settle();
  expect(posted.map(({ revision }) => revision)).toEqual([3, 4]);
});

test('leaves out at once what another score does not ask for, and stays answered', async () => {
  const { session, kept, posted } = begin();
  session.choose(10, { reasons: [], answers: {} });
  expect(kept.at(-1)).toMatchObject({ revision: 4, outcome: 'answered', score: 10, segment: 'positive' });
  expect([kept.at(-1)?.reasons, kept.at(-1)?.answers]).toEqual([undefined, undefined]);
  session.close('dismissed');
  await settle();
  expect(posted).toMatchObject([{ revision: 5, outcome: 'answered', score: 10 }]);
});

test('takes nothing along with a first score that was typed, but not sent', () => {
  const { session, kept } = open();
  session.choose(3, {});
  session.give({ score: 3, comment: 'Half of a' });
  session.choose(4, { comment: 'Half of a' });
  expect(kept.map(({ outcome, comment }) => [outcome, comment])).toEqual([
    ['scored', undefined],
    ['scored', undefined],
  ]);
});
