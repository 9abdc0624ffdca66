import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { segments } from '../core/kinds.ts';
import { pointsOf, scaleEndingAt } from '../metrics/counts.ts';
import { parseScores, printScores, scoresOf, type CommentFilter, type FilterChange } from './comment-filter.ts';
import { segmentName } from './format.ts';
import type { SurveyKey } from './view.ts';

interface CommentFiltersProps {
  readonly of: SurveyKey;
  readonly filter: CommentFilter;
  /** `isTyping`: one of many steps, which the back button need not go through. */
  readonly onFilter: (part: FilterChange, isTyping?: boolean) => void;
}

const pauseMs = 300;

function Search({ filter, onFilter }: Omit<CommentFiltersProps, 'of'>) {
  const { search = '' } = filter;
  const [typed, setTyped] = useState(search);
  const sentRef = useRef(search);
  useEffect(() => {
    // The address has changed by other means, such as the back button.
    if (search !== sentRef.current) setTyped(search);
    sentRef.current = search;
  }, [search]);
  const send = useCallback(() => {
    if (typed.trim() === sentRef.current) return;
    sentRef.current = typed.trim();
    onFilter({ search: typed.trim() }, true);
  }, [typed, onFilter]);
  useEffect(() => {
    const timer = setTimeout(send, pauseMs);
    return () => clearTimeout(timer);
  }, [send]);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input
        type="search"
        class="search"
        aria-label="Search comments"
        placeholder="Search"
        maxLength={200}
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </form>
  );
}

/** What narrows the list of comments. */
export function CommentFilters({ of, filter, onFilter }: CommentFiltersProps) {
  const { scores, tag } = filter;
  const chosen = scores ? printScores(scores) : '';
  const bySegment = segments.map(
    (segment) => [segmentName(of.kind, segment), printScores(scoresOf(of.kind, of.max, segment))] as const,
  );
  return (
    <div class="filters">
      <Search filter={filter} onFilter={onFilter} />
      <label class="pick">
        Score
        <select value={chosen} onChange={({ currentTarget }) => onFilter({ scores: parseScores(currentTarget.value) })}>
          <option value="">any</option>
          {bySegment.map(([name, value]) => (
            <option key={name} value={value}>
              {`${name} (${value.replace('-', '–')})`}
            </option>
          ))}
          {pointsOf(scaleEndingAt(of.kind, of.max)).map((score) => (
            <option key={score} value={String(score)}>
              {score}
            </option>
          ))}
        </select>
      </label>
      {tag && (
        <button
          type="button"
          class="chosen"
          aria-label={`Remove the filter tag: ${tag}`}
          onClick={() => onFilter({ tag: undefined })}
        >
          <span class="quiet">Tag</span> <span class="value">{tag}</span>
          <span aria-hidden="true">×</span>
        </button>
      )}
    </div>
  );
}
