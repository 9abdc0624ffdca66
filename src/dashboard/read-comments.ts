import type { Response } from '../core/response.ts';

/** A response with what the owner noted on it. */
export type Comment = Response & {
  readonly firstReceivedAt: string;
  readonly receivedAt: string;
  readonly tags?: readonly string[];
};

/** Some comments, the newest first. */
export interface CommentPage {
  readonly comments: readonly Comment[];
  /** Where older ones are read; left out where there are none. */
  readonly next?: string;
}

/** A page of comments; rejects where the collector does not answer with one. */
export async function readPage(token: string, path: string, fetchIt: typeof fetch): Promise<CommentPage> {
  const answer = await fetchIt(path, { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const { responses } = (await answer.json()) as { readonly responses: readonly Comment[] };
  const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  return { comments: responses, ...(next !== undefined && { next }) };
}

/** What came in since, and whether that reaches down to what was known: else there is a gap below it. */
export interface News extends CommentPage {
  readonly isWhole: boolean;
}

const pageOf = (comments: readonly Comment[], next: string | undefined, isWhole: boolean): News => ({
  comments,
  isWhole,
  ...(next !== undefined && { next }),
});

/** How many pages are read at most to find what is known. */
const mostPages = 10;

/** Reads page after page until there is one with a comment that `isKnown`. */
export async function readNews(
  token: string,
  path: string,
  isKnown: (id: string) => boolean,
  fetchIt: typeof fetch,
): Promise<News> {
  const found: Comment[] = [];
  let next: string | undefined = path;
  for (let page = 0; next !== undefined && page < mostPages; page++) {
    const read: CommentPage = await readPage(token, next, fetchIt);
    found.push(...read.comments);
    ({ next } = read);
    if (read.comments.some(({ id }) => isKnown(id))) return pageOf(found, next, true);
  }
  return pageOf(found, next, next === undefined);
}
