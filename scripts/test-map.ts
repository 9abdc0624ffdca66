import { existsSync, readFileSync } from 'node:fs';

/** A row of e2e/faults.md or e2e/accessibility.md: what must hold, and the tests that try it or the reason why none does. */
export interface MappedRow {
  /** What the row is called: `7`, `A7`. */
  readonly key: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
  /** What the cell says beside tests. */
  readonly reason: string;
}

const testPattern = /`([\w./-]+\.tsx?)`: “((?:[^”]|”(?!<br>|$))*)”/g;

/** The rows of the table, in order; a test is written as its file in code and its name in quotes. */
export const readTestMap = (document: string): readonly MappedRow[] =>
  [...document.matchAll(/^\| ([A-Z]?\d+) \|[^|]*\| (.*) \|$/gm)].map(([, key = '', cell = '']) => ({
    key,
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

/** Everything that is wrong with a table that must have a row for each of these keys, in sentences. */
export function checkTestMap(document: string, wanted: readonly string[]): readonly string[] {
  const rows = readTestMap(document);
  const keys = rows.map(({ key }) => key);
  return [
    ...wanted.filter((key) => !keys.includes(key)).map((key) => `Row ${key} is missing.`),
    ...keys.filter((key) => !wanted.includes(key)).map((key) => `Row ${key} is not in the catalogue.`),
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `Row ${key} is there twice.`),
    ...rows
      .filter(({ tests, reason }) => !tests.length && !/^[A-Z].*\.$/.test(reason))
      .map(({ key }) => `Row ${key} has neither a test nor a sentence.`),
    ...rows.flatMap(({ key, tests }) =>
      tests
        .filter(({ file, name }) => !existsSync(file) || !hasTest(readFileSync(file, 'utf8'), name))
        .map(({ file, name }) => `Row ${key}: ${file} has no test “${name}”.`),
    ),
  ];
}
