import { kinds, segments } from '../../core/kinds.ts';
import type { Fragment } from '../../core/parse-response.ts';
import { outcomes } from '../../core/response.ts';
import { responseSchema } from '../../core/response-schema.ts';
import { statuses } from '../store.ts';

const text: Fragment = { type: 'string' };
const count: Fragment = { type: 'integer', minimum: 0 };
const instant: Fragment = { type: 'string', format: 'date-time' };
const day: Fragment = { type: 'string', format: 'date' };

/** What a reader may write for an instant: a day means its beginning, or its end where something ends. */
export const instantOrDay: Fragment = { anyOf: [instant, day] };

/** A reference to the schema of that name. */
export const schema = (name: string): Fragment => ({ $ref: `#/components/schemas/${name}` });

/** An object of these properties, all required but those whose name ends in a question mark. */
export const object = (properties: Readonly<Record<string, Fragment>>) => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name.replace(/\?$/, ''), one])),
  required: Object.keys(properties).filter((name) => !name.endsWith('?')),
});

export const listOf = (items: Fragment): Fragment => ({ type: 'array', items });

const group = {
  site: text,
  survey: text,
  kind: { enum: kinds },
  min: { type: 'integer' },
  max: { type: 'integer' },
};
const distribution = {
  n: { ...count, description: 'How many scores there are.' },
  'score?': {
    type: 'number',
    description: 'NPS −100 to 100, CSAT and CES 0 to 100, unrounded; absent without scores.',
  },
  'mean?': { type: 'number' },
  'shares?': object(Object.fromEntries(segments.map((segment) => [segment, { type: 'number' }]))),
  counts: { type: 'object', additionalProperties: count, description: 'How many chose each point of the scale.' },
  outcomes: object(Object.fromEntries(outcomes.map((outcome) => [outcome, count]))),
  commented: { ...count, description: 'How many of the answers came with a comment.' },
};
const triage = { 'status?': { enum: statuses }, 'tags?': listOf(text) };
const tag: Fragment = { type: 'string', minLength: 1, maxLength: 50 };
const mark = { 'site?': text, at: instant, text: { type: 'string', minLength: 1, maxLength: 200 } };

const { $schema: _, title: __, description: ___, ...response } = responseSchema;
const stored = object({ firstReceivedAt: instant, receivedAt: instant, ...triage });

/** What requests and answers hold, by name. */
export const schemas: Readonly<Record<string, Fragment>> = {
  Response: response,
  StoredResponse: {
    ...response,
    properties: { ...(response.properties as object), ...stored.properties },
    required: [...(response.required as readonly string[]), ...stored.required],
  },
  Receipt: object({ id: text }),
  SurveySummary: object({ ...group, n: count, lastReceivedAt: instant }),
  SurveyResult: object({
    ...group,
    ...distribution,
    'opened?': { ...object(distribution), description: 'What visitors opened themselves: counted nowhere else.' },
    test: { ...count, description: 'How many responses in test mode there are.' },
    lastReceivedAt: instant,
    traits: { ...listOf(text), description: 'The names of traits, at most 50.' },
    comments: { ...listOf(schema('CommentResult')), description: 'The newest, newest first.' },
    'split?': schema('Split'),
    'trend?': { ...listOf(object({ from: day, ...distribution })), description: 'Intervals that brought something.' },
  }),
  CommentResult: object({
    id: text,
    comment: text,
    'score?': { type: 'integer' },
    'segment?': { enum: segments },
    shownAt: instant,
    'page?': text,
  }),
  Split: object({
    by: text,
    values: {
      ...listOf(object({ value: text, first: day, last: day, ...distribution })),
      description: 'The most frequent first, each with the first and the last day on which it was shown.',
    },
    'others?': object({ ...distribution, values: { ...count, description: 'How many further values these are.' } }),
    'without?': { ...object(distribution), description: 'Responses without a value.' },
  }),
  Triage: {
    ...object({
      'status?': { enum: [...statuses, null], description: 'Null takes it away.' },
      'tags?': { ...listOf(tag), maxItems: 20, description: 'In place of those that there were.' },
    }),
    minProperties: 1,
    additionalProperties: false,
  },
  Annotation: object({ id: text, ...mark }),
  NewAnnotation: { ...object({ ...mark, at: instantOrDay }), additionalProperties: false },
  ImportReport: object({
    imported: count,
    known: { ...count, description: 'How many were there already, at this or a higher revision.' },
    refused: { ...count, description: 'How many lines hold no response.' },
    problems: { ...listOf(object({ line: count, field: text, message: text })), description: 'Of the first 100.' },
  }),
  Erasure: object({ erased: { ...count, description: 'How many responses were erased.' } }),
  Status: object({ status: text }),
  Problem: {
    ...object({
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      'errors?': { ...listOf(object({ field: text, message: text })), description: 'Each field that is wrong.' },
      'requestId?': { ...text, description: 'The `x-request-id` of the answer, by which the log knows it.' },
    }),
    description: 'A refusal (RFC 9457).',
  },
};
