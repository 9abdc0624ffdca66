// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { scoreOf } from '../metrics/score.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { makeFormat } from './format.ts';
import { SurveyCard } from './survey-card.tsx';

const nowMs = Date.parse('2026-11-21T10:00:00Z');

function show(more: Partial<SurveyResult>): HTMLElement {
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
  render(<SurveyCard id="card" now={result} format={makeFormat(['en-US'], 'UTC')} nowMs={nowMs} />, root);
  return root;
}

test('shows the score 0 of five responses as −100 and the row of 0 as chosen', () => {
  const root = show({ counts: { 0: 5 } });
  expect(root.querySelector('.score p')?.textContent).toBe('NPS −100');
  expect(root.querySelector('.score p + p')?.textContent).toBe('between −100 and −17');
  expect(root.querySelector('tbody tr:last-child')?.textContent).toBe('0100%5');
});

test('shows a dash where there are fewer than five answers', () => {
  for (const counts of [{}, { 5: 4 }]) {
    const root = show({ kind: 'csat', min: 1, max: 5, counts });
    expect(root.querySelector('.score p')?.textContent).toBe('CSAT –');
    expect(root.querySelector('.score p + p')?.textContent).toBe('fewer than five answers');
  }
});

test('is named by its survey and site', () => {
  const heading = show({}).querySelector('#card');
  expect(heading?.textContent).toBe('relationship acme.example');
});

test('shows comments as text, whatever they hold, with a score of 0', () => {
  const comment = '<img src=x onerror=alert(1)>';
  const root = show({
    comments: [{ id: '1', comment, score: 0, segment: 'negative', shownAt: '2026-11-20T10:00:00Z' }],
  });
  expect(root.querySelector('blockquote')?.textContent).toBe(comment);
  expect(root.querySelector('img')).toBeNull();
  expect(root.querySelector('.chip')?.textContent).toBe('Score 0');
});

test('needs no inline style, which the policy of the page forbids', () => {
  expect(show({ counts: { 0: 1, 8: 2, 10: 3 } }).querySelector('[style]')).toBeNull();
});
