import { kinds, scalesOf, segmentOf, segments } from './kinds.ts';
import { fields, type Fragment } from './parse-response.ts';

const listed = Object.entries(fields);

/** Each segment of each scale of each kind, with the scores that it has. */
const standings: readonly Fragment[] = kinds.flatMap((kind) =>
  scalesOf(kind).flatMap(({ min, max }) => {
    const points = Array.from({ length: max - min + 1 }, (_, index) => min + index);
    return segments.map((segment) => {
      const scores = points.filter((score) => segmentOf(kind, max, score) === segment);
      return {
        properties: {
          kind: { const: kind },
          min: { const: min },
          max: { const: max },
          score: { type: 'integer', minimum: Math.min(...scores), maximum: Math.max(...scores) },
          segment: { const: segment },
        },
      };
    });
  }),
);

/**
 * JSON Schema (draft 2020-12) of what is posted to an endpoint, made from the table that `parseResponse` reads. The two
 * agree on every response but for text outside of the Basic Multilingual Plane: JSON Schema counts one character (RFC
 * 8259) where `parseResponse` counts two UTF-16 code units, so that it may refuse a text which this takes.
 */
export const responseSchema: Fragment = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Earshot response',
  description:
    'What is posted to an endpoint: one object for each prompt. The same id may come again with a higher revision; the highest is the truth. A field without a value is left out. A newer widget may send fields that are not named here.',
  type: 'object',
  properties: Object.fromEntries(listed.map(([name, { schema }]) => [name, schema])),
  required: listed.filter(([, field]) => field.required).map(([name]) => name),
  // A score, where there is one, is a point of the scale, and the segment is its segment.
  anyOf: standings,
};
