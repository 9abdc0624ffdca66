/** @jsxRuntime classic */
/** @jsx h */
import type { h as createElement, JSX } from 'preact';
import type { Journey, Stage } from '../core/journey.ts';
import { maxComment, type Answer } from '../core/response.ts';
import { entryOf, orderOf, pick, rate, shift, withAnswer } from '../core/step-answer.ts';
import type { Option, Points, Step } from '../core/steps.ts';
import type { Fit, Going } from './parts.ts';
import type { StepStrings } from './step-strings.ts';
import type { Texts } from './texts.ts';

/** What a step is drawn from. */
export interface StepProps {
  readonly step: Step<string>;
  /** That of its texts, if it is known. */
  readonly language?: string | undefined;
  readonly journey: Journey;
  readonly on: Going;
  readonly fit: Fit;
  readonly stage: Stage | undefined;
  readonly isLast: boolean;
}

/** Draws the step that stands in the prompt, in the place of the score. */
export function makeStepView(
  h: typeof createElement,
  strings: StepStrings,
  { digits, strings: { send } }: Texts,
): (props: StepProps) => JSX.Element {
  const points = ({ min, max }: Points<string>): readonly number[] =>
    [...Array(1 + max - min)].map((_, index) => min + index);

  const ends = ({ min, max, low, high }: Points<string>): JSX.Element | undefined =>
    low || high ? (
      <p class="ends">
        <span>{low && `${digits(min)} = ${low}`}</span>
        <span>{high && `${digits(max)} = ${high}`}</span>
      </p>
    ) : undefined;

  /** A row of points that exclude each other. */
  const scale = (
    name: string,
    range: Points<string>,
    chosen: unknown,
    choose: (point: number) => void,
    more?: JSX.Element,
  ): JSX.Element => (
    <div class="scale">
      {points(range).map((point) => (
        <label class="point" part="point" key={point}>
          <input type="radio" name={name} checked={chosen === point} onChange={() => choose(point)} />
          <span>
            {digits(point)}
            {point === range.min && range.low && <span class="sr"> {range.low}</span>}
            {point === range.max && range.high && <span class="sr"> {range.high}</span>}
          </span>
        </label>
      ))}
      {more}
    </div>
  );

  const choices = (
    options: readonly Option<string>[],
    type: 'radio' | 'checkbox',
    isChosen: (id: string) => boolean,
    choose: (id: string) => void,
  ): JSX.Element => (
    <div class="choices">
      {options.map(({ id, label }) => (
        <label class="choice" key={id}>
          <input type={type} name="choice" checked={isChosen(id)} onChange={() => choose(id)} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );

  const rank = (options: readonly Option<string>[], answer: Answer | undefined, give: (answer: Answer) => void) => {
    const order = orderOf(options, answer);
    const labels = new Map(options.map(({ id, label }) => [id, label]));
    const arrow = (id: string, by: -1 | 1, isEnd: boolean): JSX.Element => (
      <button
        type="button"
        class="arrow"
        // Disabled it would lose the focus that it was just pressed with.
        aria-disabled={isEnd ? 'true' : undefined}
        aria-label={`${by < 0 ? strings.up : strings.down}: ${labels.get(id)}`}
        onClick={() => !isEnd && give(shift(options, answer, id, by))}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={by < 0 ? 'm6 14 6-6 6 6' : 'm6 10 6 6 6-6'} />
        </svg>
      </button>
    );
    return (
      <ol class="rank">
        {order.map((id, index) => (
          <li key={id}>
            <span>
              {digits(index + 1)}. {labels.get(id)}
            </span>
            {arrow(id, -1, index === 0)}
            {arrow(id, 1, index === order.length - 1)}
          </li>
        ))}
      </ol>
    );
  };

  function control({ step, journey, on, fit }: StepProps): JSX.Element {
    const answer = entryOf(step, journey.answers);
    const give = (next: Answer | undefined): void => on.give({ answers: withAnswer(step, journey.answers, next) });
    switch (step.ask) {
      case 'text':
        return (
          <textarea
            part="comment"
            rows={4}
            maxLength={maxComment}
            aria-labelledby="step"
            value={(answer as string | undefined) ?? ''}
            onInput={({ currentTarget }) => give(fit(journey, (answer as string | undefined) ?? '', currentTarget))}
          />
        );
      case 'choice':
        return choices(
          step.options,
          'radio',
          (id) => answer === id,
          (id) => give(id),
        );
      case 'choices':
        return choices(
          step.options,
          'checkbox',
          (id) => [answer].flat().includes(id),
          (id) => give(pick(answer, id)),
        );
      case 'rating':
        return (
          <div>
            {scale('rating', step.scale, answer, give)}
            {ends(step.scale)}
          </div>
        );
      case 'battery':
        return (
          <div class="battery">
            {/* Above the rows: below them, on a phone, they would come into sight after the answers. */}
            {ends(step.scale)}
            {step.options.map(({ id, label }) => {
              const point = (answer as Readonly<Record<string, unknown>> | undefined)?.[id];
              return (
                <fieldset role="radiogroup" key={id}>
                  <legend>{label}</legend>
                  {scale(
                    id,
                    step.scale,
                    point,
                    (next) => give(rate(answer, id, next)),
                    <label class="point none">
                      <input
                        type="radio"
                        name={id}
                        checked={point === 'na'}
                        onChange={() => give(rate(answer, id, 'na'))}
                      />
                      <span>{strings.notApplicable}</span>
                    </label>,
                  )}
                </fieldset>
              );
            })}
          </div>
        );
      case 'rank':
        return rank(step.options, answer, give);
    }
  }

  return (props) => {
    const { step, language, on, stage, isLast } = props;
    const isScale = step.ask === 'choice' || step.ask === 'rating';
    return (
      <form class="step" key={step.id}>
        {stage && (
          <p class="progress">
            <span class="track" aria-hidden="true">
              {[...Array(stage.of)].map((_, index) => (
                <span key={index} class={index < stage.at ? 'past' : ''} />
              ))}
            </span>
            {strings.progress.replace('{value}', digits(stage.at)).replace('{max}', digits(stage.of))}
          </p>
        )}
        <fieldset lang={language} role={isScale ? 'radiogroup' : undefined}>
          <legend id="step" part="question" tabIndex={-1}>
            {step.question}
          </legend>
          {control(props)}
        </fieldset>
        <div class="ways">
          <button type="button" class="back" onClick={() => on.go('back')}>
            {strings.back}
          </button>
          <button
            type="submit"
            class="send"
            part="send"
            onClick={(event) => {
              event.preventDefault();
              on.go('next');
            }}
          >
            {isLast ? send : strings.next}
          </button>
        </div>
      </form>
    );
  };
}
