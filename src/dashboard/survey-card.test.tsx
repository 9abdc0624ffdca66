// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { scoreOf } from '../metrics/score.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { makeFormat } from './format.ts';
import { SurveyCard } from './survey-card.tsx';

const nowMs = Date.parse('2026-11-21T10:00:00Z');

function show(more: Partial<SurveyResult>, isFiltered = false): HTMLElement {
  const counts = more.counts ?? {};
  const result: SurveyResult = {
    site: 'acme.example',
    survey: 'relationship',
    kind: 'nps',
    min: 0,
    max: 10,
    ...scoreOf(more.kind ?? 'nps', more.max ?? 10, counts),
    counts,
    outcomes: { shown: 0, scored: 0, answered: 0, dismissed: 0, later: 0, never: 0, ignored: 0 },
    commented: 0,
    test: 0,
    traits: [],
    lastReceivedAt: '2026-11-21T09:00:00.000Z',
    comments: [],
    ...more,
  };
  const root = document.createElement('div');
  render(
    <SurveyCard
      id="card"
      now={result}
      isModified={false}
      isFiltered={isFiltered}
      format={makeFormat(['en-US'], 'UTC')}
      nowMs={nowMs}
    />,
    root,
  );
  return root;
}

test('shows the score 0 of five responses as −100 and the row of 0 as chosen', () => {
  const root = show({ counts: { 0: 5 } });
  expect(root.querySelector('.score strong')?.textContent).toBe('−100');
  expect(root.querySelector('.score p + p')?.textContent).toBe('between −100 and −17, too few to rely on');
  expect(root.querySelector('.distribution tbody tr:last-child')?.textContent).toBe('0100%5');
});

test('shows a dash where there are fewer than five answers', () => {
  for (const counts of [{}, { 5: 4 }]) {
    const root = show({ kind: 'csat', min: 1, max: 5, counts });
    expect(root.querySelector('.score strong')?.textContent).toBe('–');
    expect(root.querySelector('.score p + p')?.textContent).toMatch(/^(no answers|fewer than five answers)$/);
  }
});

test('is named by its survey and site', () => {
  const heading = show({}).querySelector('#card');
  expect(heading?.textContent).toBe('relationship acme.example');
});

test('does not show a few answers one by one where they were filtered', () => {
  const root = show({ counts: { 0: 4 } }, true);
  expect(root.textContent).toContain('Fewer than five answers meet these filters.');
  expect(root.querySelector('tbody')).toBeNull();
  expect(show({ counts: { 0: 5 } }, true).querySelector('tbody')).not.toBeNull();
});

test('shows the rates with how many did not answer', () => {
  const outcomes = { shown: 10, scored: 5, answered: 5, dismissed: 20, later: 5, never: 5, ignored: 50 };
  const figures = show({ counts: { 9: 10 }, outcomes, commented: 4 }).querySelector('dl');
  expect([...(figures?.querySelectorAll('dd') ?? [])].map((one) => one.textContent)).toEqual([
    '10 of 100 prompts',
    '9.0 all answers equal',
    '10% 90 without an answer',
    '25% 25',
    '40% 4',
  ]);
});

test('needs no inline style, which the policy of the page forbids', () => {
  expect(show({ counts: { 0: 1, 8: 2, 10: 3 } }).querySelector('[style]')).toBeNull();
});
