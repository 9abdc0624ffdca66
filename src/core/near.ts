/** True where `a` becomes `b` by at most `edits` insertions, deletions and replacements of a letter. */
export function isNear(a: string, b: string, edits: number): boolean {
  if (a === b) return true;
  if (!edits) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [restA, restB, tailA, tailB] = [a.slice(same), b.slice(same), a.slice(same + 1), b.slice(same + 1)];
  return isNear(tailA, tailB, edits - 1) || isNear(tailA, restB, edits - 1) || isNear(restA, tailB, edits - 1);
}
