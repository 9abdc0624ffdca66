import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { markMatches } from './mark-matches.ts';

const told = (text: string, search?: string) =>
  markMatches(text, search).map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part));

test('marks every place where a text says what was searched, in letters of any case', () => {
  expect(told('Late, and LATE again.', 'late')).toEqual(['[Late]', ', and ', '[LATE]', ' again.']);
  expect(told('aaa', 'aa')).toEqual(['[aa]', 'a']);
  expect(told('Fine.', 'late')).toEqual(['Fine.']);
  expect(told('Fine.')).toEqual(['Fine.']);
  expect(told('', 'late')).toEqual([]);
});

test('marks nothing where case changes the length of a text', () => {
  expect(told('İstanbul is late', 'late')).toEqual(['İstanbul is late']);
});

test('loses and adds nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 2 }), (text, search) => {
      expect(
        markMatches(text, search)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
