import { draftMark, takeDraft, type Draft } from '../core/draft.ts';
import type { ChangeDraft, OutboxOptions } from '../core/ports.ts';

/** Goes on with the prompt that was left in the middle, if there is one and it may go on here. */
export async function resume({ site, surveys, view, open }: OutboxOptions, changeDraft: ChangeDraft): Promise<void> {
  // The one that stands is no draft to go on with.
  if (document.querySelector('earshot-prompt')) return;
  try {
    const mark = sessionStorage.getItem(draftMark(site.site));
    const asked = { user: site.user, history: view.read(), mark, now: Date.now() };
    let taken: Draft | undefined;
    await changeDraft((draft) => {
      const isKnown = surveys.some(({ survey }) => survey === draft?.prompt.survey);
      taken = isKnown ? takeDraft(draft, `${Math.random()}`, asked) : undefined;
      return taken ?? draft;
    });
    const survey = surveys.find((one) => one.survey === taken?.prompt.survey);
    if (survey && taken) open({ survey, trigger: taken.prompt.trigger as 'show', draft: taken });
  } catch {}
}
