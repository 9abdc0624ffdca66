import { draftMark, mayResume, type Draft } from '../core/draft.ts';
import type { OutboxOptions } from '../core/ports.ts';

/** Goes on with the prompt that was left in the middle, if there is one and it may go on here. */
export async function resume(
  { site, surveys, view, open }: OutboxOptions,
  readDraft: () => Promise<Draft | undefined>,
): Promise<void> {
  // The one that stands is no draft to go on with.
  if (document.querySelector('earshot-prompt')) return;
  try {
    const draft = await readDraft();
    const survey = surveys.find((one) => one.survey === draft?.prompt.survey);
    const mark = sessionStorage.getItem(draftMark(site.site));
    const asked = { user: site.user, history: view.read(), mark, now: Date.now() };
    if (draft && survey && mayResume(draft, asked)) open({ survey, trigger: draft.prompt.trigger as 'show', draft });
  } catch {}
}
