import { expect, test } from 'vitest';
import { bodyOf, maxBodyBytes, type Format } from './body.ts';
import type { Response } from './response.ts';
import { sampleResponse } from './samples.ts';

const response = sampleResponse();
const bytesOf = (body: string | URLSearchParams): number => new TextEncoder().encode(String(body)).length;
const pairsOf = (body: string | URLSearchParams): [string, string][] => [...new URLSearchParams(String(body))];

test.each(['json', 'text'] as const)('writes %s as one JSON object', (format) => {
  expect(bodyOf(response, format)).toBe(JSON.stringify(response));
});

test('writes JSON where nothing else is asked for', () => {
  expect(bodyOf(response)).toBe(JSON.stringify(response));
});

test('writes a form of the same fields in their order, each as text', () => {
  expect(pairsOf(bodyOf(response, 'form'))).toEqual(Object.entries(response).map(([key, value]) => [key, `${value}`]));
});

test('joins nested names by dots in a form, and repeats the names of lists', () => {
  const more: Partial<Response> = {
    score: 0,
    reasons: ['price', 'other'],
    answers: { emotion: ['happy', 'calm'], attributes: { speed: 4, price: 'na' }, again: 5, why: 'a=b&c' },
    contactAllowed: false,
    traits: { plan: 'pro', seats: 0, paid: false, 'a.b': 'dotted' },
    test: true,
  };
  const known = new Set(Object.keys(response));
  expect(pairsOf(bodyOf({ ...response, ...more }, 'form')).filter(([key]) => !known.has(key))).toEqual([
    ['reasons', 'price'],
    ['reasons', 'other'],
    ['answers.emotion', 'happy'],
    ['answers.emotion', 'calm'],
    ['answers.attributes.speed', '4'],
    ['answers.attributes.price', 'na'],
    ['answers.again', '5'],
    ['answers.why', 'a=b&c'],
    ['contactAllowed', 'false'],
    ['traits.plan', 'pro'],
    ['traits.seats', '0'],
    ['traits.paid', 'false'],
    ['traits.a.b', 'dotted'],
    ['test', 'true'],
  ]);
  expect(pairsOf(bodyOf({ ...response, ...more }, 'form'))).toContainEqual(['score', '0']);
});

test('writes a form of what any text may hold', () => {
  const comment = 'a+b %20 ä€😀\n"quoted" & more=less';
  expect(new URLSearchParams(String(bodyOf({ ...response, comment }, 'form'))).get('comment')).toBe(comment);
});

/** A response whose body is just as long as `bytes`, but for what `token` can do in steps of its character. */
function sized(bytes: number, format: Format, character: string): Response {
  const one = { ...response, token: '' };
  const each = bytesOf(bodyOf({ ...one, token: character }, format)) - bytesOf(bodyOf(one, format));
  const room = bytes - bytesOf(bodyOf(one, format));
  return { ...one, token: character.repeat(Math.floor(room / each)) + 'x'.repeat(room % each) };
}

test.each<[Format, string]>([
  ['json', 'x'],
  ['json', '😀'],
  ['text', '€'],
])('counts the bytes of a body, not its characters: %s of %s', (format, character) => {
  expect(maxBodyBytes).toBe(16_384);
  const full = sized(maxBodyBytes, format, character);
  expect(bytesOf(bodyOf(full, format))).toBe(maxBodyBytes);
  const isWhole = (one: Response): boolean => /question/.test(String(bodyOf(one, format)));
  expect([isWhole(full), isWhole({ ...full, token: `${full.token}x` })]).toEqual([true, false]);
});

test('measures a form by the JSON that it stands for: its own writing takes up to three times as much', () => {
  const long = sampleResponse({ comment: '語'.repeat(2_000), traits: { plan: 'pro' } });
  const form = String(bodyOf(long, 'form'));
  expect(form).toContain('traits.plan=pro');
  expect(bytesOf(form)).toBeGreaterThan(maxBodyBytes);
});

const kb = (count: number): string => 'x'.repeat(count * 1024);

test.each<[left: string, sizes: Partial<Response>, names: readonly string[]]>([
  ['nothing', { token: kb(1), page: kb(1), question: kb(1), traits: { plan: kb(1) } }, []],
  ['the traits', { token: kb(4), page: kb(4), question: kb(4), traits: { plan: kb(4) } }, ['traits']],
  [
    'the question next',
    { token: kb(7), page: kb(7), question: kb(4), traits: { plan: kb(4) } },
    ['traits', 'question'],
  ],
  ['then the page', { token: kb(9), page: kb(9), question: kb(9) }, ['question', 'page']],
  ['the token last', { token: kb(17), page: kb(1), question: kb(1) }, ['question', 'page', 'token']],
])('leaves out %s of what is too long', (_, sizes, names) => {
  const full = { ...response, ...sizes };
  const body = JSON.parse(bodyOf(full) as string) as Response;
  expect(
    Object.keys(full)
      .filter((key) => !(key in body))
      .sort(),
  ).toEqual([...names].sort());
  for (const [key, value] of Object.entries(body)) expect(value).toEqual(full[key as keyof Response]);
  expect(bytesOf(bodyOf(full))).toBeLessThanOrEqual(maxBodyBytes);
});

test('never leaves out what the visitor has said, even where that alone is long', () => {
  const said = { comment: '語'.repeat(2_000), reasonOther: '😀'.repeat(100), reasons: ['price'] };
  for (const format of ['json', 'form'] as const) {
    const body = String(bodyOf({ ...response, ...said, traits: { plan: kb(16) }, token: kb(2) }, format));
    const read =
      format === 'json' ? (JSON.parse(body) as Response) : Object.fromEntries(new URLSearchParams(body).entries());
    expect(read).toMatchObject({ comment: said.comment, reasonOther: said.reasonOther, id: response.id });
    expect(read).not.toHaveProperty('traits.plan');
  }
});
