import { useState } from 'preact/hooks';
import type { CommentResult, SurveyResult } from '../metrics/survey-result.ts';
import type { Format } from './format.ts';

const shownAtFirst = 4;

interface CommentProps {
  readonly one: CommentResult;
  readonly format: Format;
  readonly nowMs: number;
}

function Comment({ one: { comment, score, segment, shownAt, page }, format, nowMs }: CommentProps) {
  return (
    <li>
      <span class={`chip ${segment ?? ''}`}>
        <span class="unseen">Score </span>
        {score ?? '–'}
      </span>
      <div>
        <blockquote>{comment}</blockquote>
        <p class="about">
          <time dateTime={shownAt} title={format.date(shownAt)}>
            {format.ago(shownAt, nowMs)}
          </time>
          {page && <span class="page">{page.replace(/^https?:\/\//, '')}</span>}
        </p>
      </div>
    </li>
  );
}

interface CommentsProps {
  readonly result: SurveyResult;
  readonly format: Format;
  readonly nowMs: number;
}

/** The newest comments, a few at first. */
export function Comments({ result: { comments }, format, nowMs }: CommentsProps) {
  const [isOpen, setOpen] = useState(false);
  const visible = isOpen ? comments : comments.slice(0, shownAtFirst);
  return (
    <div class="comments">
      <h3>Newest comments</h3>
      {comments.length === 0 && <p class="quiet">No comments yet.</p>}
      <ul>
        {visible.map((one) => (
          <Comment key={one.id} one={one} format={format} nowMs={nowMs} />
        ))}
      </ul>
      {comments.length > shownAtFirst && (
        <button type="button" class="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Show fewer' : `Show ${comments.length - shownAtFirst} more`}
        </button>
      )}
    </div>
  );
}
