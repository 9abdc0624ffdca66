/** What a comment is known and ordered by; instants are ISO 8601 in UTC. */
interface Placed {
  readonly id: string;
  readonly firstReceivedAt: string;
  /** When its last revision came in. */
  readonly receivedAt: string;
}

/**
 * Comments of both lists, each once, the newest first as the collector lists them. Of one in both the later revision
 * counts; where that is the same, what is known: it may hold tags that a reading which began before them does not.
 */
export function mergeComments<One extends Placed>(read: readonly One[], known: readonly One[]): readonly One[] {
  const all = new Map(known.map((one) => [one.id, one]));
  for (const one of read) {
    const before = all.get(one.id);
    if (!before || before.receivedAt < one.receivedAt) all.set(one.id, one);
  }
  const placeOf = ({ firstReceivedAt, id }: One): string => `${firstReceivedAt} ${id}`;
  return [...all.values()].toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1));
}
