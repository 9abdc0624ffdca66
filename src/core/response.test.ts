import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds, scalesOf } from './kinds.ts';
import { parseResponse } from './parse-response.ts';
import { makeResponse, maxComment, outcomes, type Progress } from './response.ts';
import { sampleAt, sampleFacts, sampleId } from './samples.ts';
import { parseTraits } from './traits.ts';

fc.configureGlobal({ seed: 20261121 });

const scored: Progress = { revision: 1, outcome: 'scored', score: 9, scoredAt: sampleAt + 2_000 };

test('holds what is known, the segment computed and instants in ISO 8601', () => {
  expect(makeResponse(sampleFacts(), { ...scored, comment: 'Fast.', closedAt: sampleAt + 5_000 })).toEqual({
    v: 1,
    id: sampleId(1),
    revision: 1,
    site: 'acme.example',
    survey: 'nps',
    kind: 'nps',
    trigger: 'load',
    outcome: 'scored',
    score: 9,
    min: 0,
    max: 10,
    segment: 'positive',
    comment: 'Fast.',
    shownAt: '2026-11-21T10:00:00.000Z',
    scoredAt: '2026-11-21T10:00:02.000Z',
    closedAt: '2026-11-21T10:00:05.000Z',
    locale: 'en',
    wording: 'standard-1',
    question: 'How likely are you to recommend Acme?',
    device: 'desktop',
    client: 'earshot/0.0.0-test',
  });
});

test('keeps a score of 0', () => {
  expect(makeResponse(sampleFacts(), { ...scored, score: 0 })).toMatchObject({ score: 0, segment: 'negative' });
});

test('has neither score nor segment before a score is chosen', () => {
  const response = makeResponse(sampleFacts(), { revision: 1, outcome: 'dismissed' });
  expect(response).not.toHaveProperty('score');
  expect(response).not.toHaveProperty('segment');
});

test.each([
  ['an empty', ''],
  ['a blank', ' \n\t '],
  ['no', undefined],
])('leaves out %s comment', (_, comment) => {
  expect(makeResponse(sampleFacts(), { ...scored, comment })).not.toHaveProperty('comment');
});

test('takes the blanks around a comment away and cuts it to 2,000 characters', () => {
  const { comment } = makeResponse(sampleFacts(), { ...scored, comment: `  ${'x'.repeat(3_000)}  ` });
  expect(comment).toBe('x'.repeat(maxComment));
  expect(maxComment).toBe(2_000);
});

test('holds what was said in further steps, and in what shape the scale was', () => {
  const said = {
    reasons: ['price', 'other'],
    reasonOther: ' Colour ',
    answers: { emotion: ['happy'], speed: 0 },
    contactAllowed: true,
    contactEmail: 'a@b.example',
  };
  expect(makeResponse(sampleFacts({ shape: 'stars' }), { ...scored, ...said })).toMatchObject({
    ...said,
    reasonOther: 'Colour',
    shape: 'stars',
  });
});

test('says that contact was refused, but nothing of what was left empty', () => {
  const empty = { reasons: [], reasonOther: ' ', answers: {}, contactEmail: '' };
  const response = makeResponse(sampleFacts({ shape: undefined }), { ...scored, ...empty, contactAllowed: false });
  expect(response.contactAllowed).toBe(false);
  for (const field of [...Object.keys(empty), 'shape']) expect(response).not.toHaveProperty(field);
});

test('leaves out empty traits, and `test` outside of a test', () => {
  const response = makeResponse(sampleFacts({ traits: {}, test: false, page: undefined, referrer: '' }), scored);
  for (const field of ['traits', 'test', 'page', 'referrer']) expect(response).not.toHaveProperty(field);
  expect(makeResponse(sampleFacts({ test: true }), scored).test).toBe(true);
});

test('takes nothing for said that the page has put on every object', () => {
  const junk = { comment: 'junk', test: true, page: 'junk', reasonOther: 'junk', closedAt: 7, user: 'junk' };
  Object.assign(Object.prototype, junk);
  try {
    const said = Object.keys(makeResponse(sampleFacts(), scored));
    for (const name of Object.keys(junk)) expect(said).not.toContain(name);
  } finally {
    for (const name of Object.keys(junk)) Reflect.deleteProperty(Object.prototype, name);
  }
});

// fast-check's strings reach every code point, halves of a pair among them.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('🎉', 'x'.repeat(3_000), '👩‍👩‍👧'.repeat(400), ' '),
);
const scales = kinds.flatMap((kind) => scalesOf(kind).map((scale) => ({ kind, ...scale })));
// Nothing happens in the first millisecond of 1970.
const instants = fc.integer({ min: 1, max: Date.UTC(9999, 0) });
const anyProgress = fc.record({
  revision: fc.integer({ min: 1, max: 1_000 }),
  outcome: fc.constantFrom(...outcomes),
  share: fc.option(fc.nat(1_000), { nil: undefined }),
  comment: fc.option(text, { nil: undefined }),
  reasons: fc.option(fc.array(fc.constantFrom('price', '__proto__', '語')), { nil: undefined }),
  reasonOther: fc.option(text, { nil: undefined }),
  contactAllowed: fc.option(fc.boolean(), { nil: undefined }),
  scoredAt: fc.option(instants, { nil: undefined }),
  closedAt: fc.option(instants, { nil: undefined }),
});
const anyFacts = fc.record({
  scale: fc.constantFrom(...scales),
  shownAt: instants,
  traits: fc.option(
    fc.dictionary(fc.string(), fc.oneof(fc.string({ maxLength: 300 }), fc.double(), fc.boolean(), fc.constant(null)), {
      maxKeys: 30,
    }),
    {
      nil: undefined,
    },
  ),
  page: fc.option(fc.webUrl(), { nil: undefined }),
  question: text.map((one) => `?${one}`),
  test: fc.boolean(),
});

test('whatever it makes, the collector accepts, as it is', () => {
  fc.assert(
    fc.property(anyFacts, anyProgress, ({ scale, traits, ...facts }, { share, ...progress }) => {
      const score = share === undefined ? undefined : scale.min + (share % (scale.max - scale.min + 1));
      const response = makeResponse(sampleFacts({ ...facts, ...scale, traits: parseTraits(traits, () => {}) }), {
        ...progress,
        score,
      });
      // Over the wire and back.
      const received = JSON.parse(JSON.stringify(response)) as unknown;
      expect(parseResponse(received)).toEqual({ response: received });
      expect(response.score).toBe(score);
    }),
  );
});
