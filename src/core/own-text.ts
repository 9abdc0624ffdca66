import type { ValueType } from './values.ts';

/** A text of the owner's: the same in all languages, or one for each by language tag (`{ "en": "…", "de": "…" }`). */
export type OwnText = string | Readonly<Record<string, string>>;

const isText = (raw: unknown): raw is string => typeof raw == 'string' && !!raw.trim();

/** Such a text; an object needs at least one language and no empty text. */
export const ownText: ValueType<OwnText> = (raw) => {
  if (isText(raw)) return raw.trim();
  const texts = Object.values(raw as OwnText);
  return typeof raw == 'object' && !Array.isArray(raw) && texts[0] && texts.every(isText)
    ? (raw as OwnText)
    : undefined;
};

/** An owner's text in the first of the wanted languages that it has, else in the first that it has at all. */
export const textIn =
  (wanted: readonly string[]) =>
  (text: OwnText | undefined): string | undefined =>
    typeof text == 'object' ? text[[...wanted, ...Object.keys(text)].find((tag) => text[tag]) ?? ''] : text;

/** Texts of the owner's by name. */
export const ownTexts: ValueType<Readonly<Record<string, OwnText>>> = (raw, base) =>
  typeof raw == 'object' && raw && !Array.isArray(raw) && Object.values(raw).every((one) => ownText(one, base))
    ? (raw as Readonly<Record<string, OwnText>>)
    : undefined;
