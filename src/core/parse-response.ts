import { kinds, scalesOf, segmentOf, segments } from './kinds.ts';
import { devices, maxComment, maxTraitLength, maxTraits, outcomes, type Response } from './response.ts';

/** What holds for a value, in the words of JSON Schema, draft 2020-12. */
export type Fragment = Readonly<Record<string, unknown>>;

interface Field {
  readonly required?: true;
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** The same for machines, but that JSON Schema counts characters where `accepts` counts UTF-16 code units. */
  readonly schema: Fragment;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value == 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, longest: number): boolean =>
  typeof value == 'string' && value.length > 0 && value.length <= longest;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => isText(one, 200));

const textSchema = (longest: number): Fragment => ({ type: 'string', minLength: 1, maxLength: longest });
const textsSchema: Fragment = { type: 'array', items: textSchema(200) };

const text = (longest: number): Field => ({
  allowed: `text of 1 to ${longest} characters`,
  accepts: (value) => isText(value, longest),
  schema: textSchema(longest),
});
const integer = (least: number, most: number): Field => ({
  allowed: `an integer from ${least} to ${most}`,
  accepts: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  schema: { type: 'integer', minimum: least, maximum: most },
});
const oneOf = (values: readonly unknown[]): Field => ({
  allowed: `one of ${values.join(', ')}`,
  accepts: (value) => values.includes(value),
  schema: { enum: values },
});
const matching = (pattern: RegExp, allowed: string): Field => ({
  allowed,
  accepts: (value) => typeof value == 'string' && pattern.test(value),
  schema: { type: 'string', pattern: pattern.source },
});
const required = (field: Field): Field => ({ ...field, required: true });

// Each of these has a place in time: JavaScript reads the 31st of a shorter month as the first of the next.
const instant = matching(
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/,
  'an instant such as 2026-11-21T10:00:00.000Z',
);
const traits: Field = {
  allowed: `an object of at most ${maxTraits} strings (at most ${maxTraitLength} characters), numbers or booleans`,
  accepts: (value) =>
    isObject(value) &&
    Object.keys(value).length <= maxTraits &&
    Object.values(value).every(
      (one) =>
        typeof one == 'boolean' || Number.isFinite(one) || (typeof one == 'string' && one.length <= maxTraitLength),
    ),
  schema: {
    type: 'object',
    maxProperties: maxTraits,
    additionalProperties: {
      anyOf: [{ type: 'string', maxLength: maxTraitLength }, { type: 'number' }, { type: 'boolean' }],
    },
  },
};
const isAnswer = (value: unknown): boolean =>
  isText(value, maxComment) ||
  Number.isFinite(value) ||
  isTexts(value) ||
  (isObject(value) && Object.values(value).every((one) => one === 'na' || Number.isFinite(one)));
const answers: Field = {
  allowed: 'an object of answers by step id',
  accepts: (value) => isObject(value) && Object.values(value).every(isAnswer),
  schema: {
    type: 'object',
    additionalProperties: {
      anyOf: [
        textSchema(maxComment),
        { type: 'number' },
        textsSchema,
        { type: 'object', additionalProperties: { anyOf: [{ const: 'na' }, { type: 'number' }] } },
      ],
    },
  },
};

/** One row for each field of the contract: a field that is missing here does not compile. */
export const fields: { readonly [K in keyof Response]-?: Field } = {
  v: required(oneOf([1])),
  id: required(
    matching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'a UUIDv7 in lower case'),
  ),
  revision: required(integer(1, 1_000_000)),
  site: required(text(253)),
  survey: required(text(100)),
  kind: required(oneOf(kinds)),
  trigger: required(text(200)),
  outcome: required(oneOf(outcomes)),
  min: required(integer(0, 1)),
  max: required(integer(3, 10)),
  score: integer(0, 10),
  segment: oneOf(segments),
  comment: text(maxComment),
  reasons: { allowed: 'a list of reason ids', accepts: isTexts, schema: textsSchema },
  reasonOther: text(maxComment),
  answers,
  contactAllowed: oneOf([true, false]),
  contactEmail: text(254),
  shownAt: required(instant),
  scoredAt: instant,
  closedAt: instant,
  sentAt: instant,
  locale: required(text(35)),
  wording: required(matching(/^(standard-\d{1,4}|custom-[0-9a-f]{8})$/, 'standard-N or custom- and 8 hex digits')),
  question: required(text(maxComment)),
  shape: oneOf(['numbers', 'stars', 'smileys']),
  layout: oneOf(['row', 'two-rows']),
  page: text(maxComment),
  referrer: text(500),
  device: required(oneOf(devices)),
  visitor: text(100),
  user: text(maxTraitLength),
  traits,
  token: text(maxComment),
  client: required(text(50)),
  test: oneOf([true]),
};

/** One reason why a body is not a response: the field, and what is allowed there. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export type ParsedResponse =
  | { readonly response: Response }
  | { readonly problems: readonly [FieldProblem, ...FieldProblem[]] };

function scaleProblems({ kind, min, max, score, segment }: Response): FieldProblem[] {
  if (!scalesOf(kind).some((scale) => scale.min === min && scale.max === max))
    return [{ field: 'max', message: `is not the end of a ${kind} scale` }];
  if (score === undefined) return [];
  if (score < min || score > max) return [{ field: 'score', message: `must be an integer from ${min} to ${max}` }];
  const expected = segmentOf(kind, max, score);
  return segment === undefined || segment === expected
    ? []
    : [{ field: 'segment', message: `must be ${expected} for ${kind} ${score}` }];
}

/**
 * A typed response, or every problem that `raw` has. Fields that the contract does not know are dropped, so that a
 * newer widget can talk to an older collector.
 */
export function parseResponse(raw: unknown): ParsedResponse {
  if (!isObject(raw)) return { problems: [{ field: '', message: 'must be a JSON object' }] };
  const known: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const [name, field] of Object.entries(fields) as [string, Field][]) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (value === undefined) {
      if (field.required) problems.push({ field: name, message: `is missing: ${field.allowed}` });
    } else if (!field.accepts(value)) problems.push({ field: name, message: `must be ${field.allowed}` });
    else known[name] = value;
  }
  if (!problems.length) problems.push(...scaleProblems(known as unknown as Response));
  const [first, ...rest] = problems;
  return first ? { problems: [first, ...rest] } : { response: known as unknown as Response };
}
