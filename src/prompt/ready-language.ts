import { readyTexts, type TextKey } from '../core/ready-texts.ts';
import type { Step } from '../core/steps.ts';
import en from '../locales/steps/en.json';
import { readTexts } from './read-texts.ts';

type ReadyTexts = Readonly<Record<TextKey, string>>;

// There is a file for each. A test compares them.
const translated = /^(ar|bn|de|es|fr|hi|id|ja|pt-BR|ru|zh-Hans)$/;

/**
 * The texts of the ready-made steps in a language, if any of the steps is one; its file is fetched from beside `base`.
 * English stands in for what cannot be had, as `language` says.
 */
export async function readReadyTexts(
  steps: readonly Step[],
  tag: string,
  base: string,
): Promise<{ readonly texts: ReadyTexts; readonly language: string }> {
  const isNeeded = translated.test(tag) && steps.some(({ question }) => Array.isArray(question));
  const texts = isNeeded
    ? ((await readTexts(`steps/${tag}`, base)) as Partial<ReadyTexts> | null | undefined)
    : undefined;
  if (readyTexts.every((key) => texts?.[key] && typeof texts[key] == 'string'))
    return { texts: texts as ReadyTexts, language: tag };
  return { texts: en, language: 'en' };
}
