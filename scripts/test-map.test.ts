import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkTestMap, hasTest, readTestMap } from './test-map.ts';

/** So many keys from the first one on. */
const keys = (count: number, letter = '', first = 1): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + first}`);

it('names a test for each fault of the catalogue, or says why there is none', () => {
  expect(checkTestMap(readFileSync('e2e/faults.md', 'utf8'), keys(64))).toEqual([]);
});

it('names a test for each thing that a host page may do to a guest', () => {
  expect(checkTestMap(readFileSync('e2e/guest.md', 'utf8'), keys(31, '', 65))).toEqual([]);
});

it('names a test for each rule of accessibility', () => {
  const document = readFileSync('e2e/accessibility.md', 'utf8');
  const rules = keys(35, 'A');
  expect(checkTestMap(document, rules)).toEqual([]);
  expect(readTestMap(document).filter(({ tests }) => !tests.length)).toEqual([]);
});

it('finds a row that is missing, one too many, one that is there twice, and one that says nothing', () => {
  const row = (key: string, cell: string): string => `| ${key} | a rule | ${cell} |`;
  const rows = [row('A1', 'It cannot be tried.'), row('A1', 'Nor here.'), row('A3', ''), row('9', 'No such rule.')];
  expect(checkTestMap(rows.join('\n'), keys(4, 'A'))).toEqual([
    'Row A2 is missing.',
    'Row A4 is missing.',
    'Row 9 is not in the catalogue.',
    'Row A1 is there twice.',
    'Row A3 has neither a test nor a sentence.',
  ]);
});

it('finds a test that does not exist, or not in that file', () => {
  const own = 'finds a test that does not exist, or not in that file';
  const cell = (file: string, name: string): string => `| 1 | a rule | \`${file}\`: “${name}” |`;
  expect(checkTestMap(cell('scripts/test-map.test.ts', own), ['1'])).toEqual([]);
  expect(checkTestMap(cell('scripts/test-map.test.ts', `${own}s`), ['1'])).toHaveLength(1);
  expect(checkTestMap(cell('scripts/long.test.ts', own), ['1'])).toHaveLength(1);
  expect(checkTestMap(cell('scripts/nowhere.test.ts', own), ['1'])).toHaveLength(1);
});

describe('a name that is put together', () => {
  const source = "for (const status of [404, 503])\n  test(`keeps an answer (${status}) where it ${how}`, 'is slow')";

  it('is found with values that the file has', () => {
    expect(hasTest(source, 'keeps an answer (503) where it is slow')).toBe(true);
  });

  it('is not found with others', () => {
    expect(hasTest(source, 'keeps an answer (500) where it is slow')).toBe(false);
    expect(hasTest(source, 'keeps an answer (503) where it is fast')).toBe(false);
  });
});

it('reads several tests and words of one row', () => {
  const cell = '`a.test.ts`: “one ”two” three”<br>`b.spec.ts`: “four”<br>Nothing else.';
  expect(readTestMap(`| 7 | a rule | ${cell} |`)).toEqual([
    {
      key: '7',
      tests: [
        { file: 'a.test.ts', name: 'one ”two” three' },
        { file: 'b.spec.ts', name: 'four' },
      ],
      reason: 'Nothing else.',
    },
  ]);
});
