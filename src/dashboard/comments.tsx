import { useCallback, useRef, useState } from 'preact/hooks';
import { changeFilter, type FilterChange } from './comment-filter.ts';
import { CommentFilters } from './comment-filters.tsx';
import { CommentItem } from './comment-item.tsx';
import { commentsPath } from './comments-path.ts';
import type { Format } from './format.ts';
import type { Days } from './period.ts';
import { useComments } from './use-comments.ts';
import { useStream, type StreamState } from './use-stream.ts';
import type { Go } from './use-view.ts';
import type { SurveyKey, View } from './view.ts';

interface CommentsProps {
  readonly token: string;
  readonly view: View & { readonly of: SurveyKey };
  readonly onView: Go;
  readonly days: Days;
  readonly format: Format;
  readonly nowMs: number;
}

const stateNames: Readonly<Record<StreamState, string>> = {
  live: 'Live',
  broken: 'Connecting…',
  ended: 'Sign in again to see new ones',
};

/** Where a key leads among `count` comments, from the one at `index`; undefined where it means nothing. */
export function stepOf(key: string, index: number, count: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    j: index + 1,
    ArrowDown: index + 1,
    k: index - 1,
    ArrowUp: index - 1,
    Home: 0,
    End: count - 1,
  };
  const next = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return next === undefined || next < 0 || next >= count ? undefined : next;
}

/** True where a key is part of what is typed or chosen. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, select, textarea');

/** What people said, the newest first: searched, narrowed, tagged, gone through by keyboard, and live. */
export function Comments({ token, view, onView, days, format, nowMs }: CommentsProps) {
  const { of, comments: filter = {} } = view;
  const path = commentsPath(view, days);
  const panelRef = useRef<HTMLElement>(null);
  const [stop, setStop] = useState(0);
  // New comments must not move what somebody reads or is about to click.
  const canShow = useCallback((): boolean => {
    const panel = panelRef.current?.querySelector('ul');
    return !panel?.contains(document.activeElement) && (panel?.getBoundingClientRect().top ?? 0) >= 0;
  }, []);
  const { list, readOlder, readNewer, showNews, replace } = useComments(token, path, canShow);
  const stream = `/v1/stream?${new URLSearchParams({ site: of.site, survey: of.survey })}`;
  const state = useStream(token, stream, readNewer);
  const change = useCallback(
    (part: FilterChange, isOneStep?: boolean) =>
      onView((before) => ({ ...before, comments: changeFilter(before.comments, part) }), isOneStep),
    [onView],
  );
  const { comments, news } = list;
  const isFiltered = Object.keys(filter).length > 0;
  const knownTags = [...new Set(comments.flatMap(({ tags = [] }) => tags))].toSorted();
  const items = (): HTMLElement[] => [...(panelRef.current?.querySelectorAll<HTMLElement>('article') ?? [])];
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, target } = event;
    if (key === 'Escape' && isTyping(target)) return (target as HTMLElement).closest('article')?.focus();
    if (isTyping(target)) return;
    const all = items();
    const index = all.findIndex((item) => item.contains(target as Node));
    const next = index < 0 ? undefined : stepOf(key, index, all.length);
    const field =
      key === '/'
        ? panelRef.current?.querySelector<HTMLElement>('.search')
        : key === 't' && all[index]?.querySelector<HTMLElement>('.new-tag');
    const goal = next === undefined ? field : all[next];
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  };
  return (
    <section ref={panelRef} class="card comments" aria-labelledby="comments" onKeyDown={onKey}>
      <header>
        <h2 id="comments">Comments</h2>
        <span class={`live ${state}`}>{stateNames[state]}</span>
        <CommentFilters of={of} filter={filter} onFilter={change} />
      </header>
      <p class="quiet keys">
        With a comment in focus: <kbd>j</kbd> and <kbd>k</kbd> go to the next and the one before, <kbd>t</kbd> tags,{' '}
        <kbd>/</kbd> searches.
      </p>
      <p role="status">
        {news.length > 0 && (
          <button type="button" onClick={showNews}>
            {news.length === 1 ? 'Show a new comment' : `Show ${news.length} new comments`}
          </button>
        )}
        {list.state === 'failed' && <span class="wrong">The collector did not send them. </span>}
        {list.state === 'ready' && !comments.length && (
          <span class="quiet">{isFiltered ? 'No comment is like that. ' : 'No comments in this period.'}</span>
        )}
        {list.state === 'ready' && !comments.length && isFiltered && (
          <button
            type="button"
            class="text"
            onClick={() => change({ search: undefined, scores: undefined, tag: undefined })}
          >
            Show all comments
          </button>
        )}
      </p>
      <ul aria-busy={list.state === 'loading'}>
        {comments.map((comment, index) => (
          <CommentItem
            key={comment.id}
            token={token}
            comment={comment}
            search={filter.search}
            knownTags={knownTags}
            onChanged={replace}
            onTag={(tag) => change({ tag })}
            isStop={index === Math.min(stop, comments.length - 1)}
            onFocus={() => setStop(index)}
            format={format}
            nowMs={nowMs}
          />
        ))}
      </ul>
      {list.next !== undefined && (
        <button type="button" onClick={() => void readOlder()}>
          Show older comments
        </button>
      )}
    </section>
  );
}
