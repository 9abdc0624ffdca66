/** @jsxRuntime classic */
/** @jsx h */
import type { h as createElement, JSX } from 'preact';
import { asksContact, maxEmail } from '../core/contact.ts';
import { segmentAt, type Journey, type Route } from '../core/journey.ts';
import { link } from '../core/link.ts';
import { fitText } from '../core/text-room.ts';
import type { Fit, Going } from './parts.ts';
import type { StepStrings } from './step-strings.ts';
import type { Texts } from './texts.ts';

type Drawn = JSX.Element | undefined;

/** What is drawn beside the follow-up, and the links. */
export interface Extras {
  readonly reasons: (journey: Journey, on: Going, fit: Fit) => Drawn;
  readonly contact: (journey: Journey, on: Going, fit: Fit) => Drawn;
  readonly anchor: (href: string | undefined, label: string, part: string) => Drawn;
}

/** What fits into the fields of a route's prompt. */
export const makeFit =
  (route: Route): Fit =>
  (journey, before, field) => {
    const text = fitText(route, journey, before, field.value);
    // Written only where it differs: writing moves the cursor.
    if (text !== field.value) field.value = text;
    return text;
  };

/** Draws reasons, the question for contact and links. */
export function makeExtras(h: typeof createElement, route: Route, strings: StepStrings, texts: Texts): Extras {
  return {
    reasons(journey, on, fit) {
      const segment = segmentAt(route, journey);
      const options = segment ? route.reasons[segment] : [];
      const { reasons = [], reasonOther = '' } = journey;
      if (!options.length) return undefined;
      return (
        <div class="reasons">
          <fieldset>
            <legend>
              {strings.reasons} <small>({strings.optional})</small>
            </legend>
            <div class="chips">
              {options.map(({ id, label }) => (
                <label class="chip" key={id}>
                  <input
                    type="checkbox"
                    checked={reasons.includes(id)}
                    onChange={({ currentTarget }) =>
                      on.give({
                        reasons: currentTarget.checked ? [...reasons, id] : reasons.filter((one) => one !== id),
                      })
                    }
                  />
                  <span>{texts.choose(label)}</span>
                </label>
              ))}
            </div>
          </fieldset>
          {reasons.includes('other') && options.some(({ id }) => id === 'other') && (
            <label class="field">
              {strings.otherText}
              <textarea
                rows={2}
                value={reasonOther}
                onInput={({ currentTarget }) => on.give({ reasonOther: fit(journey, reasonOther, currentTarget) })}
              />
            </label>
          )}
        </div>
      );
    },
    contact(journey, on, fit) {
      const { contactAllowed = false, contactEmail = '', wrong } = journey;
      if (!asksContact(route.contact, segmentAt(route, journey))) return undefined;
      return (
        <div class="contact">
          <label class="check">
            <input
              type="checkbox"
              checked={contactAllowed}
              onChange={({ currentTarget }) => on.give({ contactAllowed: currentTarget.checked })}
            />
            <span>{strings.contact}</span>
          </label>
          {contactAllowed && !route.hasEmail && (
            <label class="field">
              {strings.email}
              <input
                type="email"
                autocomplete="email"
                maxLength={maxEmail}
                aria-invalid={wrong === 'email' ? 'true' : undefined}
                aria-describedby="email-error"
                value={contactEmail}
                onInput={({ currentTarget }) => on.give({ contactEmail: fit(journey, contactEmail, currentTarget) })}
              />
            </label>
          )}
          <p id="email-error" class="error" role="alert">
            {wrong === 'email' && strings.emailWrong}
          </p>
        </div>
      );
    },
    anchor(raw, label, part) {
      let href: string | undefined;
      try {
        // Whatever the settings were: this is where it would do harm.
        href = link(raw, document.baseURI);
      } catch {}
      return href ? (
        <a class={part} href={href} target="_blank" rel="noopener noreferrer">
          {label}
        </a>
      ) : undefined;
    },
  };
}
