// The JSON Schema of options and of steps, as `parse-options.ts` and `parse-steps.ts` take them. What one part of a file
// means for another is beyond a schema: that no two ids are alike, that a condition looks at an earlier step, and how
// many bytes the answers take.
import { segments } from '../src/core/kinds.ts';
import { maxOptionId, maxOptions } from '../src/core/parse-options.ts';
import { readyNames } from '../src/core/ready-texts.ts';
import { maxSteps } from '../src/core/steps.ts';

/** A part of a JSON Schema (draft 2020-12). */
export type Fragment = Readonly<Record<string, unknown>>;

/** A text that is not blank. */
export const text: Fragment = { type: 'string', pattern: '\\S' };

/** One text for all languages, or one for each. */
export const ownText: Fragment = { anyOf: [text, { type: 'object', minProperties: 1, additionalProperties: text }] };

/** An option as text: an id, or an id and a label. White space around them does not count; nor is there a `separator`. */
const option = (separator: string): string => {
  const inId = `[^=${separator}]`;
  const id = `[^=\\s${separator}](${inId}{0,${maxOptionId - 2}}[^=\\s${separator}])?`;
  const any = separator ? `[^${separator}]` : '[\\s\\S]';
  return `\\s*${id}\\s*(=${any}*[^\\s${separator}]${any}*)?`;
};

// An id that comes twice: it begins an item, and a later one again.
const twice = '([\\s\\S]*\\|)?\\s*([^=|\\s]([^=|]*[^=|\\s])?)\\s*(=[^|]*)?\\|([\\s\\S]*\\|)?\\s*\\2\\s*([=|]|$)';

/** So many options at least, as one text or as a list. */
export const optionsOf = (least: number): Fragment => ({
  anyOf: [
    {
      type: 'string',
      pattern: `^(?!${twice})${option('|')}(\\|${option('|')}){${least - 1},${maxOptions - 1}}$`,
    },
    {
      type: 'array',
      minItems: least,
      maxItems: maxOptions,
      uniqueItems: true,
      items: {
        anyOf: [
          { type: 'string', pattern: `^${option('')}$` },
          {
            type: 'object',
            properties: {
              id: { type: 'string', pattern: `^\\s*\\S([\\s\\S]{0,${maxOptionId - 2}}\\S)?\\s*$` },
              label: ownText,
            },
            required: ['id', 'label'],
          },
        ],
      },
    },
  ],
});

const points: Fragment = {
  min: { type: 'integer', minimum: 0, maximum: 1 },
  max: { type: 'integer', minimum: 2, maximum: 10 },
  low: ownText,
  high: ownText,
};

const score: Fragment = { type: 'integer', minimum: 0, maximum: 10 };

const oneOrMore = (one: Fragment): Fragment => ({ anyOf: [one, { type: 'array', minItems: 1, items: one }] });

const when: Fragment = {
  type: 'object',
  properties: {
    score: { anyOf: [score, { type: 'array', minItems: 1, maxItems: 2, items: score }] },
    segment: oneOrMore({ enum: segments }),
  },
  additionalProperties: oneOrMore({ type: ['string', 'integer'] }),
};

const step = (ways: readonly string[], options?: Fragment, isOptional = false): Fragment => ({
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^(?!(score|segment)$)[a-zA-Z\\d][\\w-]{0,99}$' },
    ask: { enum: ways },
    question: ownText,
    ...(options && { options }),
    when,
  },
  required: ['id', 'ask', 'question', ...(options && !isOptional ? ['options'] : [])],
  additionalProperties: false,
});

/** The steps of a survey. */
export const steps: Fragment = {
  type: 'array',
  minItems: 1,
  maxItems: maxSteps,
  uniqueItems: true,
  items: {
    anyOf: [
      { enum: readyNames },
      step(['text']),
      step(['choice', 'choices', 'rank'], optionsOf(2)),
      step(['rating'], { type: 'object', properties: points }, true),
      step(['battery'], {
        anyOf: [optionsOf(1), { type: 'object', properties: { rows: optionsOf(1), ...points }, required: ['rows'] }],
      }),
    ],
  },
};
