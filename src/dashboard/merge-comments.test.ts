import { expect, test } from 'vitest';
import { mergeComments } from './merge-comments.ts';

const one = (id: string, minute: number, text = 'old') => ({
  id,
  text,
  firstReceivedAt: `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`,
});

test('puts new ones on top, old ones in their place, and keeps what was said last of each', () => {
  const known = [one('d', 4), one('b', 2)];
  const newer = [one('e', 5, 'new'), one('d', 4, 'new'), one('a', 1, 'new')];
  expect(mergeComments(newer, known)).toEqual([newer[0], newer[1], one('b', 2), newer[2]]);
  expect(mergeComments([], known)).toEqual(known);
});

test('orders what came in together as the collector does', () => {
  expect(mergeComments([one('a', 1)], [one('b', 1)]).map(({ id }) => id)).toEqual(['b', 'a']);
});
