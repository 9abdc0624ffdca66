import { claim } from '../core/claim.ts';
import { draftKey, draftMark, type Draft } from '../core/draft.ts';
import { mergeHistory } from '../core/history.ts';
import { makeVisitorId } from '../core/id.ts';
import { keepResponse } from '../core/keep.ts';
import type { HistoryChange, Kept, PromptOptions, Store } from '../core/ports.ts';
import { change, historyKey, openDatabase } from './database.ts';

/** Opens the durable side for a prompt. */
export async function openStore({ site, signal, parseHistory, printHistory, load }: PromptOptions): Promise<Store> {
  const cookie = site.cookieDomain ? (await load('cookie')).openCookie(site) : undefined;
  const storeOf = openDatabase(signal);
  const changeHistory = (how: HistoryChange): Promise<void> =>
    change<string>(storeOf('state'), historyKey(site.site), (stored) => {
      const now = Date.now();
      const next = how(parseHistory(stored, now), now);
      cookie?.write(next);
      return printHistory(next);
    });
  const mark = draftMark(site.site);
  const keepDraft = async (draft: Draft | undefined): Promise<void> => {
    try {
      // A page that is left notes so there: it goes on.
      localStorage.removeItem(mark);
      if (draft) sessionStorage.setItem(mark, draft.holder);
    } catch {}
    await change(storeOf('state'), draftKey(site.site), () => draft).catch(() => {});
  };
  return {
    claim: (view, ...asked) =>
      claim(
        {
          changeHistory,
          now: Date.now(),
          random: crypto.getRandomValues(new Uint8Array(10)),
          visitorId: site.visitor === 'none' ? undefined : makeVisitorId(crypto.getRandomValues(new Uint32Array(4))),
        },
        cookie ? mergeHistory(view, parseHistory(cookie.read(), Date.now())) : view,
        ...asked,
      ),
    remember: (how) => changeHistory(how).catch(() => {}),
    async keep(response, isFinal) {
      const put = (): Promise<void> =>
        change<Kept>(storeOf('responses'), response.id, (kept) => keepResponse(kept, response, isFinal, Date.now()));
      try {
        // Where there is no room, a draft makes some.
        await put().catch(() => keepDraft(undefined).then(put));
        return true;
      } catch {
        return false;
      }
    },
    keepDraft,
    leaveDraft(id) {
      try {
        localStorage.setItem(mark, id);
      } catch {}
    },
  };
}
