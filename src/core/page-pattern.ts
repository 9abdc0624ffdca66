/** Where a page is within its site. */
export interface Place {
  /** The decoded path without a slash at its end. */
  readonly path: string;
  /** The decoded fragment with its `#`; empty where there is none. */
  readonly fragment: string;
}

/**
 * Whether a whole text fits a pattern: `*` stands for anything but a slash, `**` for anything. All ways to fit are
 * followed side by side, so that the time is at most pattern times text, whatever they hold.
 */
function fits(pattern: string, text: string): boolean {
  const tokens = pattern.match(/\*\*|[^]/gu) ?? [];
  /** Adds what a wildcard that stands for nothing leads to. */
  const withNothing = (at: ReadonlySet<number>): ReadonlySet<number> => {
    const all = new Set(at);
    for (const one of all) if (tokens[one]?.[0] === '*') all.add(one + 1);
    return all;
  };
  let at = withNothing(new Set([0]));
  for (const letter of text) {
    const next = new Set<number>();
    for (const one of at) {
      const token = tokens[one];
      if (token === letter) next.add(one + 1);
      if (token === '**' || (token === '*' && letter !== '/')) next.add(one);
    }
    at = withNothing(next);
  }
  return at.has(tokens.length);
}

/**
 * Whether one of the patterns fits: on the path, with or without a slash at its end, or on the fragment where the
 * pattern begins with `#`. Case-sensitive.
 */
export const matchesPage = (patterns: readonly string[], { path, fragment }: Place): boolean =>
  patterns.some((pattern) =>
    pattern[0] === '#' ? fits(pattern, fragment) : fits(pattern, path) || fits(pattern, `${path}/`),
  );
