import { dayMs } from './duration.ts';
import type { History } from './history.ts';
import { editingMs } from './keep.ts';
import type { Progress, PromptFacts } from './response.ts';

/**
 * A prompt that the visitor has not finished: enough to go on with it as the same one. Of the names in here none is
 * shortened by the build, since another build may read them.
 */
export interface Draft {
  readonly prompt: PromptFacts;
  readonly progress: Progress;
  /** As far as it is typed. */
  readonly comment: string;
  /** When the visitor last changed it; epoch ms. */
  readonly at: number;
}

/** Where the draft of a site stands among what is durable. */
export const draftKey = (site: string): string => `draft:${site}`;

/**
 * Where a tab notes which prompt's draft it wrote (sessionStorage), and that a page with one was left in good order
 * (localStorage).
 */
export const draftMark = (site: string): string => `earshot-draft:${site}`;

/** Nobody goes on with it any more: after a day, after an answer or a refusal, or once another prompt has come. */
export function isOutdated({ prompt, at }: Draft, { never, prompts }: History, now: number): boolean {
  const last = prompts.at(-1);
  return Math.abs(now - at) >= dayMs || never || last?.id !== prompt.id || last.outcome === 'answered';
}

/**
 * Whether a prompt goes on here: for the same user, in the same tab; in another one only when its own is gone without a
 * word, for a minute at least. `marks` are the ids of the prompts that this tab wrote a draft of, and that were left.
 */
export const mayResume = (
  { prompt, at }: Draft,
  user: string | undefined,
  marks: { readonly own: string | null; readonly left: string | null },
  now: number,
): boolean => prompt.user === user && (marks.own === prompt.id || (marks.left !== prompt.id && now - at > editingMs));
