import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Response } from '../core/response.ts';
import { mergeComments } from './merge-comments.ts';

/** A response with what the owner noted on it. */
export type Comment = Response & { readonly tags?: readonly string[] };

/** The comments that are read so far. */
export interface CommentList {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly comments: readonly Comment[];
  /** That came in since, and wait to be shown. */
  readonly news: readonly Comment[];
  /** Where older ones are read; left out where there are none. */
  readonly next?: string;
}

interface Page {
  readonly comments: readonly Comment[];
  readonly next?: string;
}

const empty: CommentList = { state: 'loading', comments: [], news: [] };

/** A page of comments; rejects where the collector does not answer with one. */
async function readPage(token: string, path: string): Promise<Page> {
  const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const { responses } = (await answer.json()) as { readonly responses: readonly Comment[] };
  const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  return { comments: responses, ...(next !== undefined && { next }) };
}

/** The comments at `path`, and what reads older and newer ones, shows those that wait, and replaces one. */
export interface CommentsReader {
  readonly list: CommentList;
  readonly readOlder: () => Promise<void>;
  /** Looks for new ones; `canShow` tells whether they may go on top, or have to wait. */
  readonly readNewer: (canShow: () => boolean) => Promise<void>;
  readonly showNews: () => void;
  readonly replace: (comment: Comment) => void;
}

export function useComments(token: string, path: string): CommentsReader {
  const [list, setList] = useState(empty);
  const pathRef = useRef(path);
  useEffect(() => {
    pathRef.current = path;
    setList((before) => ({ ...before, state: 'loading', news: [] }));
    const isCurrent = (): boolean => pathRef.current === path;
    readPage(token, path).then(
      ({ comments, next }) =>
        isCurrent() && setList({ state: 'ready', comments, news: [], ...(next !== undefined && { next }) }),
      () => isCurrent() && setList((before) => ({ ...before, state: 'failed' })),
    );
  }, [token, path]);
  const readOlder = useCallback(async () => {
    const { next } = list;
    if (next === undefined) return;
    try {
      const page = await readPage(token, next);
      if (pathRef.current !== path) return;
      setList(({ comments, news }) => ({
        state: 'ready',
        comments: [...comments, ...page.comments],
        news,
        ...(page.next !== undefined && { next: page.next }),
      }));
    } catch {
      setList((before) => ({ ...before, state: 'failed' }));
    }
  }, [token, path, list]);
  const readNewer = useCallback(
    async (canShow: () => boolean) => {
      const page = await readPage(token, path).catch(() => undefined);
      if (!page || pathRef.current !== path) return;
      setList((before) => {
        const merged = mergeComments(page.comments, before.comments);
        const fresh = merged.slice(0, merged.length - before.comments.length);
        const isShown = before.comments.length === 0 || canShow();
        return { ...before, comments: isShown ? merged : merged.slice(fresh.length), news: isShown ? [] : fresh };
      });
    },
    [token, path],
  );
  return {
    list,
    readOlder,
    readNewer,
    showNews: () =>
      setList((before) => ({ ...before, comments: mergeComments(before.news, before.comments), news: [] })),
    replace: (comment) => setList((before) => ({ ...before, comments: mergeComments([comment], before.comments) })),
  };
}
