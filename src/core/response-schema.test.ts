import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds, scalesOf, segmentOf, segments } from './kinds.ts';
import { fields, parseResponse } from './parse-response.ts';
import { devices, maxComment, maxTraitLength, outcomes } from './response.ts';
import { responseSchema } from './response-schema.ts';
import { sampleId, sampleResponse } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

// As strict as Ajv can be: what it would only warn of, such as a misspelt keyword, fails here.
const validate = new Ajv2020({ strict: true, strictTypes: true, strictTuples: true }).compile(responseSchema);
const isResponse = (raw: unknown): boolean => 'response' in parseResponse(raw);

// Letters of one UTF-16 code unit each: the only texts on which both count alike.
const letter = fc.constantFrom('a', 'Z', '0', ' ', 'é', '字', '\u2028', '\0');
const text = (longest: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: letter, minLength: 1, maxLength: Math.min(longest, 12) }),
    fc.constant('字'.repeat(longest)),
  );
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const instant = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const texts = fc.array(text(200), { maxLength: 3 });
const answer = fc.oneof(text(maxComment), number, texts, fc.dictionary(letter, fc.oneof(fc.constant('na'), number)));

/** Values that stand in a response whatever its scale is. */
const free = {
  v: fc.constant(1),
  id: fc.nat(1e6).map(sampleId),
  revision: fc.integer({ min: 1, max: 1_000_000 }),
  site: text(253),
  survey: text(100),
  trigger: text(200),
  outcome: fc.constantFrom(...outcomes),
  comment: text(maxComment),
  reasons: texts,
  reasonOther: text(maxComment),
  answers: fc.dictionary(text(20), answer, { maxKeys: 4 }),
  contactAllowed: fc.boolean(),
  contactEmail: text(254),
  shownAt: instant,
  scoredAt: instant,
  closedAt: instant,
  sentAt: instant,
  locale: text(35),
  wording: fc.constantFrom('standard-1', 'standard-9999', 'custom-bf9cf968'),
  question: text(maxComment),
  shape: fc.constantFrom('numbers', 'stars', 'smileys'),
  layout: fc.constantFrom('row', 'two-rows'),
  page: text(maxComment),
  referrer: text(500),
  device: fc.constantFrom(...devices),
  visitor: text(100),
  user: text(maxTraitLength),
  traits: fc.dictionary(text(20), fc.oneof(text(maxTraitLength), number, fc.boolean(), fc.constant('')), {
    maxKeys: 4,
  }),
  token: text(maxComment),
  client: text(50),
  test: fc.constant(true),
};
const required = Object.keys(sampleResponse()).filter((name) => name in free) as (keyof typeof free)[];
const standing = fc
  .constantFrom(...kinds.flatMap((kind) => scalesOf(kind).map((scale) => ({ kind, ...scale }))))
  .chain(({ kind, min, max }) =>
    fc.oneof(
      fc.constant({ kind, min, max }),
      fc.integer({ min, max }).map((score) => ({ kind, min, max, score })),
      fc.integer({ min, max }).map((score) => ({ kind, min, max, score, segment: segmentOf(kind, max, score) })),
    ),
  );
const valid = fc
  .tuple(fc.record(free, { requiredKeys: required }), standing)
  .map(([one, other]): Record<string, unknown> => ({ ...one, ...other }));

const astray = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1, 3, 4.5, 5, 7, 11, '9', true, false, [], [[]], {}, { a: null }, [
    'a',
    '',
  ]),
  fc.constantFrom<unknown>(...segments, ...kinds, { a: { b: 'na' } }, { a: { b: 'c' } }, { a: 'a'.repeat(201) }),
  fc.constantFrom('2026-11-21', '2026-02-31T10:00:00Z', '2026-02-32T10:00:00Z', '2026-13-21T10:00:00.000Z'),
  fc.constantFrom('2026-11-21T24:00:00Z', '2026-11-21T10:00:60Z', '2026-11-21T10:00:00+01:00', `${sampleId(1)}\n`),
  fc.constantFrom(...[36, 51, 101, 201, 254, 255, 501, 2001].map((length) => 'a'.repeat(length))),
  fc.constant(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`t${index}`, 1]))),
  fc.jsonValue({ stringUnit: letter }),
);
const change = fc.tuple(fc.constantFrom(...Object.keys(fields)), fc.option(astray, { nil: undefined }));
const changed = fc.tuple(valid, fc.array(change, { minLength: 1, maxLength: 2 })).map(([response, changes]) => {
  const copy = { ...response };
  for (const [name, value] of changes) {
    if (value === undefined) delete copy[name];
    else copy[name] = value;
  }
  return copy;
});

test('takes every response of the contract, as parseResponse does', () => {
  fc.assert(
    fc.property(valid, (response) => {
      expect(parseResponse(response)).toEqual({ response });
      expect(validate(response), JSON.stringify(validate.errors)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('takes and refuses what parseResponse takes and refuses, after one change or two', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(changed, (response) => {
      const isTaken = isResponse(response);
      seen[isTaken ? 'taken' : 'refused']++;
      expect(validate(response), JSON.stringify(parseResponse(response))).toBe(isTaken);
    }),
    { numRuns: 4000 },
  );
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(400);
});

test('agrees with parseResponse on every scale, score and segment that can be written down', () => {
  const scores = [undefined, ...Array.from({ length: 13 }, (_, index) => index - 1)];
  for (const kind of kinds)
    for (const min of [0, 1])
      for (const max of [3, 4, 5, 7, 10])
        for (const score of scores)
          for (const segment of [undefined, ...segments]) {
            const { score: _, segment: __, ...rest } = sampleResponse({ kind, min, max });
            const response = { ...rest, ...(score !== undefined && { score }), ...(segment && { segment }) };
            expect(validate(response), JSON.stringify(response)).toBe(isResponse(response));
          }
});

test('has the fields of the contract, and leaves others to newer widgets', () => {
  expect(Object.keys(responseSchema.properties as object)).toEqual(Object.keys(fields));
  const response = { ...sampleResponse(), mood: 'good' };
  expect([validate(response), isResponse(response)]).toEqual([true, true]);
});

test('reads only instants that JavaScript can read, too', () => {
  const { pattern } = fields.shownAt.schema;
  fc.assert(
    fc.property(fc.stringMatching(new RegExp(String(pattern))), (text) => !Number.isNaN(Date.parse(text))),
    { numRuns: 1000 },
  );
});

test('differs from parseResponse in one thing: it counts a character outside of the basic plane once, not twice', () => {
  const faces = '😀'.repeat(maxComment / 2);
  const verdicts = (comment: string) => {
    const response = sampleResponse({ comment });
    return [validate(response), isResponse(response)];
  };
  expect(verdicts(faces)).toEqual([true, true]);
  expect(verdicts(`${faces}!`)).toEqual([true, false]);
  expect(verdicts('😀'.repeat(maxComment))).toEqual([true, false]);
  expect(verdicts('😀'.repeat(maxComment + 1))).toEqual([false, false]);
});

test('is published as it is here', () => {
  expect(JSON.parse(readFileSync('dist/response.schema.json', 'utf8'))).toEqual(responseSchema);
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
  expect(exports['./response.schema.json']).toBe('./dist/response.schema.json');
});
