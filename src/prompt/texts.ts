import { standardScale, type Segment } from '../core/kinds.ts';
import type { Survey } from '../core/settings.ts';
import en from '../locales/en.json';

/** The texts of one language. */
export type Locale = typeof en;

/** All texts of one prompt, the owner's where there are any. */
export interface Texts {
  readonly question: string;
  /** The words of the points by score; a scale that names only its ends has no others. */
  readonly words: Readonly<Record<number, string>>;
  /** The open question after a score; undefined where the owner switched it off. */
  readonly followUp: (segment: Segment) => string | undefined;
  readonly thanks: string;
  readonly required: string;
  readonly locale: Locale;
}

/** What the survey rates: the owner's word for it, else the name of the site. */
const subjectOf = (survey: Survey): string =>
  survey.subject ??
  (document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content || location.hostname || 'us');

/** The texts of a survey: the owner's wording, else the standard wording of the locale, with the subject filled in. */
export function makeTexts(survey: Survey, locale: Locale = en): Texts {
  const { kind, lowLabel, highLabel } = survey;
  const { min, max } = standardScale(kind);
  // A function, since `$` has a meaning in replacement text.
  const fill = (text: string): string => text.replaceAll('{subject}', () => subjectOf(survey));
  const [low = '', ...others] = locale[`${kind}Points`];
  const high = others.pop() ?? '';
  return {
    question: fill(survey.question ?? locale[`${kind}Question`]),
    words: {
      ...Object.fromEntries(others.map((word, index) => [min + index + 1, word])),
      [min]: lowLabel ?? low,
      [max]: highLabel ?? high,
    },
    followUp(segment) {
      const name = segment.replace(/^./, (letter) => letter.toUpperCase()) as Capitalize<Segment>;
      const text = survey[`followUp${name}`] ?? survey.followUp ?? locale[`followUp${name}`];
      return text === 'off' ? undefined : fill(text);
    },
    thanks: fill(survey.thanks ?? locale.thanks),
    required: locale.required.replace('{min}', String(min)).replace('{max}', String(max)),
    locale,
  };
}
