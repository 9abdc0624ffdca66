/** True where `a` becomes `b` by at most `edits` insertions, deletions and replacements of a letter. */
export function isNear(a: string, b: string, edits: number): boolean {
  const [restA, restB] = [a.slice(1), b.slice(1)];
  if (a === b) return true;
  if (a[0] === b[0]) return isNear(restA, restB, edits);
  return edits > 0 && (isNear(restA, restB, --edits) || isNear(restA, b, edits) || isNear(a, restB, edits));
}

/** The name of those that are known which somebody may have meant, if any. */
export const nearest = (name: string, known: readonly string[]): string | undefined =>
  known.find((one) => isNear(name, one, one.length > 4 ? 2 : 1));
