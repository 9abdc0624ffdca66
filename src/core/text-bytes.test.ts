import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxComment } from './response.ts';
import { bytesOf, clipText, textBytesOf } from './text-bytes.ts';

fc.configureGlobal({ seed: 20261121 });

test.each<[text: string | undefined, bytes: number]>([
  [undefined, 0],
  ['', 0],
  ['abc', 3],
  ['ä', 2],
  ['語', 3],
  ['😀', 4],
  ['"', 2],
  ['\n', 2],
  ['\0', 6],
  ['\uD83D', 6],
])('%j takes %i bytes in a response', (text, bytes) => expect(textBytesOf(text)).toBe(bytes));

test('counts a value as it is written', () => expect(bytesOf({ a: ['ä', 1] })).toBe('{"a":["ä",1]}'.length + 1));

test.each<[about: string, text: string, bytes: number, clipped: string]>([
  ['all of a text that fits', 'abc', 3, 'abc'],
  ['the beginning of one that does not', 'abcd', 3, 'abc'],
  ['no half of a letter', 'a😀', 4, 'a'],
  ['nothing where there is no room', 'a', 0, ''],
  ['nothing where there is less than no room', 'a', -5, ''],
])('leaves %s', (_, text, bytes, clipped) => expect(clipText(text, bytes)).toBe(clipped));

test('leaves at most 2,000 characters, and cuts no pair in half', () => {
  expect(clipText('x'.repeat(3_000), 1e6)).toBe('x'.repeat(maxComment));
  expect(clipText(`x${'😀'.repeat(1_500)}`, 1e6)).toBe(`x${'😀'.repeat(999)}`);
});

test('leaves the longest beginning that fits, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(150), (text, bytes) => {
      const clipped = clipText(text, bytes);
      expect(text.startsWith(clipped)).toBe(true);
      expect(textBytesOf(clipped)).toBeLessThanOrEqual(bytes);
      const [next = ''] = text.slice(clipped.length);
      if (next) expect(textBytesOf(clipped) + textBytesOf(next)).toBeGreaterThan(bytes);
    }),
  );
});
