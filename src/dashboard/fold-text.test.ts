import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

test('keeps a short text as it is', () => {
  expect(foldText('Fine.', 5)).toBe('Fine.');
});

test('ends at a space, or in the midst of a long word, but never in a character', () => {
  expect(foldText('One two three', 9)).toBe('One two…');
  expect(foldText('a'.repeat(20), 9)).toBe(`${'a'.repeat(9)}…`);
  expect(foldText('aaa😀😀', 4)).toBe('aaa…');
});
