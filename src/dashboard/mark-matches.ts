/** A part of a text, and whether it is what was searched. */
export interface Part {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A text cut where it says what was searched, in letters of any case; all parts together are the text. */
export function markMatches(text: string, search: string | undefined): readonly Part[] {
  const wanted = search?.toLowerCase();
  const lower = text.toLowerCase();
  // Some letters change their length with their case: then nothing is marked rather than something wrong.
  if (!wanted || lower.length !== text.length) return [{ text, isMatch: false }];
  const parts: Part[] = [];
  let end = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, end)) {
    if (at > end) parts.push({ text: text.slice(end, at), isMatch: false });
    end = at + wanted.length;
    parts.push({ text: text.slice(at, end), isMatch: true });
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMatch: false });
  return parts;
}
