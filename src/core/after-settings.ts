import { link } from './link.ts';
import { ownText, type OwnText } from './own-text.ts';
import { parseOptions } from './parse-options.ts';
import { oneOf, optional, type Values } from './settings.ts';
import type { Option } from './steps.ts';

const text = optional<OwnText>(ownText);
const links = optional<string>(link);
const options = optional<readonly Option<OwnText>[]>(parseOptions);

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
  // Its entries are parsed one by one, see `parse-steps.ts`.
  steps: optional<readonly unknown[]>((raw) => (Array.isArray(raw) && raw.length ? raw : undefined)),
} as const;

export type AfterSurvey = Values<typeof afterSurveySettings>;
