import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import type { History } from './history.ts';
import { makeVisitorId } from './id.ts';
import { rareRules } from './rare-rules.ts';
import { decide, type Known, type Rule } from './rules.ts';
import { sampleAt, sampleConfig, sampleHistory, sampleSurroundings } from './samples.ts';

const many = 10_000;

/** A stream of 32-bit integers (Numerical Recipes' linear congruential generator), the same in every run. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
}

const random = makeRandom(20_261_121);
const visitors = Array.from({ length: many }, () => makeVisitorId(Uint32Array.from({ length: 4 }, random)));

interface Asked {
  readonly tag?: Readonly<Record<string, string>>;
  readonly history?: Pick<Partial<History>, 'visitorId' | 'sinceAt' | 'visits'>;
  readonly user?: string;
  readonly now?: number;
  readonly draw?: number;
}

const sampleRule = rareRules['sample'] as Rule;
const surveys = new Map<string, object>();

/** The survey's settings for samples; 10 % where the tag says nothing else. */
function readSurvey(tag: Readonly<Record<string, string>>): object {
  const key = JSON.stringify(tag);
  const known = surveys.get(key);
  if (known) return known;
  const { survey, sample, samplePeriod, sampleBy } = sampleConfig({ sample: '10%', ...tag }).survey;
  const read = { survey, sample, samplePeriod, sampleBy };
  surveys.set(key, read);
  return read;
}

/** The finding of the rule, which gets no more than it looks at: it is asked a hundred thousand times. */
const ask = ({ tag = {}, history = {}, user, now = sampleAt, draw = 0 }: Asked) =>
  sampleRule({ ...readSurvey(tag), ...history, user, now, draw } as Known);

const isIn = (asked: Asked): boolean => ask(asked).passes;
const share = (list: readonly boolean[]): number => list.filter(Boolean).length / list.length;

// Upper critical value for one degree of freedom at 0.1 %: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
const critical = 10.828;

/** Pearson's chi-square of two yes-or-no lists, for the hypothesis that one says nothing about the other. */
function chiSquare(a: readonly boolean[], b: readonly boolean[]): number {
  const total = a.length;
  let sum = 0;
  for (const inA of [true, false])
    for (const inB of [true, false]) {
      const observed = a.filter((one, index) => one === inA && b[index] === inB).length;
      const expected = (a.filter((one) => one === inA).length * b.filter((one) => one === inB).length) / total;
      sum += (observed - expected) ** 2 / expected;
    }
  return sum;
}

test('tells lists that belong together from lists that do not', () => {
  const [a, b] = [visitors.map((_, index) => index % 10 === 0), visitors.map((_, index) => index % 7 === 0)];
  expect(chiSquare(a, b)).toBeLessThan(critical);
  expect(chiSquare(a, a)).toBeCloseTo(many);
  // One in a hundred changes places: hardly to be seen, and yet.
  expect(
    chiSquare(
      a,
      b.map((one, index) => (index % 70 === 0 ? !one : one)),
    ),
  ).toBeGreaterThan(critical);
});

test('a verdict heeds the sample', () => {
  const [inside, outside] = [true, false].map((is) =>
    visitors.find((visitorId) => isIn({ history: { visitorId } }) === is),
  );
  const verdict = (visitorId: string | undefined) =>
    decide(
      {
        now: sampleAt,
        granted: 'given',
        ...sampleConfig({ sample: '10%' }),
        history: sampleHistory([], { visitorId }),
        surroundings: sampleSurroundings,
      },
      rareRules,
    );
  expect(verdict(inside).passes).toBe(true);
  expect(verdict(outside).rules.filter(({ passes }) => !passes)).toMatchObject([{ id: 'sample', threshold: 10 }]);
});

test('of 10,000 visitors 10 % means 9 to 11 %', () => {
  const found = share(visitors.map((visitorId) => isIn({ history: { visitorId } })));
  expect(Math.abs(found - 0.1)).toBeLessThanOrEqual(0.01);
});

test('of 10,000 users with running numbers 10 % means 9 to 11 %', () => {
  const found = share(visitors.map((_, index) => isIn({ user: `u_${index}` })));
  expect(Math.abs(found - 0.1)).toBeLessThanOrEqual(0.01);
});

