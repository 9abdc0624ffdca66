import { expect, test } from 'vitest';
import { hintsFor } from './hints.ts';
import { sampleConfig } from './samples.ts';

const hints = (tag: Readonly<Record<string, string>>): readonly string[] => hintsFor(sampleConfig(tag).survey);

test.each([
  { survey: 'nps' },
  { survey: 'csat' },
  { survey: 'csat', trigger: 'event:paid' },
  { survey: 'ces', trigger: 'event:paid' },
  { survey: 'ces', trigger: 'load;event:paid' },
])('has nothing to say about the standard uses: %j', (tag) => {
  expect(hints(tag)).toEqual([]);
});

test('suggests CSAT or CES where NPS is asked only at moments', () => {
  expect(hints({ survey: 'nps', trigger: 'event:paid;event:chat_closed' })).toEqual([
    'Hint: nps asks for NPS at event:paid and event:chat_closed. NPS measures the relationship, not the moment: ask about this moment with csat or ces, and for NPS on load.',
  ]);
  expect(hints({ survey: 'nps', trigger: 'event:paid;load' })).toEqual([]);
});

test('suggests a moment where CES is asked of everybody', () => {
  expect(hints({ survey: 'ces' })).toEqual([
    'Hint: ces asks for CES at load. CES is about what the visitor has just done, not about a site as a whole: let that be the trigger, as event:NAME.',
  ]);
});

test.each(['89d', '366d', 'never'])('finds NPS again after %s too often or too seldom', (afterAnswer) => {
  expect(hints({ survey: 'nps', afterAnswer })).toEqual([
    `Hint: nps has data-after-answer="${afterAnswer}". NPS is best asked every 90d to 365d: more often wears visitors out, and more seldom misses how a relationship changes.`,
  ]);
});

test('finds 90d and 365d well chosen, and leaves the waits of other kinds alone', () => {
  expect(hints({ survey: 'nps', afterAnswer: '90d' })).toEqual([]);
  expect(hints({ survey: 'nps', afterAnswer: '365d' })).toEqual([]);
  expect(hints({ survey: 'csat', afterAnswer: '1d' })).toEqual([]);
});

test.each([{ question: 'Recommend us?' }, { lowLabel: 'No' }, { highLabel: 'Yes' }])(
  'says that scores of own words do not compare: %j',
  (words) => {
    expect(hints({ survey: 'nps', ...words })).toEqual([
      'Hint: nps asks for NPS in words of its own, so its scores do not compare with those of the standard question.',
    ]);
    expect(hints({ survey: 'csat', ...words })).toEqual([]);
  },
);

test('names the survey and gives every hint that applies', () => {
  const all = hints({ survey: 'checkout', kind: 'nps', trigger: 'event:paid', afterAnswer: '7d' });
  expect(all).toHaveLength(2);
  expect(all.every((hint) => hint.startsWith('Hint: checkout '))).toBe(true);
});
