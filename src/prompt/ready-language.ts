import { readyTexts, type TextKey } from '../core/ready-texts.ts';
import type { Step } from '../core/steps.ts';
import en from '../locales/steps/en.json';
import { readTexts } from './read-texts.ts';

type ReadyTexts = Readonly<Record<TextKey, string>>;

// There is a file for each. A test compares them.
const translated = /^(ar|bn|de|es|fr|hi|id|ja|pt-BR|ru|zh-Hans)$/;

/** English between marks that keep it from left to right where everything else goes the other way. */
const isolated = Object.fromEntries(
  Object.entries(en).map(([key, text]) => [key, `\u2066${text}\u2069`]),
) as ReadyTexts;

/**
 * The texts of the ready-made steps in a language, if any of the steps is one; its file is fetched from beside `base`.
 * English stands in for what cannot be had.
 */
export async function readReadyTexts(steps: readonly Step[], tag: string, base: string): Promise<ReadyTexts> {
  const isNeeded = translated.test(tag) && steps.some(({ question }) => Array.isArray(question));
  const texts = isNeeded
    ? ((await readTexts(`steps/${tag}`, base)) as Partial<ReadyTexts> | null | undefined)
    : undefined;
  if (readyTexts.every((key) => texts?.[key] && typeof texts[key] == 'string')) return texts as ReadyTexts;
  return /^(ar|fa|he)/.test(tag) ? isolated : en;
}
