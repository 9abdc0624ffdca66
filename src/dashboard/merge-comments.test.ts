import { expect, test } from 'vitest';
import { mergeComments } from './merge-comments.ts';

test('puts new ones on top, and what came again in its old place', () => {
  const known = [
    { id: 'b', text: 'old' },
    { id: 'a', text: 'old' },
  ];
  const newest = [
    { id: 'c', text: 'new' },
    { id: 'a', text: 'new' },
  ];
  expect(mergeComments(newest, known)).toEqual([
    { id: 'c', text: 'new' },
    { id: 'b', text: 'old' },
    { id: 'a', text: 'new' },
  ]);
  expect(mergeComments([], known)).toEqual(known);
});
