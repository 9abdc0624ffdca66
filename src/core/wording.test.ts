import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordingOf } from './wording.ts';

fc.configureGlobal({ seed: 20261121 });

test('calls the wording standard when the owner has no texts', () => {
  expect(wordingOf([undefined, undefined, undefined])).toBe('standard-1');
  expect(wordingOf([])).toBe('standard-1');
});

test('names a wording by the FNV-1a hash of the texts', () => {
  // The published test vector of FNV-1a, 32 bits: "foobar".
  expect(wordingOf(['foobar'])).toBe('custom-bf9cf968');
});

test('tells apart which text is whose', () => {
  const names = [['a'], [undefined, 'a'], [undefined, undefined, 'a'], ['a', 'a'], ['a', undefined, 'a']].map(
    wordingOf,
  );
  expect(new Set(names).size).toBe(5);
});

test.each([
  ['How do you like it? 😀', 'How do you like it? ☹'],
  ['How do you like it? 😀', 'How do you like it? 😁'],
  ['你好', '你们好'],
])('tells %s from %s', (a, b) => expect(wordingOf([a])).not.toBe(wordingOf([b])));

test('always names a wording as the response may name it, and always alike', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined }), { maxLength: 3 }),
      (own) => {
        expect(wordingOf(own)).toMatch(/^(standard-1|custom-[\da-f]{8})$/);
        expect(wordingOf([...own])).toBe(wordingOf(own));
      },
    ),
  );
});
