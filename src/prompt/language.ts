// The chunk for prompts that are not simply in English: other languages, and the owner's texts by language.
import { languageSiteSettings } from '../core/language-settings.ts';
import { textIn, type OwnText } from '../core/own-text.ts';
import { parseMore } from '../core/parse-more.ts';
import type { LanguageChunk, Strings } from './parts.ts';
import { readTexts } from './read-texts.ts';

// There is a file for each. A test compares them.
const translated =
  /^(ar|bg|bn|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|is|it|ja|ko|lt|lv|ms|nb|nl|pl|pt-BR|pt-PT|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh-Hans|zh-Hant)$/;

/**
 * The name of the file for a language tag: `de-AT` is `de`, `pt-AO` is `pt-PT`, `zh-TW` is `zh-Hant`; undefined where
 * there is none.
 */
export function nameOf(tag: string): string | undefined {
  try {
    // What is likely stands in for what a tag leaves open (CLDR).
    const { language, script, region } = new Intl.Locale(tag).maximize();
    const name =
      { pt: region === 'BR' ? 'pt-BR' : 'pt-PT', zh: `zh-${script}`, no: 'nb', nn: 'nb' }[language] ?? language;
    return translated.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A text that stands among those of a language which goes from right to left: the subject keeps its own order in it, and
 * what is written from left to right keeps its marks at its own ends.
 */
function isolate(text: string): string {
  // Once is enough, and an owner may have done it.
  if (/[\u2066-\u2069]/.test(text)) return text;
  const whole = text.replace(/{subject}/g, '\u2068{subject}\u2069');
  const isAtHome = /[\u0590-\u08ff]/.test(text) || !/^\P{L}|[^\p{L}\p{N}]$/u.test(text);
  return isAtHome ? whole : `\u2066${whole}\u2069`;
}

/** It has every text of the English one, in the same shape. */
const isComplete = (raw: unknown, english: Strings): raw is Strings =>
  Object.entries(english).every(([key, text]) => {
    const texts: unknown[] = [(raw as Strings)[key as keyof Strings] ?? []].flat();
    return texts.length === [text].flat().length && texts.every((one) => one && typeof one == 'string');
  });

/** See `LanguageChunk` in `parts.ts`. */
export const read: LanguageChunk['read'] = async (survey, english, base, fixed) => {
  const { locale, strings: own = {} } = parseMore(survey, { site: languageSiteSettings, survey: {} });
  const set = fixed ?? locale;
  const asked = set === 'auto' ? [document.documentElement.lang, ...navigator.languages] : [set];
  let tag = asked.map(nameOf).find(Boolean) ?? 'en';
  let strings: unknown = english;
  // The badge of a test is for the owner.
  if (tag !== 'en') strings = { test: english.test, ...((await readTexts(tag, base)) as object | undefined) };
  const standard: Strings = isComplete(strings, english) ? strings : english;
  if (standard === english) tag = 'en';
  const isRtl = /^(ar|fa|he)$/.test(tag);
  // `pt` is fine with a text in `pt-BR`, before anything in the visitor's second language.
  const inOrder = textIn([...asked.flatMap((one) => [one, one.replace(/-.*/, ''), nameOf(one) ?? one]), tag, 'en']);
  const choose = (text: OwnText | undefined): string | undefined => {
    const chosen = inOrder(text);
    return chosen && isRtl ? isolate(chosen) : chosen;
  };
  return {
    tag,
    strings: {
      ...standard,
      ...Object.fromEntries(
        Object.entries(own)
          // A list is none of theirs; a text may be one that only a further part has in English.
          .filter(([name]) => typeof standard[name as keyof Strings] != 'object')
          .map(([name, text]) => [name, choose(text)]),
      ),
    },
    choose,
    digits: new Intl.NumberFormat(tag).format,
  };
};
