/** What a comment is known and ordered by. */
interface Placed {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly firstReceivedAt: string;
}

/** Comments of both lists, each once, the newest first as the collector lists them; what `newer` says of one counts. */
export function mergeComments<One extends Placed>(newer: readonly One[], known: readonly One[]): readonly One[] {
  const all = new Map([...known, ...newer].map((one) => [one.id, one]));
  const placeOf = ({ firstReceivedAt, id }: One): string => `${firstReceivedAt} ${id}`;
  return [...all.values()].toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1));
}
