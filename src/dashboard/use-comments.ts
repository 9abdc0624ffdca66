import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { mergeComments } from './merge-comments.ts';
import { readNews, readPage, type Comment, type CommentPage, type News } from './read-comments.ts';

/** The comments that are read so far. */
export interface CommentList extends CommentPage {
  readonly state: 'loading' | 'ready' | 'failed';
  /** That came in since, and wait to be shown. */
  readonly news: readonly Comment[];
}

/** The comments at a path, and what reads older and newer ones, shows those that wait, and replaces one. */
export interface CommentsReader {
  readonly list: CommentList;
  readonly readOlder: () => Promise<void>;
  /** Looks for new ones, one look at a time. */
  readonly readNewer: () => void;
  readonly showNews: () => void;
  readonly replace: (comment: Comment) => void;
}

/** What is shown, for those who read more of it: until another path is, and nothing counts any more. */
interface Shown {
  readonly path: string;
  /** Of what is on the page or waits to be. */
  ids: ReadonlySet<string>;
  /** Settles once the list was read for the first time. */
  first: Promise<void>;
  isReading: boolean;
  isDue: boolean;
}

const makeShown = (path: string): Shown => ({
  path,
  ids: new Set(),
  first: Promise.resolve(),
  isReading: false,
  isDue: false,
});

const empty: CommentList = { state: 'loading', comments: [], news: [] };

/** A list with what came in since: on top where it may be shown, else waiting. */
function addNews(list: CommentList, { comments, next, isWhole }: News, canShow: boolean): CommentList {
  const { comments: known, news } = list;
  // Where too much came in to read down to what was known, the list begins anew.
  if (!known.length || !isWhole) return { state: 'ready', comments, news: [], ...(next !== undefined && { next }) };
  const merged = mergeComments(comments, mergeComments(news, known));
  const had = new Set(known.map(({ id }) => id));
  if (canShow) return { ...list, comments: merged, news: [] };
  return { ...list, comments: merged.filter(({ id }) => had.has(id)), news: merged.filter(({ id }) => !had.has(id)) };
}

/** Reads the comments at `path`; `canShow` tells whether new ones may move the others. */
export function useComments(token: string, path: string, canShow: () => boolean): CommentsReader {
  const [list, setList] = useState(empty);
  const shownRef = useRef(makeShown(path));
  useEffect(() => {
    shownRef.current.ids = new Set([...list.comments, ...list.news].map(({ id }) => id));
  }, [list]);
  useEffect(() => {
    const shown = makeShown(path);
    shownRef.current = shown;
    setList((before) => ({ ...before, state: 'loading', news: [] }));
    const readFirst = async (): Promise<void> => {
      const page = await readPage(token, path, fetch).catch(() => undefined);
      if (shownRef.current !== shown) return;
      shown.ids = new Set(page?.comments.map(({ id }) => id));
      setList((before) =>
        page ? { ...page, state: 'ready', news: [] } : { ...before, state: 'failed', comments: [] },
      );
    };
    shown.first = readFirst();
  }, [token, path]);
  const readNewer = useCallback(() => {
    const shown = shownRef.current;
    shown.isDue = true;
    if (shown.isReading) return;
    const run = async (): Promise<void> => {
      shown.isReading = true;
      await shown.first;
      while (shown.isDue && shownRef.current === shown) {
        shown.isDue = false;
        // Where nothing is known, the newest page is all that there is to show.
        const isKnown = (id: string): boolean => !shown.ids.size || shown.ids.has(id);
        const news = await readNews(token, shown.path, isKnown, fetch).catch(() => undefined);
        if (news && shownRef.current === shown) setList((before) => addNews(before, news, canShow()));
      }
      shown.isReading = false;
    };
    void run();
  }, [token, canShow]);
  const { next } = list;
  const readOlder = useCallback(async () => {
    const shown = shownRef.current;
    if (next === undefined) return;
    try {
      const page = await readPage(token, next, fetch);
      if (shownRef.current !== shown) return;
      setList(({ comments, news }) => ({
        ...page,
        state: 'ready',
        comments: mergeComments(page.comments, comments),
        news,
      }));
    } catch {
      setList((before) => ({ ...before, state: 'failed' }));
    }
  }, [token, next]);
  return {
    list,
    readOlder,
    readNewer,
    showNews: () =>
      setList((before) => ({ ...before, comments: mergeComments(before.news, before.comments), news: [] })),
    replace: (comment) =>
      setList((before) => ({
        ...before,
        comments: before.comments.map((one) => (one.id === comment.id ? comment : one)),
      })),
  };
}
