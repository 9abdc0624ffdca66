import { expect, test } from 'vitest';
import { parseTokenFragment } from './token.ts';

test('finds the token in the fragment, with the characters that a token may hold', () => {
  expect(parseTokenFragment('#token=a-b_c.d~e%2Bf%2Fg%3D')).toBe('a-b_c.d~e+f/g=');
  expect(parseTokenFragment('#token=a+b')).toBe('a+b');
  expect(parseTokenFragment('#x=1&token=abc')).toBe('abc');
});

test('finds no token in other fragments', () => {
  for (const fragment of ['', '#', '#token=', '#nps', '#token=%E0%A4%A', '#mytoken=abc'])
    expect(parseTokenFragment(fragment)).toBeUndefined();
});
