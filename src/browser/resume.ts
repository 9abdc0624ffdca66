import { draftMark, isOutdated, takeDraft, type Draft } from '../core/draft.ts';
import type { Drafts, Due, OutboxOptions } from '../core/ports.ts';

/** Goes on with the prompt that was left in the middle, if there is one and it may go on here; an old one is erased. */
export async function resume(
  { site, surveys, view, open }: Pick<OutboxOptions, 'site' | 'surveys' | 'view' | 'open'>,
  drafts: Drafts,
): Promise<void> {
  // The one that stands is no draft to go on with.
  if (document.querySelector('earshot-prompt')) return;
  try {
    const [history, now, mark] = [view.read(), Date.now(), draftMark(site.site)];
    const asked = { user: site.user, own: sessionStorage.getItem(mark), left: localStorage.getItem(mark), now };
    const holder = String(Math.random());
    let taken: Draft | undefined;
    await drafts.change((draft) => {
      taken = undefined;
      if (!draft || isOutdated(draft, history, now)) return undefined;
      if (surveys.some(({ survey }) => survey === draft.prompt.survey)) taken = takeDraft(draft, holder, asked);
      return taken ?? draft;
    });
    const draft: Draft | undefined = taken;
    const survey = surveys.find((one) => one.survey === draft?.prompt.survey);
    if (!draft || !survey) return;
    // The moment may not be calm before the next page.
    sessionStorage.setItem(mark, holder);
    open({ survey, trigger: draft.prompt.trigger as Due['trigger'], draft });
  } catch {}
}
