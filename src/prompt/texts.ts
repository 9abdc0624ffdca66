import { capitalOf, type Kind, type Segment } from '../core/kinds.ts';
import type { OwnText } from '../core/own-text.ts';
import type { Language } from './parts.ts';
import type { PromptSurvey } from '../core/prompt-settings.ts';

/** All texts of one prompt, the owner's where there are any. */
export interface Texts extends Pick<Language, 'tag' | 'strings' | 'digits'> {
  readonly intro: string | undefined;
  readonly question: string;
  /** The words of the points by score; a scale that names only its ends has no others. */
  readonly words: Readonly<Record<number, string>>;
  /** The open question after a score; undefined where the owner switched it off. */
  readonly followUp: (segment: Segment) => string | undefined;
  readonly thanks: (segment: Segment) => string;
  readonly required: string;
  /** An owner's text in the language, with the subject filled in. */
  readonly choose: (text: OwnText | undefined) => string | undefined;
}

/** What stands for the subject where the owner says nothing: the name of the site. */
const siteName = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content || location.hostname || 'us';

// Of seven words these are those of shorter scales.
const shorter: Readonly<Record<number, readonly number[]>> = { 5: [0, 1, 3, 5, 6], 3: [1, 3, 5] };

/** The texts of a survey: the owner's wording, else the standard wording of the language, with the subject filled in. */
export function makeTexts(kind: Kind, min: number, max: number, settings: PromptSurvey, language: Language): Texts {
  const { strings, digits } = language;
  const subject = language.choose(settings.subject) ?? siteName();
  // A function, since `$` has a meaning in replacement text; not replaceAll, which Sugar replaces.
  const choose = (text: OwnText | undefined): string | undefined =>
    language.choose(text)?.replace(/{subject}/g, () => subject);
  const bySegment = (name: 'followUp' | 'thanks', segment: Segment): string | undefined => {
    const ofSegment = `${name}${capitalOf(segment)}` as const;
    return choose(
      settings[ofSegment] ??
        settings[name] ??
        (strings as Partial<Record<typeof ofSegment, string>>)[ofSegment] ??
        strings.thanks,
    );
  };
  const seven = strings[`${kind}Points`];
  const [low = '', ...others] = shorter[max - min + 1]?.map((index) => seven[index] ?? '') ?? seven;
  const high = others.pop() ?? '';
  return {
    ...language,
    intro: choose(settings.intro),
    question: choose(settings.question ?? strings[`${kind}Question`]) ?? '',
    words: {
      ...Object.fromEntries(others.map((word, index) => [min + index + 1, word])),
      [min]: choose(settings.lowLabel) ?? low,
      [max]: choose(settings.highLabel) ?? high,
    },
    followUp(segment) {
      const text = bySegment('followUp', segment);
      return text === 'off' ? undefined : text;
    },
    thanks: (segment) => bySegment('thanks', segment) ?? '',
    required: strings.requiredNumber.replace('{min}', digits(min)).replace('{max}', digits(max)),
    choose,
  };
}
