import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { recordVisible, type Remembered } from './history.ts';
import { rareRules } from './rare-rules.ts';
import { decide, type Facts, type Verdict } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory, sampleSurroundings } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

const agoMs = fc.integer({ min: 0, max: 500 * dayMs });
const duration = fc.tuple(fc.nat(400), fc.constantFrom('s', 'm', 'h', 'd')).map((parts) => parts.join(''));
const durationOrNever = fc.oneof(duration, fc.constant('never'));
const instant = fc.integer({ min: -500, max: 500 }).map((days) => new Date(now + days * dayMs).toISOString());
const prompt = fc.record({
  agoMs,
  survey: fc.constantFrom('nps', 'ces'),
  end: fc.constantFrom('unseen', 'ignored', 'dismissed', 'later', 'scored', 'answered'),
});

/** Any visitor with any past, and any settings of the owner. */
const facts: fc.Arbitrary<Facts> = fc
  .record({
    prompts: fc.array(prompt, { maxLength: 6 }),
    tag: fc.record(
      {
        gap: duration,
        minTime: duration,
        afterAnswer: durationOrNever,
        afterDismiss: durationOrNever,
        afterLater: duration,
        afterIgnore: duration,
        delay: duration,
        from: instant,
        userSince: instant,
        minUserAge: duration,
        lastAsked: instant,
      },
      { requiredKeys: ['gap', 'minTime', 'afterAnswer', 'afterDismiss', 'afterLater', 'afterIgnore'] },
    ),
    views: fc.integer({ min: 1, max: 6 }),
    visibleMs: fc.nat(1e6),
    firedAgoMs: agoMs,
  })
  .map(({ prompts, tag, views, visibleMs, firedAgoMs }) => ({
    now,
    granted: 'given',
    ...sampleConfig(tag),
    history: sampleHistory(
      prompts
        .toSorted((a, b) => b.agoMs - a.agoMs)
        .map(({ agoMs: ms, survey, end }, index): Remembered => {
          const claimed = { id: `p${index}`, survey, shownAt: now - ms };
          if (end === 'unseen') return claimed;
          const seen = { ...claimed, seenAt: now - Math.max(0, ms - 1_000) };
          return end === 'ignored' ? seen : { ...seen, outcome: end as 'scored', endedAt: seen.seenAt };
        }),
      { views, visibleMs, visitAt: now },
    ),
    surroundings: sampleSurroundings,
    fired: { firedAt: now - firedAgoMs, draw: 0 },
  }));

/** By all rules, those of the rare settings included. */
const ask = (one: Facts): Verdict => decide(one, rareRules);

/** The same visitor, who does nothing but look at the page until `at`. */
const until = (one: Facts, at: number): Facts => ({ ...one, now: at, history: recordVisible(one.history, at - now) });

test('a verdict whose failing rules all name an instant passes at that instant, and not 1 ms before', () => {
  let met = 0;
  fc.assert(
    fc.property(facts, (one) => {
      const { passes, passesAt } = ask(one);
      fc.pre(!passes && passesAt < Infinity);
      met++;
      expect(passesAt).toBeGreaterThan(now);
      expect(ask(until(one, passesAt)).passes).toBe(true);
      expect(ask(until(one, passesAt - 1)).passes).toBe(false);
    }),
    { numRuns: 200 },
  );
  expect(met).toBeGreaterThan(150);
});

test('whoever passes now still passes later, if nothing happens', () => {
  let met = 0;
  fc.assert(
    fc.property(facts, fc.nat(1_000 * dayMs), (one, ms) => {
      // As soon as the rules name, for hardly anybody passes at once.
      const { passesAt } = ask(one);
      fc.pre(passesAt < Infinity);
      met++;
      const from = Math.max(now, passesAt);
      expect(ask(until(one, from)).passes).toBe(true);
      expect(ask(until(one, from + ms)).passes).toBe(true);
    }),
    { numRuns: 200 },
  );
  expect(met).toBeGreaterThan(150);
});

test('the verdict is the same whenever it is asked', () => {
  fc.assert(
    fc.property(facts, (one) => {
      // Whatever the survey says of its own parsing is no fact.
      const { parseMore, ...survey } = one.survey;
      expect(ask(one)).toEqual(ask({ ...structuredClone({ ...one, survey }), survey: { ...survey, parseMore } }));
    }),
  );
});

test('a prompt that the visitor opened waits for nothing', () => {
  fc.assert(
    fc.property(facts, (one) => {
      expect(decide(one, rareRules, true).passes).toBe(true);
      expect(decide({ ...one, granted: 'refused' }, rareRules, true).passes).toBe(false);
    }),
  );
});
