import { expect, test } from 'vitest';
import { ownText, ownTexts, textIn } from './own-text.ts';

/** As the parser of settings asks: what throws is not allowed. */
const parse = <T>(type: (raw: unknown, base: string) => T, raw: unknown): T | undefined => {
  try {
    return type(raw, '');
  } catch {
    return undefined;
  }
};

test('takes a text without the spaces around it, whatever it says', () => {
  expect(parse(ownText, '  How <b>was</b> it?\n')).toBe('How <b>was</b> it?');
});

test('takes a text for each language', () => {
  const texts = { en: 'Hello', 'de-AT': 'Servus' };
  expect(parse(ownText, texts)).toEqual(texts);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['an empty text', ''],
  ['spaces', ' \n'],
  ['a number', 5],
  ['true', true],
  ['a list', ['Hello']],
  ['no language', {}],
  ['a language without a text', { en: 'Hello', de: '' }],
  ['spaces in a language', { en: ' ' }],
  ['a number in a language', { en: 'Hello', de: 5 }],
  ['languages within a language', { en: { us: 'Hello' } }],
])('does not take %s for a text', (_what, raw) => {
  expect(parse(ownText, raw)).toBeUndefined();
});

test('takes texts by name, each of them by language or not', () => {
  const texts = { send: 'Go', close: { en: 'Shut', de: 'Zu' } };
  expect(parse(ownTexts, texts)).toEqual(texts);
  expect(parse(ownTexts, {})).toEqual({});
});

test.each([[undefined], [null], ['Go'], [['Go']], [{ send: '' }], [{ send: 'Go', close: 5 }], [{ send: null }]])(
  'does not take %j for texts by name',
  (raw) => {
    expect(parse(ownTexts, raw)).toBeUndefined();
  },
);

test('gives the text of the first wanted language that there is, else the first text', () => {
  const texts = { fr: 'Salut', en: 'Hello', de: 'Hallo' };
  expect(textIn(['de-AT', 'de', 'en'])(texts)).toBe('Hallo');
  expect(textIn(['it', 'en'])(texts)).toBe('Hello');
  expect(textIn(['it', ''])(texts)).toBe('Salut');
});

test('gives a text that is the same in all languages, and none where there is none', () => {
  expect(textIn(['de'])('Hello')).toBe('Hello');
  expect(textIn(['de'])(undefined)).toBeUndefined();
});
