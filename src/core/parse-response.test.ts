import { expect, test } from 'vitest';
import { parseResponse } from './parse-response.ts';
import { sampleResponse } from './samples.ts';

const problemsOf = (raw: unknown) => {
  const parsed = parseResponse(raw);
  return 'problems' in parsed ? parsed.problems : [];
};
const fieldsOf = (raw: unknown): string[] => problemsOf(raw).map(({ field }) => field);

const full = {
  ...sampleResponse({ outcome: 'answered', comment: 'Fast.' }),
  reasons: ['price', 'other'],
  reasonOther: 'Colour',
  answers: { why: 'because', how: 'declined', rate: 4, which: ['a', 'b'], brand: { fair: 5, fast: 'na' } },
  contactAllowed: false,
  contactEmail: 'a@b.example',
  scoredAt: '2026-11-21T10:00:02.000Z',
  closedAt: '2026-11-21T10:00:05Z',
  sentAt: '2026-11-21T10:00:06.5Z',
  shape: 'numbers',
  layout: 'two-rows',
  page: 'https://acme.example/pricing',
  referrer: 'https://search.example',
  visitor: 'v',
  user: 'u_123',
  traits: { plan: 'pro', seats: 0, paid: false },
  token: 'opaque',
  test: true,
};
const required = [
  'v', 'id', 'revision', 'site', 'survey', 'kind', 'trigger', 'outcome', 'min', 'max', 'shownAt', 'locale', 'wording',
  'question', 'device', 'client',
]; // prettier-ignore

test('accepts every field of the contract', () => expect(parseResponse(full)).toEqual({ response: full }));

test('accepts a score of 0', () => {
  const raw = sampleResponse({ score: 0, segment: 'negative' });
  expect(parseResponse(raw)).toEqual({ response: raw });
});

test.each([undefined, null, 5, 'x', true, [], [full]])('refuses %j, which is no object', (raw) => {
  expect(problemsOf(raw)).toEqual([{ field: '', message: 'must be a JSON object' }]);
});

test.each(required)('refuses a response without %s', (field) => {
  expect(problemsOf({ ...full, [field]: undefined })).toEqual([
    { field, message: expect.stringMatching(/^is missing: /) as string },
  ]);
});

test('needs no other field', () => {
  const raw = Object.fromEntries(Object.entries(full).filter(([field]) => required.includes(field)));
  expect(parseResponse(raw)).toEqual({ response: raw });
});

test.each(Object.keys(full))(
  'refuses null, an empty text, a list of lists and a function as %s, naming the field',
  (field) => {
    for (const value of [null, '', [[]], () => 1, NaN, '\0'.repeat(3_000)])
      expect(fieldsOf({ ...full, [field]: value })).toEqual([field]);
  },
);

test.each<[field: string, value: unknown]>([
  ['v', 2],
  ['v', '1'],
  ['id', '0195E1C2-0000-7000-8000-000000000001'],
  ['id', '0195e1c2-0000-4000-8000-000000000001'],
  ['id', '0195e1c2-0000-7000-c000-000000000001'],
  ['id', '0195e1c2-0000-7000-8000-000000000001\n'],
  ['revision', 0],
  ['revision', 1.5],
  ['revision', '1'],
  ['revision', 1_000_001],
  ['site', 'x'.repeat(254)],
  ['survey', 'x'.repeat(101)],
  ['kind', 'NPS'],
  ['kind', 'toString'],
  ['trigger', 'x'.repeat(201)],
  ['outcome', 'done'],
  ['min', 2],
  ['max', 11],
  ['score', 11],
  ['score', -1],
  ['score', 4.5],
  ['score', '9'],
  ['segment', 'promoter'],
  ['comment', 'x'.repeat(2_001)],
  ['reasons', 'price'],
  ['reasons', ['x'.repeat(201)]],
  ['answers', { a: null }],
  ['answers', { a: { b: 'c' } }],
  ['contactAllowed', 'yes'],
  ['contactEmail', 'x'.repeat(255)],
  ['shownAt', '2026-11-21'],
  ['shownAt', '2026-11-21T10:00:00+01:00'],
  ['shownAt', '2026-13-21T10:00:00.000Z'],
  ['shownAt', 1_795_255_200_000],
  ['wording', 'standard'],
  ['wording', 'custom-BF9CF968'],
  ['device', 'watch'],
  ['traits', { a: { b: 1 } }],
  ['traits', { a: 'x'.repeat(201) }],
  ['traits', Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`t${index}`, 1]))],
  ['test', false],
])('refuses %s: %j', (field, value) => expect(fieldsOf({ ...full, [field]: value })).toEqual([field]));

test('names every problem at once', () => {
  expect(fieldsOf({ ...full, id: 5, kind: 'x', comment: null })).toEqual(['id', 'kind', 'comment']);
});

test('refuses a scale that the kind does not have', () => {
  expect(fieldsOf({ ...full, kind: 'csat' })).toEqual(['max']);
  expect(fieldsOf({ ...full, min: 1 })).toEqual(['max']);
});

test('refuses a score outside of the scale', () => {
  expect(fieldsOf({ ...full, kind: 'csat', min: 1, max: 5, score: 6 })).toEqual(['score']);
  expect(fieldsOf({ ...full, kind: 'csat', min: 1, max: 5, score: 0 })).toEqual(['score']);
});

test('refuses a segment that is not the one of the score', () => {
  expect(problemsOf({ ...full, score: 6 })).toEqual([{ field: 'segment', message: 'must be negative for nps 6' }]);
});

test('drops fields that the contract does not know, so that a newer widget may talk to an older collector', () => {
  expect(parseResponse({ ...full, mood: 'good', toString: 'x' })).toEqual({ response: full });
});

test('takes nothing from a prototype', () => {
  const raw = JSON.parse(
    `{"__proto__":{"comment":"x"},"constructor":{"prototype":{"y":1}},${JSON.stringify(sampleResponse()).slice(1)}`,
  ) as unknown;
  expect(parseResponse(raw)).toEqual({ response: sampleResponse() });
  expect(parseResponse(Object.create(full))).toHaveProperty('problems');
  expect('comment' in {} || 'y' in {}).toBe(false);
});
