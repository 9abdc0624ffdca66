import { dayMs } from './duration.ts';
import type { History } from './history.ts';
import { editingMs } from './keep.ts';
import type { Progress, PromptFacts } from './response.ts';

/** A prompt that the visitor has not finished: enough to go on with it as the same one. */
export interface Draft {
  /** Of the names in here none is shortened by the build, since another build may read them. */
  readonly prompt: PromptFacts;
  readonly progress: Progress;
  /** As far as it is typed. */
  readonly comment: string;
  /** Of the last change; epoch ms. */
  readonly at: number;
  /** The page was left, or the visitor did nothing more: what was chosen is on its way. */
  readonly isLeft: boolean;
  /** Tells the tab that holds it. */
  readonly holder: string;
}

/** Where the draft of a site stands among what is durable. */
export const draftKey = (site: string): string => `draft:${site}`;

/** Where a tab notes what it holds a draft as. */
export const draftMark = (site: string): string => `earshot-draft:${site}`;

/** What is known where a draft may be resumed. */
export interface Resuming {
  readonly user: string | undefined;
  readonly history: History;
  /** What this tab held its draft as. */
  readonly mark: string | null;
  readonly now: number;
}

// More revisions than a page can have given whose drafts were not stored any more: none of them is given twice.
const unstoredRevisions = 100;

/**
 * Whether a prompt goes on here: within a day, for the same user, and while no other prompt came after it. In another tab
 * only when its own is gone without a word, since a page that is open says so after a minute at the latest.
 */
function mayResume({ prompt, at, isLeft, holder }: Draft, { user, history, mark, now }: Resuming): boolean {
  const isOrphan = !isLeft && now - at > editingMs;
  return (
    Math.abs(now - at) < dayMs &&
    prompt.user === user &&
    (mark === holder || isOrphan) &&
    !history.never &&
    history.prompts.at(-1)?.id === prompt.id
  );
}

/**
 * A draft as the tab that goes on with it holds it from now on; undefined where it may not. In one transaction, this lets
 * one of many tabs go on: those of a browser that is restored all open at once.
 */
export const takeDraft = (draft: Draft | undefined, holder: string, resuming: Resuming): Draft | undefined =>
  draft && mayResume(draft, resuming)
    ? {
        ...draft,
        holder,
        at: resuming.now,
        isLeft: false,
        progress: { ...draft.progress, revision: draft.progress.revision + unstoredRevisions },
      }
    : undefined;
