/** The version of the standard wording: counts up when a standard question or label changes. */
const standard = 'standard-1';

/**
 * Names the wording that a score was given to: `standard-N`, or `custom-` and 8 hex digits of a hash (FNV-1a, which
 * tells wordings apart and protects nothing) of the owner's question and labels. Scores of different wordings do not
 * compare.
 */
export function wordingOf(own: readonly (string | undefined)[]): string {
  const text = own.join('\n');
  if (!text.trim()) return standard;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `custom-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
