/** @jsxRuntime classic */
/** @jsx h */
import { h, type JSX } from 'preact';
import type { Way } from '../core/journey.ts';
import { segmentOf } from '../core/kinds.ts';
import type { After, Looks } from './parts.ts';
import { maxComment, type PromptFacts, type Said } from '../core/response.ts';
import type { Refusal } from './session.ts';
import type { State } from './state.ts';
import type { Texts } from './texts.ts';

/** What the visitor can do. */
export interface Handlers {
  readonly choose: (score: number) => void;
  /** Something is typed or picked that is not sent yet. */
  readonly give: (change: Said) => void;
  /** On to what comes next, or back. */
  readonly go: (way: Way) => void;
  readonly close: (refusal: Refusal) => void;
}

export interface CardProps {
  readonly facts: Pick<PromptFacts, 'kind' | 'min' | 'max' | 'trigger' | 'test'>;
  readonly texts: Texts;
  readonly state: State;
  readonly on: Handlers;
  readonly looks?: Looks | undefined;
  readonly after?: After | undefined;
  /** The prompt can be put off: it comes again by itself. */
  readonly canWait: boolean;
}

/** One point: a native radio that covers its label, so that touch, keyboard and screen readers all meet the same control. */
function Point({ score, props }: { readonly score: number; readonly props: CardProps }): JSX.Element {
  const { facts, texts, state, on, looks } = props;
  const word = texts.words[score];
  const digits = texts.digits(score);
  return (
    <label class="point" part="point">
      <input
        type="radio"
        name="score"
        value={score}
        checked={state.score === score}
        onChange={() => on.choose(score)}
      />
      <span>
        {looks?.picture?.(score, facts.max, state.score)}
        {looks?.picture ? <span class="sr">{digits}</span> : digits}
        {/* No comma before the word: it would become part of the name. */}
        {word && <span class="sr"> {word}</span>}
      </span>
    </label>
  );
}

function Scale(props: CardProps): JSX.Element {
  const { facts, texts, state, looks } = props;
  const { kind, min, max } = facts;
  const { score } = state;
  return (
    <fieldset
      role="radiogroup"
      aria-describedby="ends error"
      aria-required="true"
      aria-invalid={state.wrong === 'score' ? 'true' : undefined}
    >
      <legend part="question">{texts.question}</legend>
      <div class={`scale ${kind}`} part="scale">
        {[...Array(1 + max - min)].map((_, index) => (
          <Point key={index} score={min + index} props={props} />
        ))}
      </div>
      <p id="ends" class="ends">
        {[min, max].map((end) => (
          <span key={end}>
            {!looks?.picture && `${texts.digits(end)} = `}
            {texts.words[end]}
          </span>
        ))}
      </p>
      {/* Its radio is named so, too. Where only the ends have words, they are there already. */}
      {score && texts.words[min + 1] && (
        <p class="word" aria-hidden="true">
          {texts.words[score]}
        </p>
      )}
    </fieldset>
  );
}

/** What a chosen score reveals: the open question and Send, in the same panel, the score still changeable. */
function More({ facts, texts, state, on, after }: CardProps): JSX.Element {
  const { score, comment = '' } = state;
  const followUp = score !== undefined && texts.followUp(segmentOf(facts.kind, facts.max, score));
  // Hidden, not absent: Enter in a form without a submit button does nothing.
  return (
    <div class="more" hidden={score === undefined}>
      {after?.reasons(state, on)}
      {followUp && (
        <label>
          {followUp} <small>({texts.strings.optional})</small>
          <textarea
            part="comment"
            rows={3}
            maxLength={maxComment}
            value={comment}
            onInput={({ currentTarget }) =>
              on.give({ comment: after ? after.fit(state, comment, currentTarget) : currentTarget.value })
            }
          />
        </label>
      )}
      {after?.contact(state, on)}
      <div class="ways">
        <button
          type="submit"
          class="send"
          part="send"
          onClick={(event) => {
            // Enter clicks it, too. A sandboxed frame may allow no form to be submitted.
            event.preventDefault();
            on.go('next');
          }}
        >
          {after?.sendLabel(state) ?? texts.strings.send}
        </button>
      </div>
    </div>
  );
}

/** The ways out that say more than closing does; gone once a score is chosen. */
function Refusals({ facts, texts, state, on, canWait }: CardProps): JSX.Element {
  const button = (refusal: Refusal, text: string): JSX.Element => (
    <button type="button" onClick={() => on.close(refusal)}>
      {text}
    </button>
  );
  return (
    <p class="refusals" hidden={state.score !== undefined || facts.trigger === 'show'}>
      {canWait && button('later', texts.strings.later)}
      {button('never', texts.strings.never)}
    </p>
  );
}

const icon = (path: string): JSX.Element => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** The prompt as a card: a region that the visitor may walk past, never a dialog that holds him. */
export function Card(props: CardProps): JSX.Element {
  const { facts, texts, state, on, looks, after } = props;
  const { score = facts.min } = state;
  const { strings } = texts;
  return (
    <section class="card" part="card" role={looks?.role} aria-modal={looks?.role && 'true'} aria-labelledby="title">
      <div role="status" class="sr">
        {state.status}
      </div>
      <h2 id="title" class="sr">
        {strings.surveyLabel}
      </h2>
      {facts.test && <small>{strings.test}</small>}
      {state.isDone ? (
        <p class="thanks">
          {state.delivery !== 'refused' && icon('m5.5 12.5 4.5 4.5 8.5-9.5')}
          <span>
            {texts.thanks(segmentOf(facts.kind, facts.max, score))}
            {state.delivery && <small>{strings[state.delivery]}</small>}
            {after?.link(state)}
          </span>
        </p>
      ) : (
        (after?.step(state, on) ?? (
          <form>
            {texts.intro && <p class="intro">{texts.intro}</p>}
            <Scale {...props} />
            <p id="error" class="error" role="alert">
              {/* A drawing has no number that could be seen. */}
              {state.wrong === 'score' && (looks?.picture ? strings : texts).required}
            </p>
            <More {...props} />
            <Refusals {...props} />
          </form>
        ))
      )}
      {after?.privacy}
      <button type="button" class="close" part="close" aria-label={strings.close} onClick={() => on.close('dismissed')}>
        {icon('m6 6 12 12m0-12-12 12')}
      </button>
    </section>
  );
}
