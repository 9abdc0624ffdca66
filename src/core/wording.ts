/** The version of the standard wording: counts up when a standard question or label changes. */
const standard = 'standard-1';

/** FNV-1a, 32 bits: tells wordings apart, protects nothing. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/**
 * Names the wording that a score was given to: `standard-N`, or `custom-` and 8 hex digits of a hash of the owner's
 * question and labels. Scores of different wordings do not compare.
 */
export const wordingOf = (own: readonly (string | undefined)[]): string =>
  own.some(Boolean) ? `custom-${hash(own.join('\n')).toString(16).padStart(8, '0')}` : standard;
