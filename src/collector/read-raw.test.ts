import { expect, test } from 'vitest';
import { bodyOf } from '../core/body.ts';
import { parseResponse } from '../core/parse-response.ts';
import { readRaw } from './read-raw.ts';
import { sampleResponse } from './sample-response.ts';

const full = sampleResponse({
  outcome: 'answered',
  segment: 'positive',
  comment: 'Fast & “good” = 9\n🎉',
  reasons: ['price'],
  contactAllowed: true,
  contactEmail: 'a@b.example',
  answers: { emotion: ['happy', 'calm'], why: 'Because.', ease: 4, parts: { menu: 2, search: 'na' } },
  user: '123',
  traits: { plan: 'pro', 'a b': 'x' },
  test: true,
});

test.each(['json', 'text', 'form'] as const)('reads what the widget writes as %s', (format) => {
  const body = bodyOf(full, format);
  const type = {
    json: 'application/json',
    text: 'text/plain;charset=UTF-8',
    form: 'application/x-www-form-urlencoded',
  };
  const raw = readRaw(type[format], String(body));
  expect('value' in raw && parseResponse(raw.value)).toEqual({ response: full });
});

test('keeps what a form calls itself apart from what an object is made of', () => {
  const raw = readRaw('application/x-www-form-urlencoded', '__proto__.polluted=1&constructor.prototype.polluted=1');
  expect('value' in raw && Object.keys(raw.value as object)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test.each([
  ['application/json', '', 400, 'not valid JSON'],
  ['application/json', '{"v":1', 400, 'not valid JSON'],
  ['application/json', '['.repeat(60_000), 400, 'not valid JSON'],
  ['application/json', '['.repeat(9) + ']'.repeat(9), 400, 'deeper than 8'],
  ['text/plain', JSON.stringify(Array.from({ length: 1001 }, () => 0)), 400, 'more than 1000'],
  ['application/x-www-form-urlencoded', Array.from({ length: 1001 }, (_, index) => `${index}=`).join('&'), 400, '1000'],
  ['application/x-www-form-urlencoded', `${'a.'.repeat(30_000)}=1`, 422, ''],
  ['application/xml', '<v>1</v>', 415, 'application/json, text/plain, application/x-www-form-urlencoded'],
  ['', '{}', 415, 'application/json'],
  ['toString', '{}', 415, 'application/json'],
])('refuses %s %.20s with %i', (contentType, text, status, detail) => {
  const raw = readRaw(contentType, text);
  // What can be read is for the validator to refuse.
  if ('value' in raw) expect([status, 'problems' in parseResponse(raw.value)]).toEqual([422, true]);
  else expect(raw).toMatchObject({ status, detail: expect.stringContaining(detail) as string });
});
