interface Known {
  readonly id: string;
}

/** The newest comments on top of those that were there; one that came again replaces the older one where it stood. */
export function mergeComments<One extends Known>(newest: readonly One[], known: readonly One[]): readonly One[] {
  const again = new Map(newest.map((one) => [one.id, one]));
  const had = new Set(known.map(({ id }) => id));
  return [...newest.filter(({ id }) => !had.has(id)), ...known.map((one) => again.get(one.id) ?? one)];
}
