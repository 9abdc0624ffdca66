import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFaults, hasTest, readFaults } from './faults.ts';

const document = readFileSync('e2e/faults.md', 'utf8');

it('names a test for each fault of the catalogue, or says why there is none', () => {
  expect(checkFaults(document, 64)).toEqual([]);
});

it('finds a row that is missing, one too many, one that is there twice, and one that says nothing', () => {
  const row = (number: number, cell: string): string => `| ${number} | a fault | ${cell} |`;
  const rows = [row(1, 'It cannot be caused.'), row(1, 'Nor here.'), row(3, ''), row(9, 'No such fault.')];
  expect(checkFaults(rows.join('\n'), 4)).toEqual([
    'Row 2 is missing.',
    'Row 4 is missing.',
    'Row 9 is not in the catalogue.',
    'Row 1 is there twice.',
    'Row 3 has neither a test nor a sentence.',
  ]);
});

it('finds a test that does not exist, or not in that file', () => {
  const own = 'finds a test that does not exist, or not in that file';
  const cell = (file: string, name: string): string => `| 1 | a fault | \`${file}\`: “${name}” |`;
  expect(checkFaults(cell('scripts/faults.test.ts', own), 1)).toEqual([]);
  expect(checkFaults(cell('scripts/faults.test.ts', `${own}s`), 1)).toHaveLength(1);
  expect(checkFaults(cell('scripts/long.test.ts', own), 1)).toHaveLength(1);
  expect(checkFaults(cell('scripts/nowhere.test.ts', own), 1)).toHaveLength(1);
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
  expect(readFaults(`| 7 | a fault | ${cell} |`)).toEqual([
    {
      number: 7,
      tests: [
        { file: 'a.test.ts', name: 'one ”two” three' },
        { file: 'b.spec.ts', name: 'four' },
      ],
      reason: 'Nothing else.',
    },
  ]);
});
