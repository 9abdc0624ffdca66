import { expect, test } from 'vitest';
import { kinds, scalesOf, segmentOf, standardScale, type Kind, type Segment } from './kinds.ts';

// As DESIGN has them: how many scores of each scale are negative, neutral and positive, from the lowest score up.
const table: readonly (readonly [Kind, min: number, max: number, ...Record<Segment, number>[]])[] = [
  ['nps', 0, 10, { negative: 7, neutral: 2, positive: 2 }],
  ['csat', 1, 3, { negative: 1, neutral: 1, positive: 1 }],
  ['csat', 1, 5, { negative: 2, neutral: 1, positive: 2 }],
  ['csat', 1, 7, { negative: 3, neutral: 2, positive: 2 }],
  ['ces', 1, 5, { negative: 2, neutral: 1, positive: 2 }],
  ['ces', 1, 7, { negative: 3, neutral: 1, positive: 3 }],
];

for (const [kind, min, max, counts] of table) {
  const segments = Object.entries(counts!).flatMap(([segment, count]) => Array.from({ length: count }, () => segment));
  test(`divides ${kind} ${min}–${max} into ${segments.join(' ')}`, () => {
    expect(segments).toHaveLength(max - min + 1);
    for (const [index, segment] of segments.entries()) expect(segmentOf(kind, max, min + index)).toBe(segment);
  });
}

test('has these scales and no others', () => {
  const all = kinds.flatMap((kind) => scalesOf(kind).map(({ min, max }) => `${kind} ${min} ${max}`));
  expect(all.sort()).toEqual(table.map(([kind, min, max]) => `${kind} ${min} ${max}`).sort());
});

test('asks NPS on 0–10, CSAT on 1–5 and CES on 1–7 when nothing else is configured', () => {
  expect(standardScale('nps')).toEqual({ min: 0, max: 10 });
  expect(standardScale('csat')).toEqual({ min: 1, max: 5 });
  expect(standardScale('ces')).toEqual({ min: 1, max: 7 });
});
