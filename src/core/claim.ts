import { mergeHistory, recordShown, type History } from './history.ts';
import { makeId } from './id.ts';

/** What a claim is made with. */
export interface ClaimPorts {
  /** Changes the durable history in one transaction. Resolves once that is on disk. */
  readonly changeHistory: (change: (stored: History) => History) => Promise<unknown>;
  readonly now: number;
  /** 10 random bytes. */
  readonly random: Uint8Array;
  /** The id that a visitor without one gets; undefined where the owner wants none. */
  readonly visitorId: string | undefined;
}

/** A claim, and the history as it stands after it, won or lost. */
export interface Claim {
  readonly history: History;
  /** The new prompt's id; undefined when another tab was first, or the rules say no. */
  readonly id?: string;
}

/**
 * What wants to prompt: a survey that is due; one that the visitor opened, which asks no rule of waiting and shows even
 * where nothing can be stored; or a test, which leaves no trace.
 */
export type ClaimKind = 'due' | 'opened' | 'test';

/**
 * Wins the right to prompt: the rules are asked again on what is stored durably, and *shown* is entered there in the
 * same transaction, so that of many tabs one wins. A visitor without an id gets one with the first claim that is won.
 * Rejects where nothing can be stored.
 */
export async function claim(
  { changeHistory, now, random, visitorId }: ClaimPorts,
  view: History,
  survey: string,
  passes: (history: History) => boolean,
  kind: ClaimKind,
): Promise<Claim> {
  const id = makeId(now, random);
  let history = view;
  let won = true;
  const enter = (stored: History): History => {
    history = mergeHistory(view, stored);
    // Shown is on disk where a connection was lost before it could say so, and the transaction is run again.
    const isShown = history.prompts.some((prompt) => prompt.id === id);
    won = isShown || passes(history);
    if (won && !isShown)
      history = { ...recordShown(history, id, survey, now), visitorId: history.visitorId ?? visitorId };
    return history;
  };
  try {
    if (kind !== 'test') await changeHistory(enter);
  } catch (error) {
    if (kind === 'due') throw error;
    enter(view);
  }
  return won ? { history, id } : { history };
}
