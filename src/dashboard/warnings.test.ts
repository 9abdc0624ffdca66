import { expect, test } from 'vitest';
import type { SplitResult, SurveyResult } from '../metrics/survey-result.ts';
import { makeFormat } from './format.ts';
import type { Variants } from './variants.ts';
import { isModified, warningsOf } from './warnings.ts';

const format = makeFormat(['en-US'], 'UTC');
const of = { site: 'acme.example', survey: 'nps', kind: 'nps', max: 10 } as const;
const outcomes = { shown: 0, scored: 0, answered: 0, dismissed: 0, later: 0, never: 0, ignored: 0 };

const splitOf = (
  by: string,
  ...values: readonly [value: string, n: number, first: string, last: string][]
): SplitResult => ({
  by,
  values: values.map(([value, n, first, last]) => ({ value, n, first, last, counts: {}, outcomes, commented: 0 })),
});
const warn = (variants: Partial<Variants>, key: Parameters<typeof warningsOf>[0] = of) =>
  warningsOf(key, { others: [], ...variants }, format);

test('says nothing of a survey that was asked in one way', () => {
  expect(
    warn({
      wording: splitOf('wording', ['standard-1', 9, '2026-11-01', '2026-11-20']),
      shape: splitOf('shape', ['numbers', 9, '2026-11-01', '2026-11-20']),
      trigger: splitOf('trigger', ['load', 9, '2026-11-01', '2026-11-20']),
    }),
  ).toEqual([]);
});

test('says when the wording has changed, in the order of time', () => {
  const wording = splitOf(
    'wording',
    ['custom-0a1b2c3d', 40, '2026-11-09', '2026-11-20'],
    ['standard-1', 30, '2026-11-01', '2026-11-10'],
    ['custom-never', 0, '2026-11-01', '2026-11-10'],
  );
  expect(warn({ wording })).toEqual([
    {
      split: 'wording',
      text:
        `The wording has changed within this period: standard-1 (${format.days({ from: '2026-11-01', to: '2026-11-10' })}), ` +
        `custom-0a1b2c3d (${format.days({ from: '2026-11-09', to: '2026-11-20' })}). ` +
        'Scores before and after do not compare.',
    },
  ]);
  expect(isModified({ others: [], wording })).toBe(true);
  expect(isModified({ others: [] })).toBe(false);
});

test('does not call it a change where several shapes were asked side by side', () => {
  const shape = splitOf('shape', ['numbers', 5, '2026-11-01', '2026-11-20'], ['stars', 5, '2026-11-02', '2026-11-19']);
  expect(warn({ shape })).toMatchObject([
    { split: 'shape', text: expect.stringMatching(/^Asked in 2 shapes side by side/) },
  ]);
});

test('names the scores on another scale, which are counted apart', () => {
  const other = { ...of, kind: 'csat', min: 1, max: 7, n: 12 } as SurveyResult;
  expect(warn({ others: [other] }, { ...of, kind: 'csat', max: 5 })).toEqual([
    {
      text: 'Asked as CSAT 1–7, too: 12 scores, which are not in these figures.',
      other: { ...of, kind: 'csat', max: 7 },
    },
  ]);
});

test('warns of NPS that is bound to an event, and of no other kind', () => {
  const trigger = splitOf(
    'trigger',
    ['event:paid', 7, '2026-11-01', '2026-11-20'],
    ['load', 9, '2026-11-01', '2026-11-20'],
  );
  expect(warn({ trigger })).toMatchObject([
    { split: 'trigger', text: expect.stringMatching(/^7 of these scores.*event:paid/) },
  ]);
  expect(warn({ trigger }, { ...of, kind: 'ces', max: 7 })).toEqual([]);
});
