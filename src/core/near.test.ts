import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNear } from './near.ts';

fc.configureGlobal({ seed: 20261121 });

test.each([
  ['survey', 'survey', 0, true],
  ['survy', 'survey', 1, true],
  ['surveyy', 'survey', 1, true],
  ['surfey', 'survey', 1, true],
  ['survye', 'survey', 1, false],
  ['survye', 'survey', 2, true],
  ['rvey', 'survey', 2, true],
  ['vey', 'survey', 2, false],
  ['', 'ab', 2, true],
  ['', 'abc', 2, false],
  ['gap', 'map', 0, false],
])('%j and %j within %d edits: %s', (a, b, edits, near) => expect(isNear(a, b, edits)).toBe(near));

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

test('is the same in both directions', () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(3), (a, b, edits) => {
      expect(isNear(a, b, edits)).toBe(isNear(b, a, edits));
    }),
  );
});

test('finds every word with two letters taken out', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 2, maxLength: 12 }), fc.nat(), fc.nat(), (word, first, second) => {
      const without = (text: string, at: number): string =>
        text.slice(0, at % text.length) + text.slice((at % text.length) + 1);
      expect(isNear(without(without(word, first), second), word, 2)).toBe(true);
    }),
  );
});
