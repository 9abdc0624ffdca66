import { mergeHistory, recordShown, type History } from './history.ts';
import { makeId } from './id.ts';

/** What a claim is made with. */
export interface ClaimPorts {
  /** Replaces the durable history (JSON) in one transaction. Resolves once that is on disk. */
  readonly changeHistory: (change: (stored: string | undefined) => string | undefined) => Promise<unknown>;
  /** See `core/history.ts`. */
  readonly parseHistory: (json: unknown, now: number) => History;
  readonly now: number;
  /** 10 random bytes. */
  readonly random: Uint8Array;
}

/** A claim, and the history as it stands after it, won or lost. */
export interface Claim {
  readonly history: History;
  /** The new prompt's id; undefined when another tab was first, or the rules say no. */
  readonly id?: string;
}

/**
 * Wins the right to prompt: the rules are asked again on what is stored durably, and *shown* is entered there in the
 * same transaction, so that of many tabs one wins. A test prompt wins without leaving a trace. Rejects where nothing can
 * be stored.
 */
export async function claim(
  { changeHistory, parseHistory, now, random }: ClaimPorts,
  view: History,
  survey: string,
  passes: (history: History) => boolean,
  isTest: boolean,
): Promise<Claim> {
  const id = makeId(now, random);
  if (isTest) return { history: view, id };
  let history = view;
  let won = false;
  await changeHistory((stored) => {
    history = mergeHistory(view, parseHistory(stored, now));
    won = passes(history);
    if (won) history = recordShown(history, id, survey, now);
    return JSON.stringify(history);
  });
  return won ? { history, id } : { history };
}
