import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mergeHistory,
  parseHistory,
  recordOutcome,
  recordPage,
  recordSeen,
  recordShown,
  recordVisible,
  standingOf,
  type Remembered,
} from './history.ts';
import { sampleAt as now, sampleHistory, sampleId } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

const empty = { v: 1, pages: 0, visitAt: 0, pageAt: 0, visibleMs: 0, prompts: [] };
const minuteMs = 60_000;
const shown = (more: Partial<Remembered> = {}): Remembered => ({ id: 'a', survey: 'nps', shownAt: now - 1e6, ...more });
const read = (value: unknown) => parseHistory(JSON.stringify(value), now);

test('reads what it has written', () => {
  const history = sampleHistory([shown(), shown({ id: 'b', seenAt: now - 5, outcome: 'answered', endedAt: now - 1 })]);
  expect(read(history)).toEqual(history);
});

test.each([undefined, null, '', '{', 'null', '[]', '5', '"x"', 'true', '{}', '{"prompts":null}', '{"prompts":"x"}'])(
  'starts afresh from %j',
  (json) => expect(parseHistory(json, now)).toEqual(empty),
);

test('drops what is broken and keeps the rest', () => {
  const broken = [null, 5, 'x', [], {}, { id: 'b' }, { id: 'c', shownAt: null }, { shownAt: 5 }, shown()];
  const { pages, visitAt, visibleMs, pageAt, prompts } = read({
    pages: 'many',
    visitAt: null,
    visibleMs: [],
    pageAt: { x: 1 },
    prompts: broken,
  });
  expect([pages, visitAt, visibleMs, pageAt]).toEqual([0, 0, 0, 0]);
  expect(prompts).toEqual([shown()]);
});

test('takes an instant after now for now', () => {
  const later = now + 400 * 864e5;
  const history = sampleHistory([shown({ shownAt: later, seenAt: later, endedAt: later })], {
    pageAt: later,
    visitAt: later,
  });
  expect(read(history)).toMatchObject({
    pageAt: now,
    visitAt: now,
    prompts: [{ shownAt: now, seenAt: now, endedAt: now }],
  });
});

test('keeps what a newer version has added', () => {
  const newer = { ...sampleHistory([{ ...shown(), mood: 'good' } as Remembered]), optOut: true };
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
        expect(Number.isFinite(history.pages) && Number.isFinite(history.visibleMs)).toBe(true);
        for (const { shownAt } of history.prompts) expect(shownAt).toBeLessThanOrEqual(now);
        standingOf(history, 'nps');
      },
    ),
  );
});

test('a prototype in JSON reaches no other object', () => {
  parseHistory('{"__proto__":{"pages":9},"prompts":[{"__proto__":{"outcome":"answered"},"id":"a","shownAt":1}]}', now);
  expect('pages' in {} || 'outcome' in {}).toBe(false);
});

test('counts a page view 29:59 minutes after the last to the same visit', () => {
  const before = sampleHistory([], { pageAt: now - 30 * minuteMs + 1_000 });
  expect(recordPage(before, now)).toEqual({ ...before, pages: 4, pageAt: now });
});

test('begins a new visit 30:00 minutes after the last page view', () => {
  const before = sampleHistory([], { pageAt: now - 30 * minuteMs });
  expect(recordPage(before, now)).toEqual({ ...before, pages: 4, pageAt: now, visitAt: now, visibleMs: 0 });
});

test('begins the first visit with the first page view', () => {
  expect(recordPage(parseHistory(undefined, now), now)).toEqual({ ...empty, pages: 1, visitAt: now, pageAt: now });
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

test('remembers the latest 40 prompts', () => {
  let history = sampleHistory();
  for (let index = 0; index < 45; index++) history = recordShown(history, sampleId(index), 'nps', now + index);
  expect(history.prompts).toHaveLength(40);
  expect(history.prompts.at(-1)?.id).toBe(sampleId(44));
});

test('merges the prompts of two histories, oldest first, and keeps everything else of the view', () => {
  const view = sampleHistory([shown({ id: 'b', shownAt: 20 })], { pages: 7 });
  const durable = sampleHistory([shown({ id: 'c', shownAt: 30 }), shown({ shownAt: 10 })], { pages: 2 });
  const merged = mergeHistory(view, durable);
  expect(merged.prompts.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(merged.pages).toBe(7);
});

test('keeps an outcome that only one side knows, whichever it is', () => {
  const open = sampleHistory([shown({ seenAt: now - 9 })]);
  const ended = sampleHistory([shown({ seenAt: now - 5, outcome: 'answered', endedAt: now - 5 })]);
  expect(mergeHistory(open, ended).prompts).toEqual(ended.prompts);
  expect(mergeHistory(ended, open).prompts).toEqual(ended.prompts);
});

test('merges prompts to the same result in both directions', () => {
  // What happened, and how much of it each side has heard of: nothing, the claim, that it was seen, how it ended.
  const events = fc.uniqueArray(fc.record({ at: fc.nat(1e6), mine: fc.nat(3), yours: fc.nat(3) }), {
    selector: ({ at }) => at,
  });
  const known = ({ at }: { at: number }, much: number): Remembered[] =>
    much === 0
      ? []
      : [
          {
            id: `p${at}`,
            survey: 'nps',
            shownAt: at + 1,
            ...(much > 1 && { seenAt: at + 2 }),
            ...(much > 2 && { outcome: 'scored' as const, endedAt: at + 3 }),
          },
        ];
  fc.assert(
    fc.property(events, (all) => {
      const mine = sampleHistory(all.flatMap((one) => known(one, one.mine)));
      const yours = sampleHistory(all.flatMap((one) => known(one, one.yours)));
      const most = all.flatMap((one) => known(one, Math.max(one.mine, one.yours)));
      expect(mergeHistory(mine, yours).prompts).toEqual(mergeHistory(yours, mine).prompts);
      expect(mergeHistory(mine, yours).prompts).toEqual(most.sort((a, b) => a.shownAt - b.shownAt));
    }),
  );
});
