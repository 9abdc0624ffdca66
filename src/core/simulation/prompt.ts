// A prompt, as `prompt/session.ts` and `browser/store.ts` do it.
import { draftKey, draftMark, type Draft } from '../draft.ts';
import { recordOutcome, recordSeen } from '../history.ts';
import { keepResponse } from '../keep.ts';
import type { Kept } from '../ports.ts';
import { makeResponse, type Outcome, type Progress, type Response } from '../response.ts';
import { remember } from './asking.ts';
import type { Cancel } from './timeline.ts';
import type { Document, Mount, Prompt, World } from './world.ts';

const idleMs = 60e3;
const thanksMs = 6e3;

/** Storage as a prompt needs it. */
function openStore({ disk, clock, local }: World, { page, tab }: Document) {
  const keepDraft = async (draft: Draft | undefined): Promise<void> => {
    try {
      local.write(draftMark(''), undefined);
      if (draft) tab.mark = draft.holder;
      await disk.change(page, 'state', draftKey(''), () => draft);
    } catch {}
  };
  return {
    keepDraft,
    leaveDraft: (id: string): void => local.write(draftMark(''), id),
    async keep(response: Response, isFinal: boolean): Promise<boolean> {
      const put = (): Promise<void> =>
        disk.change(page, 'responses', response.id, (kept) =>
          keepResponse(kept as Kept | undefined, response, isFinal, clock()),
        );
      try {
        await put().catch(() => keepDraft(undefined).then(put));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Puts a prompt on the screen. */
export const mountPrompt: Mount = (world, document, facts, draft) => {
  const { clock, ledger, log } = world;
  const { page, outbox } = document;
  const { id } = facts;
  const store = openStore(world, document);
  let progress: Progress = draft?.progress ?? { revision: 0, outcome: 'shown' };
  let comment = draft?.journey?.comment ?? '';
  let unsent: { readonly response: Response; readonly stored: Promise<boolean> } | undefined;
  let cancel: Cancel | undefined;

  const advance = (outcome: Outcome, more: Partial<Progress>, isFinal = false): void => {
    progress = { ...progress, ...more, outcome };
    if (progress.score === undefined) return;
    progress = { ...progress, revision: progress.revision + 1 };
    const response = makeResponse(facts, progress);
    log(`page ${page.number}: ${outcome} ${id.slice(0, 13)}.${progress.revision}`);
    ledger.give(response);
    unsent = { response, stored: store.keep(response, isFinal) };
  };
  const end = (outcome: Outcome, more: Partial<Progress>, isFinal = false): void => {
    advance(outcome, more, isFinal);
    const at = clock();
    remember(world, document, (history, now) => recordOutcome(history, id, outcome, now), {
      id,
      outcome,
      seenAt: at,
      endedAt: at,
    });
  };
  const post = (): void => {
    cancel?.();
    const one = unsent;
    unsent = undefined;
    if (one) void outbox.send(one.response, one.stored);
  };
  const leave = (): void => {
    if (progress.score !== undefined && !progress.closedAt) store.leaveDraft(id);
    post();
  };
  const wait = (): void => {
    const at = clock();
    void store.keepDraft({
      prompt: facts,
      progress,
      journey: { comment },
      at,
      heldAt: at,
      holder: draft?.holder ?? id,
    });
    cancel?.();
    cancel = page.plan(idleMs, leave);
  };
  const gone = (): void => {
    cancel?.();
    document.prompt = undefined;
  };
  const prompt: Prompt = {
    facts,
    seen() {
      const at = clock();
      remember(world, document, (history, now) => recordSeen(history, id, now), { id, seenAt: at });
      if (!progress.revision) advance('shown', {});
    },
    choose(score) {
      if (progress.closedAt) return;
      end('scored', { score, scoredAt: clock() });
      wait();
    },
    type(text) {
      if (progress.closedAt) return;
      comment = text;
      wait();
    },
    finish() {
      if (progress.score === undefined || progress.closedAt) return;
      end('answered', { comment, closedAt: clock() }, true);
      void store.keepDraft(undefined);
      post();
      // The closing words fade.
      page.plan(thanksMs, () => document.prompt === prompt && prompt.close('dismissed'));
    },
    close(refusal) {
      const { score, outcome } = progress;
      if (outcome !== 'answered') end(score === undefined ? refusal : 'scored', { closedAt: clock() }, true);
      void store.keepDraft(undefined);
      post();
      gone();
    },
    leave,
    stop: gone,
  };
  document.prompt = prompt;
  if (draft) {
    void store.keepDraft(draft);
    cancel = page.plan(idleMs, leave);
  }
  page.plan(1e3, () => {
    if (document.prompt === prompt && !document.tab.isHidden) prompt.seen();
  });
};
