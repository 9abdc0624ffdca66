import { existsSync, readFileSync } from 'node:fs';

/** A row of e2e/faults.md: a fault of the catalogue, and the tests that cause it or the reason why none does. */
export interface Fault {
  readonly number: number;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
  /** What the cell says beside tests. */
  readonly reason: string;
}

const testPattern = /`([\w./-]+\.tsx?)`: “((?:[^”]|”(?!<br>|$))*)”/g;

/** The rows of the table, in order; a test is written as its file in code and its name in quotes. */
export const readFaults = (document: string): readonly Fault[] =>
  [...document.matchAll(/^\| (\d+) \|[^|]*\| (.*) \|$/gm)].map(([, number, cell = '']) => ({
    number: Number(number),
    tests: [...cell.matchAll(testPattern)].map(([, file = '', name = '']) => ({ file, name })),
    reason: cell.replaceAll(testPattern, '').replaceAll('<br>', '').trim(),
  }));

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * Whether a file has a test of that name, as its report prints it; one of `test.each` is named as it is written. Where the name is put together, each part that is put
 * in must be a value that the file has.
 */
export function hasTest(source: string, name: string): boolean {
  const names = [...source.matchAll(/(?:\b(?:test|it)|\))\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g)];
  return names.some(([, single, double, template]) => {
    const plain = (single ?? double)?.replaceAll(/\\(.)/g, '$1');
    if (plain !== undefined || template === undefined) return plain === name;
    const pattern = template.split(/\$\{[^}]*\}/).map(escape);
    const values = new RegExp(`^${pattern.join('(.*?)')}$`).exec(name)?.slice(1);
    const isThere = (value: string): boolean =>
      !value ||
      [`'${value}'`, `"${value}"`, `\`${value}\``].some((one) => source.includes(one)) ||
      isNumber(source, value);
    return values?.every(isThere) ?? false;
  });
}

const isNumber = (source: string, value: string): boolean =>
  /^\d+$/.test(value) && new RegExp(String.raw`\b${value}\b`).test(source);

/** Everything that is wrong with the table, in sentences. */
export function checkFaults(document: string, count: number): readonly string[] {
  const faults = readFaults(document);
  const numbers = faults.map(({ number }) => number);
  const wanted = Array.from({ length: count }, (_, index) => index + 1);
  return [
    ...wanted.filter((number) => !numbers.includes(number)).map((number) => `Row ${number} is missing.`),
    ...numbers.filter((number) => !wanted.includes(number)).map((number) => `Row ${number} is not in the catalogue.`),
    ...numbers
      .filter((number, index) => numbers.indexOf(number) !== index)
      .map((number) => `Row ${number} is there twice.`),
    ...faults
      .filter(({ tests, reason }) => !tests.length && !/^[A-Z].*\.$/.test(reason))
      .map(({ number }) => `Row ${number} has neither a test nor a sentence.`),
    ...faults.flatMap(({ number, tests }) =>
      tests
        .filter(({ file, name }) => !existsSync(file) || !hasTest(readFileSync(file, 'utf8'), name))
        .map(({ file, name }) => `Row ${number}: ${file} has no test “${name}”.`),
    ),
  ];
}
