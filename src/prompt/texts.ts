import type { Kind, Scale, Segment } from '../core/kinds.ts';
import type { Survey } from '../core/settings.ts';
import en from '../locales/en.json';

/** The texts of one language. */
export type Locale = typeof en;

/** All texts of one prompt, the owner's where there are any. */
export interface Texts {
  readonly question: string;
  readonly low: string;
  readonly high: string;
  /** The words of the points by score; a scale that names only its ends has no others. */
  readonly words: Readonly<Record<number, string>>;
  /** The open question after a score; undefined where the owner switched it off. */
  readonly followUp: (segment: Segment) => string | undefined;
  readonly thanks: (segment: Segment | undefined) => string;
  readonly required: string;
  readonly locale: Locale;
}

const named = { negative: 'Negative', neutral: 'Neutral', positive: 'Positive' } as const;
const questions = { nps: 'npsQuestion', csat: 'csatQuestion', ces: 'cesQuestion' } as const;
const points = { nps: 'npsPoints', csat: 'csatPoints', ces: 'cesPoints' } as const;

function wordsOf(kind: Kind, { min, max }: Scale, low: string, high: string, locale: Locale): Record<number, string> {
  const all = locale[points[kind]];
  const inner = all.length === max - min + 1 ? all.map((word, index) => [min + index, word]) : [];
  return { ...(Object.fromEntries(inner) as Record<number, string>), [min]: low, [max]: high };
}

/** The texts of a survey: the owner's wording, else the standard wording of the locale, with the subject filled in. */
export function makeTexts(survey: Survey, scale: Scale, locale: Locale = en): Texts {
  const fill = (text: string): string => text.replaceAll('{subject}', survey.subject);
  const standard = locale[points[survey.kind]];
  const low = survey.lowLabel ?? standard[0] ?? '';
  const high = survey.highLabel ?? standard.at(-1) ?? '';
  return {
    question: fill(survey.question ?? locale[questions[survey.kind]]),
    low,
    high,
    words: wordsOf(survey.kind, scale, low, high, locale),
    followUp(segment) {
      const standardText = segment === 'neutral' ? locale.followUp : locale[`followUp${named[segment]}`];
      const text = survey[`followUp${named[segment]}`] ?? survey.followUp ?? standardText;
      return text === 'off' ? undefined : fill(text);
    },
    thanks: (segment) => fill((segment && survey[`thanks${named[segment]}`]) ?? survey.thanks ?? locale.thanks),
    required: locale.required.replace('{min}', String(scale.min)).replace('{max}', String(scale.max)),
    locale,
  };
}
