// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { scoreOf } from '../metrics/score.ts';
import type { Distribution, SurveyResult } from '../metrics/survey-result.ts';
import { makeFormat } from './format.ts';
import { restOf, SplitTable } from './split-table.tsx';

const outcomes = { shown: 0, scored: 10, answered: 0, dismissed: 30, later: 0, never: 0, ignored: 0 };
const of = (counts: Distribution['counts']): Distribution => ({
  ...scoreOf('nps', 10, counts),
  counts,
  outcomes,
  commented: 0,
});
const result: SurveyResult = {
  site: 'acme.example',
  survey: 'nps',
  kind: 'nps',
  min: 0,
  max: 10,
  ...of({ 0: 44, 8: 1, 10: 64 }),
  test: 0,
  lastReceivedAt: '2026-11-21T09:00:00.000Z',
  traits: [],
  comments: [],
};

test('shows each value with its score, and hides what fewer than five people said', () => {
  const root = document.createElement('div');
  const days = { first: '2026-11-01', last: '2026-11-21' };
  const split = {
    by: 'trait.plan',
    values: [
      { value: 'pro', ...days, ...of({ 10: 60 }) },
      { value: 'free', ...days, ...of({ 0: 44 }) },
      { value: '<b>', ...days, ...of({ 10: 4 }) },
    ],
    others: { values: 7, ...of({ 8: 1 }) },
    without: of({}),
  };
  render(<SplitTable result={result} split={split} format={makeFormat(['en'])} />, root);
  const cells = [...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(cells).toEqual([
    ['pro', '+100 between +89 and +100', '', '▲ higher', '60', '25%'],
    ['free', '−100 between −100 and −85', '', '▼ lower', '44', '25%'],
    ['<b>', 'fewer than five answers, not shown', 'under 5', '–'],
    ['7 more', 'fewer than five answers, not shown', 'under 5', '–'],
    ['Without', 'no answers', '0', '–'],
  ]);
});

test('compares a value with all the others', () => {
  expect(restOf({ 0: 5, 9: 3 }, { 9: 2 })).toEqual({ 0: 5, 9: 1 });
  expect(restOf({ 9: 3 }, { 9: 4 })).toEqual({ 9: 0 });
});
