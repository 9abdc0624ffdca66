import { hash } from './hash.ts';

/** The version of the standard wording: counts up when a standard question or label changes. */
const standard = 'standard-1';

/**
 * Names the wording that a score was given to: `standard-N`, or `custom-` and 8 hex digits of a hash of the owner's question and labels. Scores of different wordings do not
 * compare.
 */
export function wordingOf(own: readonly (string | undefined)[]): string {
  if (!own.some(Boolean)) return standard;
  return `custom-${hash(own.join('\n')).toString(16).padStart(8, '0')}`;
}