test('of 10,000 browsers without an id, known by the second of their first visit, 10 % means 9 to 11 %', () => {
  const found = share(visitors.map((_, index) => isIn({ history: { sinceAt: sampleAt + index * 1_000 } })));
  expect(Math.abs(found - 0.1)).toBeLessThanOrEqual(0.01);
});

test('0 % is nobody, 100 % is everybody, and whoever is in a small sample is in every larger one', () => {
  const histories = visitors.slice(0, 1_000).map((visitorId) => ({ visitorId }));
  const inSample = (sample: string) => histories.map((history) => isIn({ tag: { sample }, history }));
  expect(share(inSample('0%'))).toBe(0);
  expect(share(inSample('100%'))).toBe(1);
  const [small, large] = [inSample('10%'), inSample('30%')];
  expect(small.filter((one, index) => one && !large[index])).toEqual([]);
});

test('the same visitor gets the same verdict at every instant of a period, whatever else happens', () => {
  const periodMs = 30 * dayMs;
  const begin = Math.ceil(sampleAt / periodMs) * periodMs;
  const tag = { samplePeriod: '30d' };
  for (const visitorId of visitors.slice(0, 500)) {
    const verdicts = [0, 1, dayMs, 17 * dayMs, periodMs - 1].map((ms, index) =>
      isIn({ tag, now: begin + ms, draw: index * 20, history: { visitorId, visits: index } }),
    );
    expect(new Set(verdicts).size).toBe(1);
  }
});

test('without a period the same visitor gets the same verdict for good', () => {
  for (const visitorId of visitors.slice(0, 500)) {
    const verdicts = [0, 40, 400, 4_000].map((days) => isIn({ now: sampleAt + days * dayMs, history: { visitorId } }));
    expect(new Set(verdicts).size).toBe(1);
  }
});

test('what a period says about a visitor tells nothing of the next period', { timeout: 60_000 }, () => {
  const tag = { samplePeriod: '30d' };
  const periods = Array.from({ length: 7 }, (_, period) =>
    visitors.map((visitorId) => isIn({ tag, now: sampleAt + period * 30 * dayMs, history: { visitorId } })),
  );
  for (const [index, period] of periods.slice(1).entries()) {
    const before = periods[index] ?? [];
    expect(Math.abs(share(period) - 0.1)).toBeLessThanOrEqual(0.01);
    expect(chiSquare(before, period)).toBeLessThan(critical);
  }
});

test.each([
  ['nps', 'csat'],
  ['csat', 'ces'],
  ['csat-1', 'csat-2'],
])('what the survey %s says about a visitor tells nothing of %s', (one, other) => {
  const [a, b] = [one, other].map((survey) =>
    visitors.map((visitorId) => isIn({ tag: { survey, kind: 'csat' }, history: { visitorId } })),
  ) as [boolean[], boolean[]];
  expect(chiSquare(a, b)).toBeLessThan(critical);
});

test('sample-by event draws anew for each event, whoever it is', () => {
  const tag = { sample: '50%', sampleBy: 'event' };
  const [visitorId] = visitors;
  const draws = visitors.map(() => (random() / 2 ** 32) * 100);
  const verdicts = draws.map((draw) => isIn({ tag, draw, history: { visitorId } }));
  expect(Math.abs(share(verdicts) - 0.5)).toBeLessThanOrEqual(0.02);
  expect(verdicts).toEqual(draws.map((draw) => draw < 50));
  expect(chiSquare(verdicts.slice(1), verdicts.slice(0, -1))).toBeLessThan(critical);
  // One event keeps its draw for as long as it waits.
  const kept = [0, 1, 10].map((days) =>
    isIn({ tag, draw: 49.9, now: sampleAt + days * dayMs, history: { visitorId } }),
  );
  expect(kept).toEqual([true, true, true]);
});

test('the id of a user wins over that of the visitor, on all his browsers', () => {
  for (const [index, visitorId] of visitors.slice(0, 500).entries()) {
    const user = `u_${index}`;
    const place = ask({ user, history: { visitorId } }).value;
    expect(ask({ user, history: { visitorId: visitors.at(-1 - index) } }).value).toBe(place);
    expect(ask({ user, history: {} }).value).toBe(place);
    expect(ask({ history: { visitorId } }).value).not.toBe(place);
  }
});
