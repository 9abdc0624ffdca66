/** The version of the standard wording: counts up when a standard question or label changes. */
const standard = 'standard-1';

/**
 * Names the wording that a score was given to: `standard-N`, or `custom-` and 8 hex digits of a hash (FNV-1a, which
 * tells wordings apart and protects nothing) of the owner's question and labels. Scores of different wordings do not
 * compare.
 */
export function wordingOf(own: readonly (string | undefined)[]): string {
  if (!own.some(Boolean)) return standard;
  const hash = [...own.join('\n')].reduce(
    (value, letter) => Math.imul(value ^ (letter.codePointAt(0) as number), 0x01000193) >>> 0,
    0x811c9dc5,
  );
  return `custom-${hash.toString(16).padStart(8, '0')}`;
}
