import { dayMs } from './duration.ts';
import type { History } from './history.ts';
import type { Journey } from './journey.ts';
import { editingMs } from './keep.ts';
import type { Progress, PromptFacts } from './response.ts';

/**
 * A prompt that the visitor has not finished: enough to go on with it as the same one. Of the names in here none is
 * shortened by the build, since another build may read them. Instants are epoch ms.
 */
export interface Draft {
  readonly prompt: PromptFacts;
  readonly progress: Progress;
  /** Where the visitor is, and what is typed or picked; undefined where only the score is chosen. */
  readonly journey?: Journey | undefined;
  /** When the visitor last changed it. */
  readonly at: number;
  /** Tells the tab that holds it, and since when that is known. */
  readonly holder: string;
  readonly heldAt: number;
}

/** Where the draft of a site stands among what is durable. */
export const draftKey = (site: string): string => `draft:${site}`;

/**
 * Where a tab notes what it holds a draft as (sessionStorage), and which prompt's page was left in good order
 * (localStorage).
 */
export const draftMark = (site: string): string => `earshot-draft:${site}`;

/** Nobody goes on with it any more: after a day, after an answer or a refusal, or once another prompt has come. */
export function isOutdated({ prompt, at }: Draft, { never, prompts }: History, now: number): boolean {
  const last = prompts.at(-1);
  return !(Math.abs(now - at) < dayMs) || never || last?.id !== prompt?.id || last?.outcome === 'answered';
}

/** What is known where a draft may be resumed. */
export interface Resuming {
  readonly user: string | undefined;
  /** What this tab held its draft as. */
  readonly own: string | null;
  /** The prompt whose page was left in good order. */
  readonly left: string | null;
  readonly now: number;
}

// More revisions than a page can have given whose drafts were not stored any more: none of them is given twice.
const unstoredRevisions = 100;

/**
 * A draft as the tab that goes on with it holds it from now on; undefined where it may not: only for the same user, and
 * in the same tab, or in another one when its own is gone without a word for a minute. In one transaction, this lets one
 * of many tabs go on: those of a browser that is restored all open at once.
 */
export function takeDraft(draft: Draft, holder: string, { user, own, left, now }: Resuming): Draft | undefined {
  const { prompt, progress } = draft;
  const isOrphan = left !== prompt.id && now - draft.heldAt > editingMs;
  return prompt.user === user && (own === draft.holder || isOrphan)
    ? { ...draft, holder, heldAt: now, progress: { ...progress, revision: progress.revision + unstoredRevisions } }
    : undefined;
}
