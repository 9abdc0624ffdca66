import { draftMark, isOutdated, mayResume } from '../core/draft.ts';
import type { Drafts, Due, OutboxOptions } from '../core/ports.ts';

/** Goes on with the prompt that was left in the middle, if there is one and it may go on here; an old one is dropped. */
export async function resume(
  { site, surveys, view, open }: Pick<OutboxOptions, 'site' | 'surveys' | 'view' | 'open'>,
  drafts: Drafts,
): Promise<void> {
  // The one that stands is no draft to go on with.
  if (document.querySelector('earshot-prompt')) return;
  try {
    const draft = await drafts.read();
    if (!draft) return;
    const [history, now, mark] = [view.read(), Date.now(), draftMark(site.site)];
    if (isOutdated(draft, history, now)) return await drafts.drop();
    const marks = { own: sessionStorage.getItem(mark), left: localStorage.getItem(mark) };
    const survey = surveys.find((one) => one.survey === draft.prompt.survey);
    if (survey && mayResume(draft, site.user, marks, now))
      open({ survey, trigger: draft.prompt.trigger as Due['trigger'], draft });
  } catch {}
}
