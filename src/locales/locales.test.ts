import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import en from './en.json';

type Words = Readonly<Record<string, string | readonly string[]>>;
type Row = readonly [name: string, text: string];

const folder = new URL('./', import.meta.url);
const english: Words = (({ test: _ownersOnly, ...forVisitors }) => forVisitors)(en);
const tags = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));
const others = tags.filter((tag) => tag !== 'en');

const read = (tag: string): Words => JSON.parse(readFileSync(new URL(`${tag}.json`, folder), 'utf8'));
/** Every text of one language by its name; the words of a scale by name and place. */
const rowsOf = (words: Words): readonly Row[] =>
  Object.entries(words).flatMap(([name, value]): readonly Row[] =>
    typeof value === 'string' ? [[name, value]] : value.map((word, index) => [`${name}.${index}`, word]),
  );
const englishTexts = new Map(rowsOf(english));
const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

/** Words that are spelled as in English. */
const cognates: Readonly<Record<string, readonly string[]>> = {
  ca: ['Neutral'],
  da: ['Neutral', 'Send'],
  de: ['Neutral', 'optional'],
  es: ['Neutral'],
  ms: ['Neutral'],
  nb: ['Send'],
  sv: ['Neutral'],
};
/** The word for the middle of both scales, where a language has one word for it. */
const middles = ['csatPoints.3', 'cesPoints.3'];
const oneMiddle = ['hu', 'id', 'ja', 'ko', 'ms', 'ru'];
/** Latin letters that other scripts write too. */
const loanwords: Readonly<Record<string, readonly string[]>> = { el: ['email'] };

/** The marks a sentence may end with, by the mark of the English one. */
const marks: Readonly<Record<string, RegExp>> = {
  '?': /[?？؟;]$/,
  '!': /[!！]$/,
  '.': /[^.][.。।]$/,
  '…': /[^.。।]…$/,
};
const anyMark = /[?？؟;!！.。।…:：]$/;
/** Where politeness makes a statement of a question or an exclamation. */
const statements: readonly string[] = [
  'ja followUpNeutral',
  'ja followUpNegative',
  'ja followUpPositive',
  'ja thanks',
  'ko thanks',
];
/** Thai ends a sentence with nothing; its ellipsis stays. */
const noMarks = ['th'];

test('speaks 43 languages, each file named by its canonical language tag', () => {
  expect(tags).toHaveLength(43);
  expect(Intl.getCanonicalLocales(tags)).toEqual(tags);
});

describe.each(tags)('%s', (tag) => {
  const words = tag === 'en' ? english : read(tag);
  const rows = rowsOf(words);

  test('has every text of English, in the same order, and no other', () => {
    expect(Object.keys(words)).toEqual(Object.keys(english));
    expect(rows.map(([name]) => name)).toEqual(rowsOf(english).map(([name]) => name));
  });

  test('is made of texts, none of them empty, with a space at an end or with a straight apostrophe', () => {
    for (const [name, text] of rows) expect(text, name).toMatch(/^(?=\S)[^'\n]*\S$/);
    for (const [name, text] of rows) expect(text, name).toBe(text.normalize());
  });

  test('fills in what English fills in', () => {
    for (const [name, text] of rows)
      expect(placeholders(text), name).toEqual(placeholders(englishTexts.get(name) ?? ''));
  });

  test('ends a sentence where English ends one, and a label nowhere', () => {
    for (const [name, text] of rows) {
      const mark = (englishTexts.get(name) ?? '').match(/[?!.…]$/)?.[0] ?? '';
      if (mark === '' || (noMarks.includes(tag) && mark !== '…')) expect(text, name).not.toMatch(anyMark);
      else expect(text, name).toMatch(marks[statements.includes(`${tag} ${name}`) ? '.' : mark] ?? /^$/);
    }
  });

  test('says no two things in the same words', () => {
    const distinct = rows.filter(([name]) => !(oneMiddle.includes(tag) && name === middles[0]));
    const texts = distinct.map(([, text]) => text.toLocaleLowerCase(tag));
    expect(texts.filter((text, index) => texts.indexOf(text) < index)).toEqual([]);
  });

  test('is at most 1,024 bytes on the wire', () => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    expect(brotliCompressSync(JSON.stringify(words), { params }).length).toBeLessThanOrEqual(1024);
  });
});

describe.each(others)('%s', (tag) => {
  const rows = rowsOf(read(tag));

  test('leaves nothing in English but the words that both languages share', () => {
    const shared = rows.filter(([name, text]) => text.toLowerCase() === englishTexts.get(name)?.toLowerCase());
    expect(shared.map(([, text]) => text)).toEqual(cognates[tag] ?? []);
  });

  test('writes the sample address, and in its own script all else', () => {
    const sample = 'name@example.com';
    const script = new Intl.Locale(tag).maximize().script;
    for (const [name, text] of rows) {
      expect(text.includes(sample), name).toBe(name === 'emailWrong');
      const own = text.replace(sample, '').replace(/\{\w+\}/g, '');
      const latin = own.match(/\p{Script=Latin}+/gu) ?? [];
      if (script !== 'Latn') expect(loanwords[tag] ?? [], name).toEqual(expect.arrayContaining(latin));
    }
  });
});

test('keeps a French mark on the line of its word', () => {
  for (const [name, text] of rowsOf(read('fr'))) expect(text, name).not.toMatch(/[^\u00a0][?!:;]/);
});
