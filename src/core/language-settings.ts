import { ownTexts, type OwnText } from './own-text.ts';
import { optional, setting, type Values } from './settings.ts';
import { matching } from './values.ts';

/** Settings of the site for prompts that are not simply in English. */
export const languageSiteSettings = {
  locale: setting<string>(matching(/^(auto|[a-z]{2,3}(-[\da-z]{2,8})*)$/i), () => 'auto'),
  strings: optional<Readonly<Record<string, OwnText>>>(ownTexts),
} as const;

export type LanguageSite = Values<typeof languageSiteSettings>;
