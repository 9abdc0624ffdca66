import type { Response } from '../core/response.ts';

/** After this time from the first receipt a stored score is settled. */
export const settledAfterMs = 24 * 3_600_000;

/** After this time from the first receipt revisions are ignored; longer than any widget keeps a response. */
export const closedAfterMs = 120 * 24 * 3_600_000;

/** A response as it is stored; instants are epoch ms by the collector's clock. */
export interface StoredResponse {
  readonly response: Response;
  readonly firstReceivedAt: number;
  readonly receivedAt: number;
}

// The score and what it means: on its own each of these could turn a settled score into another answer.
const settled = [
  'survey',
  'kind',
  'min',
  'max',
  'score',
  'segment',
  'scoredAt',
  'question',
  'wording',
  'test',
] as const satisfies readonly (keyof Response)[];

function keepScore(stored: Response, incoming: Response): Response {
  const { test: _, ...late } = incoming;
  const kept = settled.flatMap((name) => (stored[name] === undefined ? [] : [[name, stored[name]] as const]));
  return { ...stored, ...late, ...Object.fromEntries(kept) };
}

/**
 * What to store once `incoming` arrives: the highest revision wins, in any order of arrival. A day after the first
 * receipt a revision may add fields but not change a stored score; undefined means that the row stays as it is.
 */
export function decideRevision(
  stored: StoredResponse | undefined,
  incoming: Response,
  nowMs: number,
): StoredResponse | undefined {
  if (!stored) return { response: incoming, firstReceivedAt: nowMs, receivedAt: nowMs };
  const { response, firstReceivedAt } = stored;
  const ageMs = nowMs - firstReceivedAt;
  if (incoming.revision <= response.revision || ageMs > closedAfterMs) return undefined;
  const isSettled = ageMs > settledAfterMs && response.score !== undefined;
  return { response: isSettled ? keepScore(response, incoming) : incoming, firstReceivedAt, receivedAt: nowMs };
}
