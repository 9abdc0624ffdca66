import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { recordVisible, type Remembered } from './history.ts';
import { decide, type Facts } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

const agoMs = fc.integer({ min: 0, max: 500 * dayMs });
const duration = fc.tuple(fc.nat(400), fc.constantFrom('s', 'm', 'h', 'd')).map((parts) => parts.join(''));
const prompt = fc.record({
  agoMs,
  survey: fc.constantFrom('nps', 'ces'),
  end: fc.constantFrom('u', 'i', 'dismissed', 'scored', 'answered'),
});

/** Any visitor with any past, and any settings of the owner. */
const facts: fc.Arbitrary<Facts> = fc
  .record({
    prompts: fc.array(prompt, { maxLength: 6 }),
    tag: fc.record({
      gap: duration,
      minTime: duration,
      afterAnswer: fc.oneof(duration, fc.constant('never')),
      afterDismiss: fc.oneof(duration, fc.constant('never')),
      afterIgnore: duration,
    }),
    pages: fc.nat(3),
    visibleMs: fc.nat(1e6),
  })
  .map(({ prompts, tag, pages, visibleMs }) => ({
    now,
    ...sampleConfig(tag),
    history: sampleHistory(
      prompts
        .toSorted((a, b) => b.agoMs - a.agoMs)
        .map(({ agoMs: ms, survey, end }, index): Remembered => {
          const claimed = { id: `p${index}`, survey, shownAt: now - ms };
          if (end === 'u') return claimed;
          const seen = { ...claimed, seenAt: now - Math.max(0, ms - 1_000) };
          return end === 'i' ? seen : { ...seen, outcome: end as 'scored', endedAt: seen.seenAt };
        }),
      { pages, visibleMs, visitAt: now },
    ),
  }));

/** The same visitor, who does nothing but look at the page until `at`. */
const until = (one: Facts, at: number): Facts => ({ ...one, now: at, history: recordVisible(one.history, at - now) });

test('a verdict whose failing rules all name an instant passes at that instant, and not 1 ms before', () => {
  let met = 0;
  fc.assert(
    fc.property(facts, (one) => {
      const { passes, passesAt } = decide(one);
      fc.pre(!passes && passesAt < Infinity);
      met++;
      expect(passesAt).toBeGreaterThan(now);
      expect(decide(until(one, passesAt)).passes).toBe(true);
      expect(decide(until(one, passesAt - 1)).passes).toBe(false);
    }),
    { numRuns: 200 },
  );
  expect(met).toBeGreaterThan(50);
});

test('whoever passes now still passes later, if nothing happens', () => {
  fc.assert(
    fc.property(facts, fc.nat(1_000 * dayMs), (one, ms) => {
      fc.pre(decide(one).passes);
      expect(decide(until(one, now + ms)).passes).toBe(true);
    }),
  );
});

test('the verdict is the same whenever it is asked', () => {
  fc.assert(
    fc.property(facts, (one) => {
      expect(decide(one)).toEqual(decide(structuredClone(one)));
    }),
  );
});
