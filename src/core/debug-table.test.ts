import { expect, test } from 'vitest';
import { debugNotes, debugTables } from './debug-table.ts';
import type { ExplainedRule, Explanation } from './explain.ts';

const mode: ExplainedRule = { id: 'mode', passes: true, value: 'live', threshold: 'live' };
const gap: ExplainedRule = { id: 'gap', passes: true, threshold: '45d' };
const minPages: ExplainedRule = { id: 'minPages', passes: false, value: 1, threshold: 2 };
const minTime: ExplainedRule = {
  id: 'minTime',
  passes: false,
  value: '9s',
  threshold: '15s',
  passesAt: '2026-11-21T10:00:06.000Z',
};

const explanation = (more: Partial<Explanation> = {}): Explanation => ({
  version: '1.0.0',
  surveys: [{ survey: 'nps', due: true, rules: [mode, minPages, gap, minTime] }],
  outbox: { waiting: 0, refused: [] },
  problems: [],
  ...more,
});

const tableOf = (rules: readonly ExplainedRule[], due = true) => {
  const [table] = debugTables(explanation({ surveys: [{ survey: 'nps', due, rules }] }), (iso) => `at ${iso}`);
  return table;
};

test('sorts the rules of a survey into those that fail and those that pass, each in the order of the verdict', () => {
  const table = tableOf([mode, minPages, gap, minTime]);
  expect(Object.keys(table?.failing ?? {})).toEqual(['minPages', 'minTime']);
  expect(Object.keys(table?.passing ?? {})).toEqual(['mode', 'gap']);
});

test('writes a rule as a row, with a dash where there is nothing to tell', () => {
  const table = tableOf([gap, minTime]);
  expect(table?.failing).toEqual({
    minTime: { passes: '✕', value: '9s', threshold: '15s', 'passes at': 'at 2026-11-21T10:00:06.000Z' },
  });
  expect(table?.passing).toEqual({ gap: { passes: '✓', value: '–', threshold: '45d', 'passes at': '–' } });
});

test.each([
  [true, [mode, gap], 'due and free to show at the next calm moment', true],
  [true, [mode, minPages, gap], 'due, but waits for 1 of 3 rules', false],
  [false, [mode, gap], 'waits for a trigger; every rule passes', true],
  [false, [minPages, minTime, gap], 'waits for a trigger and for 2 of 3 rules', false],
] as const)('due %s with %j is: %s', (due, rules, verdict, isFree) => {
  expect(tableOf(rules, due)).toMatchObject({ verdict, isFree });
});

test('says that a test heeds no rule', () => {
  const inTest = { ...mode, value: 'test' };
  expect(tableOf([inTest, minPages])).toMatchObject({
    verdict: 'due; in test mode no rule holds it back (1 of 2 rules would)',
    isFree: true,
  });
  expect(tableOf([inTest], false)?.verdict).toBe('waits for a trigger; in test mode no rule holds it back');
});

test('has a table for each survey', () => {
  const surveys = ['nps', 'csat'].map((survey) => ({ survey, due: false, rules: [mode] }));
  expect(debugTables(explanation({ surveys }), String).map(({ survey }) => survey)).toEqual(['nps', 'csat']);
});

test('notes who is asked, what waits to be sent, and what is wrong', () => {
  const refused = [
    { id: 'a', reason: 'status', status: 422 },
    { id: 'b', reason: 'age' },
  ] as const;
  const problems = ['One.', 'Hint: two.'];
  expect(debugNotes(explanation({ visitor: 'v', outbox: { waiting: 2, refused }, problems }))).toEqual([
    ['visitor', ['v']],
    ['outbox', ['2 waiting to be sent', 'refused (status 422): a', 'refused (age): b']],
    ['problems', problems],
  ]);
});

test('notes as well that there is nothing', () => {
  expect(debugNotes(explanation({ surveys: [] }))).toEqual([
    ['surveys', ['none is running']],
    ['visitor', ['has no id']],
    ['outbox', ['nothing waits to be sent']],
    ['problems', ['none']],
  ]);
});
