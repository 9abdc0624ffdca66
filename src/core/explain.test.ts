import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { explain, type ExplainedRule } from './explain.ts';
import type { Kept, Verdicts } from './ports.ts';
import { rareRules } from './rare-rules.ts';
import { decide, find, wait, type Verdict } from './rules.ts';
import {
  sampleAt as now,
  sampleConfig,
  sampleHistory,
  sampleId,
  sampleResponse,
  sampleSurroundings,
} from './samples.ts';

const { site, survey } = sampleConfig();
const nobody: Verdicts = { visitor: undefined, surveys: [] };

/** One survey with this verdict. */
const verdicts = (verdict: Verdict, due = true): Verdicts => ({
  visitor: undefined,
  surveys: [{ survey: 'nps', due, verdict, settings: survey }],
});

const rule = (more: Partial<Verdict['rules'][number]>): ExplainedRule | undefined => {
  const found = { id: 'gap', passes: false, value: 0, threshold: 0, passesAt: Infinity, ...more };
  const verdict = { passes: false, passesAt: Infinity, rules: [found] };
  return explain('1.0.0', verdicts(verdict), [], []).surveys[0]?.rules[0];
};

test('writes stretches of time as an owner does, cut down to what matters', () => {
  expect(rule({ unit: 'ms', value: 12 * dayMs + 5, threshold: 45 * dayMs })).toMatchObject({
    value: '12d',
    threshold: '45d',
  });
  expect(rule({ unit: 'ms', threshold: Infinity })).toMatchObject({ threshold: 'never' });
  // Waits need not say what they are.
  for (const found of [find(false, 0, 0, now), wait(now, now - 12 * dayMs, 45 * dayMs), wait(now, -Infinity, Infinity)])
    expect(rule(found)).toEqual(rule({ ...found, unit: 'ms' }));
  expect(rule(wait(now, now - 12 * dayMs, 45 * dayMs))).toMatchObject({ value: '12d', threshold: '45d' });
});

test('writes instants in ISO 8601', () => {
  expect(rule({ unit: 'at', value: now, threshold: now + dayMs })).toMatchObject({
    value: '2026-11-21T10:00:00.000Z',
    threshold: '2026-11-22T10:00:00.000Z',
  });
});

test('leaves numbers and words as they are, but for the end of a long number', () => {
  expect(rule({ value: 1, threshold: 2 })).toMatchObject({ value: 1, threshold: 2 });
  expect(rule({ value: 'off', threshold: 'live' })).toMatchObject({ value: 'off', threshold: 'live' });
  expect(rule({ value: 12.345678, threshold: 10 })).toMatchObject({ value: 12.35, threshold: 10 });
});

test.each<[about: string, Partial<Verdict['rules'][number]>]>([
  ['the time since something that never was', { unit: 'ms', value: Infinity, threshold: -Infinity }],
  ['an instant that is not set', { unit: 'at', value: Infinity, threshold: -Infinity }],
  ['the end of a schedule without end', { unit: 'at', value: Infinity, threshold: Infinity }],
  ['a word that is not there', { value: '', threshold: '' }],
])('says nothing about %s', (_, more) => {
  expect(rule(more)).toEqual({ id: 'gap', passes: false });
});

test('says from when on a rule will pass, if time alone will do it', () => {
  expect(rule({ passesAt: now })?.passesAt).toBe('2026-11-21T10:00:00.000Z');
  expect(rule({ passesAt: Infinity })).not.toHaveProperty('passesAt');
  expect(rule({ passes: true, passesAt: now })).not.toHaveProperty('passesAt');
});

test('lists every rule of every survey, and whether it is due', () => {
  const facts = { now, granted: 'given', site, survey, history: sampleHistory() } as const;
  const verdict = decide({ ...facts, surroundings: sampleSurroundings }, rareRules);
  const { version, surveys } = explain('1.2.3', verdicts(verdict, false), [], []);
  expect(version).toBe('1.2.3');
  expect(surveys).toHaveLength(1);
  expect(surveys[0]).toMatchObject({ survey: 'nps', due: false });
  expect(surveys[0]?.rules.map(({ id }) => id)).toEqual(verdict.rules.map(({ id }) => id));
  // The page gets it through `JSON`, too: nothing in it may be lost there.
  expect(JSON.parse(JSON.stringify(surveys))).toEqual(surveys);
});

test("tells this browser's id where there is one, and nothing of it where there is none", () => {
  expect(explain('1.0.0', { ...nobody, visitor: '1-2-3-4' }, [], [])).toMatchObject({ visitor: '1-2-3-4' });
  expect(explain('1.0.0', nobody, [], [])).not.toHaveProperty('visitor');
});

test('counts what waits and names what is refused, without the answers themselves', () => {
  const kept: Kept = { response: sampleResponse({ comment: 'secret' }), heldUntil: 0, tries: 0, nextAt: 0 };
  const refused = { ...kept, response: sampleResponse({ id: sampleId(2), comment: 'secret' }) };
  const list = [kept, { ...refused, refused: { reason: 'status', status: 422, at: now } as const }, kept];
  const { outbox } = explain('1.0.0', nobody, list, []);
  expect(outbox).toEqual({ waiting: 2, refused: [{ id: sampleId(2), reason: 'status', status: 422 }] });
});

test('repeats the problems that the owner was told of', () => {
  const problems = ['One is wrong.', 'Another, too.'];
  expect(explain('1.0.0', nobody, [], problems).problems).toEqual(problems);
});
