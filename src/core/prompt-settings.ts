import { ownText, type OwnText } from './own-text.ts';
import { optional, type Values } from './settings.ts';

const text = optional<OwnText>(ownText);

/**
 * Settings of a survey that any prompt may have and no page needs before: they are parsed when a prompt is due, as are
 * those in `language-settings.ts`, `looks-settings.ts` and `after-settings.ts`.
 */
export const promptSurveySettings = {
  subject: text,
  intro: text,
  question: text,
  lowLabel: text,
  highLabel: text,
  followUp: text,
  followUpPositive: text,
  followUpNeutral: text,
  followUpNegative: text,
  thanks: text,
  thanksPositive: text,
  thanksNeutral: text,
  thanksNegative: text,
} as const;

export type PromptSurvey = Values<typeof promptSurveySettings>;
