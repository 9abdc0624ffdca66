import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mergeHistory,
  parseHistory,
  recordFired,
  recordOutcome,
  recordSeen,
  recordServed,
  recordShown,
  recordView,
  recordVisible,
  standingOf,
  type Fired,
  type Remembered,
} from './history.ts';
import { sampleAt as now, sampleHistory, sampleId } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

const empty = { v: 1, visits: 0, views: 0, visitAt: 0, viewAt: 0, visibleMs: 0, prompts: [], fired: [] };
const minuteMs = 60_000;
const shown = (more: Partial<Remembered> = {}): Remembered => ({ id: 'a', survey: 'nps', shownAt: now - 1e6, ...more });
const fire = (more: Partial<Fired> = {}): Fired => ({
  survey: 'nps',
  trigger: 'event:paid',
  firedAt: now - 1e3,
  draw: 7,
  ...more,
});
const read = (value: unknown) => parseHistory(JSON.stringify(value), now);

test('reads what it has written', () => {
  const history = sampleHistory([shown(), shown({ id: 'b', seenAt: now - 5, outcome: 'answered', endedAt: now - 1 })]);
  expect(read(history)).toEqual(history);
});

test.each([undefined, null, '', '{', 'null', '[]', '5', '"x"', 'true', '{}', '{"prompts":null}', '{"prompts":"x"}'])(
  'starts afresh from %j',
  (json) => expect(parseHistory(json, now)).toMatchObject(empty),
);

test('drops what is broken and keeps the rest', () => {
  const broken = [null, 5, 'x', [], {}, { id: 'b' }, { id: 'c', shownAt: null }, { shownAt: 5 }, shown()];
  const { visits, views, visitAt, visibleMs, viewAt, prompts, fired } = read({
    visits: [],
    views: 'many',
    visitAt: null,
    visibleMs: [],
    viewAt: { x: 1 },
    prompts: [...broken, { ...shown(), id: 5 }, { ...shown(), id: { a: 1 } }, { ...shown(), id: '' }],
    fired: [null, 5, {}, { firedAt: 'soon' }, fire()],
  });
  expect([visits, views, visitAt, visibleMs, viewAt]).toEqual([0, 0, 0, 0, 0]);
  expect(prompts).toEqual([shown()]);
  expect(fired).toEqual([fire()]);
});

test('takes an instant after now for now', () => {
  const later = now + 400 * 864e5;
  const history = sampleHistory([shown({ shownAt: later, seenAt: later, endedAt: later })], {
    viewAt: later,
    visitAt: later,
    fired: [fire({ firedAt: later })],
  });
  expect(read(history)).toMatchObject({
    viewAt: now,
    visitAt: now,
    prompts: [{ shownAt: now, seenAt: now, endedAt: now }],
    fired: [{ firedAt: now }],
  });
});

test('keeps what a newer version has added', () => {
  const newer = {
    ...sampleHistory([{ ...shown(), mood: 'good' } as Remembered]),
    optOut: true,
    visitorId: '1-2-3-4',
    never: true,
  };
  expect(read(newer)).toEqual(newer);
});

test('turns anything at all into a history', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.jsonValue().map((prompts) => JSON.stringify({ prompts })),
      ),
      (json) => {
        const history = parseHistory(json, now);
        expect(Number.isFinite(history.views) && Number.isFinite(history.visibleMs)).toBe(true);
        for (const { shownAt } of history.prompts) expect(shownAt).toBeLessThanOrEqual(now);
        standingOf(history, 'nps');
        expect(mergeHistory(history, sampleHistory()).v).toBe(1);
        expect(mergeHistory(sampleHistory(), history).v).toBe(1);
      },
    ),
  );
});

test('a prototype in JSON reaches no other object', () => {
  parseHistory('{"__proto__":{"views":9},"prompts":[{"__proto__":{"outcome":"answered"},"id":"a","shownAt":1}]}', now);
  expect('views' in {} || 'outcome' in {}).toBe(false);
});

test('counts a page view 29:59 minutes after the last to the same visit', () => {
  const before = sampleHistory([], { viewAt: now - 30 * minuteMs + 1_000 });
  expect(recordView(before, now)).toEqual({ ...before, views: 4, viewAt: now });
});

test('begins a new visit 30:00 minutes after the last page view', () => {
  const before = sampleHistory([], { viewAt: now - 30 * minuteMs });
  expect(recordView(before, now)).toEqual({
    ...before,
    visits: 3,
    views: 4,
    viewAt: now,
    visitAt: now,
    visibleMs: 0,
  });
});

test('begins the first visit with the first page view', () => {
  expect(recordView(parseHistory(undefined, now), now)).toEqual({
    ...empty,
    visits: 1,
    views: 1,
    visitAt: now,
    viewAt: now,
  });
});

test('adds up visible time', () => {
  expect(recordVisible(recordVisible(sampleHistory(), 5), 7).visibleMs).toBe(300_012);
});

test('remembers a prompt, that it was seen, and what came of it', () => {
  const claimed = recordShown(sampleHistory([shown()]), 'b', 'csat', now);
  expect(claimed.prompts).toEqual([shown(), { id: 'b', survey: 'csat', shownAt: now }]);
  const seen = recordSeen(claimed, 'b', now + 1);
  expect(seen.prompts).toEqual([shown(), { id: 'b', survey: 'csat', shownAt: now, seenAt: now + 1 }]);
  expect(recordOutcome(seen, 'b', 'dismissed', now + 2).prompts[1]).toMatchObject({
    outcome: 'dismissed',
    endedAt: now + 2,
  });
  expect(recordSeen(seen, 'b', now + 9), 'the first time counts').toEqual(seen);
  expect(recordSeen(claimed, 'unknown', now)).toEqual(claimed);
});

test('takes an outcome for a proof that the prompt was seen', () => {
  expect(recordOutcome(sampleHistory([shown()]), 'a', 'scored', now).prompts[0]).toMatchObject({ seenAt: now });
});

test('remembers that a trigger fired, the latest of each survey', () => {
  const once = recordFired(sampleHistory([], { fired: [fire({ survey: 'ces' })] }), fire());
  expect(once.fired).toEqual([fire({ survey: 'ces' }), fire()]);
  expect(recordFired(once, fire({ firedAt: now, draw: 50 })).fired).toEqual([
    fire({ survey: 'ces' }),
    fire({ firedAt: now, draw: 50 }),
  ]);
});

test('forgets what had fired once it is served or shown, and what had fired for others not', () => {
  const history = sampleHistory([], { fired: [fire(), fire({ survey: 'ces' })] });
  expect(recordServed(history, 'nps')).toEqual({ ...history, fired: [fire({ survey: 'ces' })] });
  expect(recordServed(history, 'csat')).toEqual(history);
  expect(recordShown(history, 'b', 'ces', now).fired).toEqual([fire()]);
});

test('remembers "don\'t ask again" for good', () => {
  const history = sampleHistory([shown(), shown({ id: 'b' })]);
  const said = recordOutcome(history, 'a', 'never', now);
  expect(said).toMatchObject({ never: true, prompts: [{ outcome: 'never', endedAt: now }, { id: 'b' }] });
  expect(recordOutcome(said, 'b', 'answered', now).never).toBe(true);
  expect(recordOutcome(history, 'a', 'dismissed', now).never).toBe(false);
});

test('remembers the latest 40 prompts', () => {
  let history = sampleHistory();
  for (let index = 0; index < 45; index++) history = recordShown(history, sampleId(index), 'nps', now + index);
  expect(history.prompts).toHaveLength(40);
  expect(history.prompts.at(-1)?.id).toBe(sampleId(44));
});
