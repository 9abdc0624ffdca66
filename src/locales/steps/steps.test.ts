import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import english from './en.json';

type Words = Readonly<Record<string, string>>;

const folder = new URL('./', import.meta.url);
const englishTexts: Words = english;
const tags = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

const read = (tag: string): Words => JSON.parse(readFileSync(new URL(`${tag}.json`, folder), 'utf8')) as Words;
const placeholders = (text = ''): readonly string[] => text.match(/\{\w+\}/g) ?? [];

/** Words that are spelled as in English. */
const cognates: Readonly<Record<string, readonly string[]>> = { es: ['no'], fr: ['excellent'] };

/** Options that stand beside each other, and ends of one scale. */
const together: readonly (readonly string[])[] = [
  ['quality', 'price', 'ease', 'reliability', 'responsiveness', 'service'],
  [
    'appreciated', 'confident', 'grateful', 'happy', 'respected', 'valued', 'frustrated', 'annoyed', 'disappointed',
    'declined',
  ], // prettier-ignore
  ['better', 'same', 'worse', 'none'],
  ['yes', 'partly', 'no'],
  ['renew', 'again', 'more'],
  ['poor', 'excellent'],
  ['lowValue', 'highValue'],
  ['difficult', 'easy'],
  ['bad', 'good'],
  ['unlikely', 'likely'],
  ['valueOurs', 'valueBest'],
];

/** A question, and a sentence, as they end in any of the languages. */
const ends: Readonly<Record<string, RegExp>> = { '?': /[?？؟]$/, '.': /[.。।]$/ };
const anyEnd = /[?？؟.。।!！…:：]$/;

test('speaks English, the ten other languages that most people speak, and Japanese', () => {
  expect(tags).toEqual(['ar', 'bn', 'de', 'en', 'es', 'fr', 'hi', 'id', 'ja', 'pt-BR', 'ru', 'zh-Hans']);
  expect(Intl.getCanonicalLocales(tags)).toEqual(tags);
});

describe.each(tags)('%s', (tag) => {
  const words = read(tag);
  const rows = Object.entries(words);

  test('has every text of English, in the same order, and no other', () => {
    expect(Object.keys(words)).toEqual(Object.keys(englishTexts));
  });

  test('is made of texts, none of them empty, with a space at an end or with a straight apostrophe', () => {
    for (const [name, text] of rows) expect(text, name).toMatch(/^(?=\S)[^'\n]*\S$/);
    for (const [name, text] of rows) expect(text, name).toBe(text.normalize());
  });

  test('fills in what English fills in', () => {
    for (const [name, text] of rows) expect(placeholders(text), name).toEqual(placeholders(englishTexts[name]));
  });

  test('ends a question and a sentence where English does, and a label nowhere', () => {
    for (const [name, text] of rows) {
      const end = ends[englishTexts[name]?.at(-1) ?? ''];
      if (end) expect(text, name).toMatch(end);
      else expect(text, name).not.toMatch(anyEnd);
    }
  });

  test('says no two things in the same words where they stand together', () => {
    for (const names of together) {
      const texts = names.map((name) => words[name]?.toLocaleLowerCase(tag));
      expect(texts).not.toContain(undefined);
      expect(new Set(texts).size, names.join()).toBe(names.length);
    }
  });

  test('writes no digits, which the point of a scale may write otherwise', () => {
    for (const [name, text] of rows) expect(text, name).not.toMatch(/\p{Nd}/u);
  });

  test('is at most 1,024 bytes on the wire', () => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    expect(brotliCompressSync(JSON.stringify(words), { params }).length).toBeLessThanOrEqual(1024);
  });
});

describe.each(tags.filter((tag) => tag !== 'en'))('%s', (tag) => {
  const rows = Object.entries(read(tag));

  test('leaves nothing in English but the words that both languages share', () => {
    const lower = rows.map(([name, text]) => [name, text.toLowerCase()] as const);
    const shared = lower.filter(([name, text]) => text === englishTexts[name]?.toLowerCase());
    expect(shared.map(([, text]) => text)).toEqual(cognates[tag] ?? []);
  });

  test('writes in its own script', () => {
    if (new Intl.Locale(tag).maximize().script === 'Latn') return;
    for (const [name, text] of rows) expect(text.replace(/\{\w+\}/g, ''), name).not.toMatch(/\p{Script=Latin}/u);
  });
});

test('keeps a French mark on the line of its word', () => {
  for (const [name, text] of Object.entries(read('fr'))) expect(text, name).not.toMatch(/[^\u00a0][?!:;]/);
});
