import { expect, test } from 'vitest';
import { mergeComments } from './merge-comments.ts';

const at = (minute: number): string => `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;
const one = (id: string, minute: number, revisedMinute = minute, tags: readonly string[] = []) => ({
  id,
  tags,
  firstReceivedAt: at(minute),
  receivedAt: at(revisedMinute),
});

test('puts new ones on top, old ones in their place, and takes the later revision of each', () => {
  const known = [one('d', 4), one('b', 2)];
  const read = [one('e', 5), one('d', 4, 9), one('a', 1)];
  expect(mergeComments(read, known)).toEqual([one('e', 5), one('d', 4, 9), one('b', 2), one('a', 1)]);
  expect(mergeComments([], known)).toEqual(known);
});

test('does not lose a tag to a reading that began before it', () => {
  const tagged = one('a', 1, 1, ['late']);
  expect(mergeComments([one('a', 1)], [tagged])).toEqual([tagged]);
});

test('orders what came in together as the collector does', () => {
  expect(mergeComments([one('a', 1)], [one('b', 1)]).map(({ id }) => id)).toEqual(['b', 'a']);
});
