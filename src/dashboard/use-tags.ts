import { useRef, useState } from 'preact/hooks';
import { ask } from './ask.ts';
import type { Comment } from './read-comments.ts';

/** The tags of a comment as they are to be, and what changes them. */
export interface TagsOf {
  readonly tags: readonly string[];
  /** Why the last change was not kept. */
  readonly problem?: string;
  /** Shows the change at once; resolves to whether it is kept. */
  readonly change: (how: (tags: readonly string[]) => readonly string[]) => Promise<boolean>;
}

/** Changes are sent one after another, each built on the one before; one that is refused is taken back. */
export function useTags(token: string, comment: Comment, onChanged: (comment: Comment) => void): TagsOf {
  const { id, site, tags: kept = [] } = comment;
  const [wanted, setWanted] = useState<readonly string[]>();
  const [problem, setProblem] = useState<string>();
  const lastRef = useRef<{ tags?: readonly string[]; turn: Promise<unknown> }>({ turn: Promise.resolve() });
  const change = async (how: (tags: readonly string[]) => readonly string[]): Promise<boolean> => {
    const last = lastRef.current;
    const tags = how(last.tags ?? kept);
    last.tags = tags;
    setWanted(tags);
    const path = `/v1/responses/${encodeURIComponent(id)}?${new URLSearchParams({ site })}`;
    const sent = last.turn.then(() => ask<Comment>(token, path, fetch, { method: 'PATCH', body: { tags } }));
    last.turn = sent;
    const answer = await sent;
    const isKept = 'value' in answer;
    setProblem(isKept ? undefined : answer.reason === 'failed' ? answer.detail : 'The token is not valid any more.');
    if (isKept) onChanged(answer.value);
    // Until later changes are through, theirs is what is wanted.
    if (last.turn === sent) {
      delete last.tags;
      setWanted(undefined);
    }
    return isKept;
  };
  return { tags: wanted ?? kept, change, ...(problem !== undefined && { problem }) };
}
