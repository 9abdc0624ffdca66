import type { JSX } from 'preact';
import { segmentOf, type Kind, type Scale } from '../core/kinds.ts';
import { maxComment } from '../core/response.ts';
import type { State } from './state.ts';
import type { Texts } from './texts.ts';

/** What the visitor can do. */
export interface Handlers {
  readonly choose: (score: number) => void;
  readonly type: (comment: string) => void;
  readonly send: () => void;
  readonly close: () => void;
}

export interface CardProps {
  readonly kind: Kind;
  readonly scale: Scale;
  readonly texts: Texts;
  readonly state: State;
  readonly theme: 'light' | 'dark';
  readonly isTest: boolean;
  readonly on: Handlers;
}

const range = ({ min, max }: Scale): number[] => Array.from({ length: max - min + 1 }, (_, index) => min + index);

/** One point: a native radio that covers its label, so that touch, keyboard and screen readers all meet the same control. */
function Point({ score, props }: { readonly score: number; readonly props: CardProps }): JSX.Element {
  const { texts, state, on } = props;
  const word = texts.words[score];
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
        {score}
        {/* No comma before the word: it would become part of the name. */}
        {word && <span class="sr"> {word}</span>}
      </span>
    </label>
  );
}

function Scales(props: CardProps): JSX.Element {
  const { kind, scale, texts, state } = props;
  return (
    <fieldset
      role="radiogroup"
      aria-describedby="ends error"
      aria-required="true"
      aria-invalid={state.missing ? 'true' : undefined}
    >
      <legend part="question">{texts.question}</legend>
      <div class={`scale ${kind}`} part="scale">
        {range(scale).map((score) => (
          <Point key={score} score={score} props={props} />
        ))}
      </div>
      <p id="ends" class="ends">
        <span>
          {scale.min} = {texts.low}
        </span>
        <span>
          {scale.max} = {texts.high}
        </span>
      </p>
    </fieldset>
  );
}

/** What a chosen score reveals: the open question and Send, in the same panel, the score still changeable. */
function More({ kind, scale, texts, state, on }: CardProps): JSX.Element {
  const { score } = state;
  const followUp = score === undefined ? undefined : texts.followUp(segmentOf(kind, scale.max, score));
  return (
    <div class="more" hidden={score === undefined}>
      {followUp && (
        <>
          <label for="comment">
            {followUp} <small>({texts.locale.optional})</small>
          </label>
          <textarea
            id="comment"
            part="comment"
            rows={3}
            maxLength={maxComment}
            value={state.comment}
            onInput={(event) => on.type(event.currentTarget.value)}
          />
        </>
      )}
      <button type="submit" class="send" part="send">
        {texts.locale.send}
      </button>
    </div>
  );
}

const cross = (
  <svg viewBox="0 0 16 16" aria-hidden="true">
    <path d="m3.5 3.5 9 9m0-9-9 9" />
  </svg>
);
const tick = (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="m5.5 12.5 4.5 4.5 8.5-9.5" />
  </svg>
);

/** The prompt as a card: a region that the visitor may walk past, never a dialog that holds him. */
export function Card(props: CardProps): JSX.Element {
  const { kind, scale, texts, state, theme, isTest, on } = props;
  const { score, step } = state;
  const segment = score === undefined ? undefined : segmentOf(kind, scale.max, score);
  return (
    <div class={theme}>
      <div role="status" class="sr">
        {state.status}
      </div>
      <section class={`card ${kind}`} part="card" aria-labelledby="title">
        <h2 id="title" class="sr">
          {texts.locale.surveyLabel}
        </h2>
        {isTest && <p class="badge">{texts.locale.test}</p>}
        {step === 'question' ? (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              on.send();
            }}
          >
            <Scales {...props} />
            <p id="error" class="error" role="alert">
              {state.missing && texts.required}
            </p>
            <More {...props} />
          </form>
        ) : (
          <p class="thanks">
            {tick}
            {texts.thanks(segment)}
          </p>
        )}
        <button type="button" class="close" part="close" aria-label={texts.locale.close} onClick={on.close}>
          {cross}
        </button>
      </section>
    </div>
  );
}
