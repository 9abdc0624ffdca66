import { useState } from 'preact/hooks';
import { foldText } from './fold-text.ts';
import { segmentName, type Format } from './format.ts';
import { markMatches } from './mark-matches.ts';
import { Tags } from './tags.tsx';
import type { Comment } from './read-comments.ts';
import { useTags } from './use-tags.ts';

interface CommentItemProps {
  readonly token: string;
  readonly comment: Comment;
  readonly search: string | undefined;
  readonly knownTags: readonly string[];
  readonly onChanged: (comment: Comment) => void;
  readonly onTag: (tag: string) => void;
  /** Whether the keyboard comes in here. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly format: Format;
  readonly nowMs: number;
}

/** More of a comment than this is folded, in characters. */
const foldedFrom = 600;

/** A page as a link, where it is an address that a reader may follow; else as text. */
function Page({ page }: { readonly page: string }) {
  const name = page.replace(/^https?:\/\//, '');
  const isLink = /^https?:\/\//.test(page) && URL.canParse(page);
  return isLink ? (
    <a class="page" href={page} rel="noopener noreferrer" target="_blank">
      {name}
    </a>
  ) : (
    <span class="page">{name}</span>
  );
}

// Half a character cannot be part of an address, and encoding it throws.
const mailTo = (email: string): string => `mailto:${encodeURIComponent(email.replaceAll(/\p{Surrogate}/gu, ''))}`;

function About({ comment, format, nowMs }: Pick<CommentItemProps, 'comment' | 'format' | 'nowMs'>) {
  const { shownAt, page, device, trigger, reasons, reasonOther, contactAllowed, contactEmail, traits = {} } = comment;
  return (
    <p class="about">
      <time dateTime={shownAt} title={format.date(shownAt)}>
        {format.ago(shownAt, nowMs)}
      </time>
      {page && <Page page={page} />}
      <span>{device}</span>
      {trigger === 'show' && <span class="mark">opened by the visitor</span>}
      {reasons && <span>{reasons.join(', ')}</span>}
      {reasonOther && <span>{reasonOther}</span>}
      {Object.entries(traits).map(([name, value]) => (
        <span key={name}>
          {name}: {String(value)}
        </span>
      ))}
      {contactAllowed && contactEmail && <a href={mailTo(contactEmail)}>{contactEmail}</a>}
    </p>
  );
}

/** One comment with its score, what is known of it, and its tags. */
export function CommentItem(props: CommentItemProps) {
  const { token, comment: one, search, knownTags, onChanged, onTag, isStop, onFocus, format, nowMs } = props;
  const { kind, comment = '', score, segment } = one;
  const [isOpen, setOpen] = useState(false);
  const { tags, problem, change } = useTags(token, one, onChanged);
  // What is searched may stand behind the fold.
  const isLong = comment.length > foldedFrom && !search;
  const text = isLong && !isOpen ? foldText(comment, foldedFrom) : comment;
  return (
    <li>
      <article
        class="comment"
        tabIndex={isStop ? 0 : -1}
        aria-label={`${score === undefined ? 'No score' : `Score ${score}`}, ${format.ago(one.shownAt, nowMs)}`}
        onFocus={onFocus}
      >
        <span class={`chip ${segment ?? ''}`} title={segment && segmentName(kind, segment)}>
          <span class="unseen">Score </span>
          {score ?? '–'}
        </span>
        <div>
          <blockquote>
            {markMatches(text, search).map(({ text: part, isMatch }, index) =>
              isMatch ? <mark key={index}>{part}</mark> : part,
            )}
          </blockquote>
          {isLong && (
            <button type="button" class="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? 'Show less' : 'Show all'}
            </button>
          )}
          <About comment={one} format={format} nowMs={nowMs} />
          {problem && (
            <p class="wrong" role="alert">
              {problem}
            </p>
          )}
        </div>
        <Tags tags={tags} known={knownTags} onTags={change} onFilter={onTag} />
      </article>
    </li>
  );
}
