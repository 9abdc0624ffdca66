import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { History } from '../core/history.ts';
import type { EventDetail, PromptOptions } from '../core/ports.ts';
import type { Response } from '../core/response.ts';
import { sampleAt, sampleConfig, sampleFacts, sampleHistory, sampleId } from '../core/samples.ts';
import { openSession } from './session.ts';

beforeEach(() => vi.useFakeTimers({ now: sampleAt }));
afterEach(() => vi.useRealTimers());

/** A prompt that was just claimed, in a page whose outbox, history and events are to be seen from outside. */
function open(isTest = false) {
  const kept: Response[] = [];
  const posted: Response[] = [];
  const events: (EventDetail & { name: string })[] = [];
  const claimed = sampleHistory([{ id: sampleId(1), survey: 'nps', shownAt: sampleAt }]);
  const told: { view: History; durable: History } = { view: claimed, durable: claimed };
  const options = {
    site: sampleConfig().site,
    signal: new AbortController().signal,
    outbox: {
      keep: async (response: Response) => void kept.push(response),
      send: async (response: Response) => {
        posted.push(response);
        return 'sent';
      },
      remember: async (how: (history: History, now: number) => History) => {
        told.durable = how(told.durable, Date.now());
      },
    },
    change(how: (history: History, now: number) => History) {
      told.view = how(told.view, Date.now());
    },
    emit: (name: string, detail: EventDetail) => events.push({ name, ...detail }),
  } as unknown as PromptOptions;
  const abort = new AbortController();
  const session = openSession({ ...options, signal: abort.signal }, sampleFacts({ test: isTest }));
  return { session, kept, posted, events, told, stop: () => abort.abort() };
}

test('tells the page that it is shown, and sends nothing', () => {
  const { events, kept, posted } = open();
  expect(events).toMatchObject([{ name: 'shown', id: sampleId(1), survey: 'nps', kind: 'nps', outcome: 'shown' }]);
  expect([kept, posted]).toEqual([[], []]);
});

test('has a score on disk in the moment it is chosen, as revision 1, and does not send it yet', () => {
  const { session, kept, posted, events } = open();
  session.choose(9);
  expect(kept).toMatchObject([
    { revision: 1, outcome: 'scored', score: 9, segment: 'positive', scoredAt: '2026-11-21T10:00:00.000Z' },
  ]);
  expect(posted).toEqual([]);
  expect(events.at(-1)).toMatchObject({ name: 'scored', score: 9, segment: 'positive' });
});

test('sends once what is finished, with the comment, as revision 2', () => {
  const { session, posted } = open();
  session.choose(9);
  session.finish('Fast.');
  session.close();
  vi.advanceTimersByTime(600_000);
  expect(posted).toMatchObject([
    { revision: 2, outcome: 'answered', score: 9, comment: 'Fast.', closedAt: '2026-11-21T10:00:00.000Z' },
  ]);
});

test('takes a close without a score for a dismissal, and sends nothing', () => {
  const { session, kept, posted, told, events } = open();
  session.close();
  expect([kept, posted]).toEqual([[], []]);
  for (const history of [told.view, told.durable])
    expect(history.prompts).toMatchObject([{ outcome: 'dismissed', endedAt: sampleAt }]);
  expect(events.at(-1)).toMatchObject({ name: 'closed', outcome: 'dismissed', score: undefined });
});

test('sends a score that is followed by a close as `scored`: it counts', () => {
  const { session, posted, events, told } = open();
  session.choose(3);
  session.close();
  expect(posted).toMatchObject([{ revision: 2, outcome: 'scored', score: 3, segment: 'negative' }]);
  expect(events.at(-1)).toMatchObject({ name: 'closed', outcome: 'scored' });
  expect(told.durable.prompts).toMatchObject([{ outcome: 'scored' }]);
});

test('sends once when the page is left, and later steps with a higher revision', () => {
  const { session, posted } = open();
  session.choose(9);
  session.leave();
  session.leave();
  expect(posted.map(({ revision, outcome }) => [revision, outcome])).toEqual([[1, 'scored']]);
  session.finish('Fast.');
  expect(posted.map(({ revision, outcome }) => [revision, outcome])).toEqual([
    [1, 'scored'],
    [2, 'answered'],
  ]);
});

test('sends nothing when the page is left before a score', () => {
  const { session, posted, kept } = open();
  session.busy();
  session.leave();
  vi.advanceTimersByTime(600_000);
  expect([posted, kept]).toEqual([[], []]);
});

test('raises the revision with each change of the score, and sends the last one', () => {
  const { session, kept, posted } = open();
  for (const score of [9, 2, 10]) session.choose(score);
  expect(kept.map(({ revision, score }) => [revision, score])).toEqual([
    [1, 9],
    [2, 2],
    [3, 10],
  ]);
  session.leave();
  expect(posted).toMatchObject([{ revision: 3, score: 10 }]);
});

test('a score of 0 is a score', () => {
  const { session, kept, posted, events } = open();
  session.choose(0);
  expect(kept).toMatchObject([{ score: 0, segment: 'negative' }]);
  expect(events.at(-1)).toMatchObject({ score: 0 });
  session.close();
  expect(posted).toMatchObject([{ score: 0, outcome: 'scored' }]);
});

test('sends the score after a minute without a further step', () => {
  const { session, posted } = open();
  session.choose(9);
  vi.advanceTimersByTime(59_000);
  session.busy();
  vi.advanceTimersByTime(59_999);
  expect(posted).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(posted).toMatchObject([{ revision: 1, score: 9 }]);
});

test('remembers in both histories that the prompt was seen', () => {
  const { session, told } = open();
  session.seen();
  for (const history of [told.view, told.durable]) expect(history.prompts).toMatchObject([{ seenAt: sampleAt }]);
});

test('leaves no trace of a test in the durable history, and marks what it sends', () => {
  const { session, posted, told } = open(true);
  session.seen();
  session.choose(9);
  session.finish('');
  expect(told.durable.prompts).toEqual([{ id: sampleId(1), survey: 'nps', shownAt: sampleAt }]);
  expect(posted).toMatchObject([{ test: true, outcome: 'answered' }]);
});

test('tells the page no comment', () => {
  const { session, events } = open();
  session.choose(9);
  session.finish('secret');
  session.close();
  expect(JSON.stringify(events)).not.toContain('secret');
});

test('sends nothing more once it is taken down', () => {
  const { session, posted, kept, stop } = open();
  session.choose(9);
  stop();
  vi.advanceTimersByTime(600_000);
  // It is on disk: the next page sends it.
  expect([kept.length, posted.length, vi.getTimerCount()]).toEqual([1, 0, 0]);
});
