import { ownText, type OwnText } from './own-text.ts';
import { oneOf, optional, type Values } from './settings.ts';
import { httpUrl, type ValueType } from './values.ts';

const text = optional<OwnText>(ownText);

/** An http or https URL, or one that opens a mail. */
const link: ValueType<string> = (raw, base) =>
  typeof raw == 'string' && /^\s*mailto:\S/i.test(raw) ? raw.trim() : httpUrl(raw, base);

const links = optional<string>(link);

/** Text with a separator, or a list: taken apart where the options are shown. */
const listLike: ValueType<string | readonly unknown[]> = (raw) =>
  (typeof raw == 'string' && raw.trim()) || (Array.isArray(raw) && raw.length && raw) || undefined;

const options = optional<string | readonly unknown[]>(listLike);

/** Settings of one survey for what comes after the score, but for the follow-up and the closing words. */
export const afterSurveySettings = {
  reasons: options,
  reasonsPositive: options,
  reasonsNeutral: options,
  reasonsNegative: options,
  contact: oneOf('off', 'negative', 'always'),
  link: links,
  linkPositive: links,
  linkNeutral: links,
  linkNegative: links,
  linkLabel: text,
  linkLabelPositive: text,
  linkLabelNeutral: text,
  linkLabelNegative: text,
  privacyLink: links,
  steps: optional<readonly unknown[]>((raw) => (Array.isArray(raw) && raw.length ? raw : undefined)),
} as const;

export type AfterSurvey = Values<typeof afterSurveySettings>;
