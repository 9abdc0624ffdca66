import { h } from 'preact';
import { standardScale } from '../core/kinds.ts';
import { textIn } from '../core/own-text.ts';
import { parseMore } from '../core/parse-more.ts';
import type { PromptOptions } from '../core/ports.ts';
import { promptSurveySettings } from '../core/prompt-settings.ts';
import type { PromptFacts, Traits } from '../core/response.ts';
import type { Survey } from '../core/settings.ts';
import { wordingOf } from '../core/wording.ts';
import { english } from './english.ts';
import type { After, Looks } from './parts.ts';
import { makeTexts, type Texts } from './texts.ts';

/** All that a prompt of a survey needs but a visitor. */
export interface Prepared {
  readonly survey: Survey;
  readonly texts: Texts;
  readonly looks: Looks | undefined;
  readonly after: After | undefined;
  /** What a response says of it. */
  readonly facts: Pick<PromptFacts, 'kind' | 'min' | 'max' | 'locale' | 'question' | 'wording' | 'layout' | 'shape'>;
}

// The same width as in prompt.css: below it, eleven points do not fit into one row.
const narrow = '(max-width: 479px)';

/**
 * Reads the settings that were put off and fetches what they need; undefined where the page has no place for the prompt.
 * What is gone on with stays as it was.
 */
export async function prepare(
  { load, warn }: Pick<PromptOptions, 'load' | 'warn'>,
  survey: Survey,
  traits: Traits | undefined,
  draft?: PromptFacts,
): Promise<Prepared | undefined> {
  const { kind } = survey;
  const [own, tag, json] = survey.given;
  // What the tag says of the site goes before the JSON.
  const given = { ...own, ...json, ...tag };
  const settings = parseMore(survey, { site: {}, survey: promptSurveySettings });
  const locale = draft?.locale ?? String(given.locale ?? (document.documentElement.lang || navigator.language));
  const isEnglish = !given.strings && /^en\b/i.test(locale);
  const names = Object.keys(given);
  const hasLooks = names.some((key) => /^(accent|offset|position|scale|shape|target|theme)$/.test(key));
  const [looks, language] = await Promise.all([
    hasLooks ? load('looks').then(({ open }) => open(survey, h, warn)) : undefined,
    isEnglish
      ? { ...english, choose: textIn([locale, 'en']) }
      : load('language').then(({ read }) => read(survey, english.strings, import.meta.url, draft?.locale)),
  ]);
  if (hasLooks && !looks) return undefined;
  const { min, max: usual } = standardScale(kind);
  const max = draft?.max ?? looks?.max ?? usual;
  const texts = makeTexts(kind, min, max, settings, language);
  const after = names.some((key) => /^(contact|link|priv|reasons|steps)/.test(key))
    ? await load('steps').then(({ open }) =>
        open({ survey, facts: { kind, max, traits }, isPopUp: given.position !== 'inline', texts, h, warn }),
      )
    : undefined;
  const { question, lowLabel, highLabel } = settings;
  return {
    survey,
    texts,
    looks,
    after,
    facts: {
      kind,
      min,
      max,
      locale: language.tag,
      question: texts.question,
      wording: wordingOf([question, lowLabel, highLabel].map(texts.choose)),
      layout: kind === 'nps' && (looks?.isNarrow || matchMedia(narrow).matches) ? 'two-rows' : 'row',
      shape: looks?.shape,
    },
  };
}
