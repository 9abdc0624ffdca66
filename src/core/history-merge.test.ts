import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeHistory, type Fired, type Remembered } from './history.ts';
import { sampleAt as now, sampleHistory, sampleId } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

const minuteMs = 60_000;
const fire: Fired = { survey: 'nps', trigger: 'event:paid', firedAt: now - 1e3, draw: 7 };
const shown = (more: Partial<Remembered> = {}): Remembered => ({ id: 'a', survey: 'nps', shownAt: now - 1e6, ...more });

test('merges the prompts of two histories, oldest first, and keeps the counters of the view', () => {
  const view = sampleHistory([shown({ id: 'b', shownAt: 20 })], { views: 7, fired: [fire] });
  const durable = sampleHistory([shown({ id: 'c', shownAt: 30 }), shown({ shownAt: 10 })], { views: 2 });
  const merged = mergeHistory(view, durable);
  expect(merged.prompts.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(merged).toMatchObject({ views: 7, fired: [fire] });
});

test('takes a prompt of which a cookie knows only the beginning of the id for the same, whichever side it is on', () => {
  const full = sampleHistory([shown({ id: sampleId(1), seenAt: now - 9 })]);
  const short = sampleHistory([shown({ id: sampleId(1).slice(0, 13), outcome: 'answered', endedAt: now - 5 })]);
  expect(mergeHistory(full, short).prompts).toEqual([
    shown({ id: sampleId(1), seenAt: now - 9, outcome: 'answered', endedAt: now - 5 }),
  ]);
  expect(mergeHistory(short, full).prompts).toHaveLength(1);
});

test('knows whatever either side knows of the visitor: an id, the durable one first, and "don\'t ask again"', () => {
  const [plain, known] = [sampleHistory(), sampleHistory([], { visitorId: 'x', never: true })];
  expect(mergeHistory(plain, known)).toMatchObject({ visitorId: 'x', never: true });
  expect(mergeHistory(known, plain)).toMatchObject({ visitorId: 'x', never: true });
  expect(mergeHistory(known, sampleHistory([], { visitorId: 'durable' })).visitorId).toBe('durable');
});

test('takes a visit that another memory saw begin for the same one, unless half an hour lies between', () => {
  const view = sampleHistory([], { visitAt: now });
  const other = (viewAt: number) => sampleHistory([], { visitAt: now - 90 * minuteMs, viewAt });
  expect(mergeHistory(view, other(now - 30 * minuteMs + 1)).visitAt).toBe(now - 90 * minuteMs);
  expect(mergeHistory(view, other(now - 30 * minuteMs)).visitAt).toBe(now);
});

test('knows of the latest page view, whichever side has seen it', () => {
  const [old, late] = [sampleHistory([], { viewAt: now - 864e5 }), sampleHistory([], { viewAt: now - 5 })];
  expect(mergeHistory(old, late).viewAt).toBe(now - 5);
  expect(mergeHistory(late, old).viewAt).toBe(now - 5);
});

test('keeps an outcome that only one side knows, whichever it is', () => {
  const open = sampleHistory([shown({ seenAt: now - 9 })]);
  const ended = sampleHistory([shown({ seenAt: now - 9, outcome: 'answered', endedAt: now - 5 })]);
  expect(mergeHistory(open, ended).prompts).toEqual(ended.prompts);
  expect(mergeHistory(ended, open).prompts).toEqual(ended.prompts);
});

test('lets the instants of the view hold, where the clock of both was set meanwhile', () => {
  const [view, durable] = [sampleHistory([shown({ seenAt: now - 9 })]), sampleHistory([shown({ seenAt: now })])];
  expect(mergeHistory(view, durable).prompts).toEqual(view.prompts);
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
