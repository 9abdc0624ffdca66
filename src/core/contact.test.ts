import { expect, test } from 'vitest';
import { asksContact, isEmail, maxEmail, type Contact } from './contact.ts';
import { segments } from './kinds.ts';

test.each([
  'a@b.example',
  'first.last+tag@mail.acme.example',
  "o'neil@acme.example",
  'ä@bücher.example',
  'a@xn--bcher-kva.xn--p1ai',
  `${'x'.repeat(242)}@acme.example`.slice(-maxEmail),
])('%s looks like an e-mail address', (text) => expect(isEmail(text)).toBe(true));

test.each([
  undefined,
  '',
  'a',
  'a@',
  '@acme.example',
  'a@acme',
  'a@acme.',
  'a@acme.e',
  'a@.example',
  'a@acme..example',
  'a b@acme.example',
  'a@ac me.example',
  'a@b@acme.example',
  'a@acme.example\n',
  `${'x'.repeat(250)}@acme.example`,
])('%j looks like none', (text) => expect(isEmail(text)).toBe(false));

test('decides about a million letters in no time', () => {
  const begin = process.cpuUsage();
  for (const text of ['x'.repeat(1e6), `a@${'b.'.repeat(5e5)}`, `a@${'b'.repeat(1e6)}`, '@'.repeat(1e6)])
    expect(isEmail(text)).toBe(false);
  expect(process.cpuUsage(begin).user / 1e3).toBeLessThan(1_000);
});

test.each<[contact: Contact | undefined, asked: readonly string[]]>([
  [undefined, []],
  ['off', []],
  ['negative', ['negative']],
  ['always', ['negative', 'neutral', 'positive']],
])('with contact=%s it asks %j', (contact, asked) => {
  expect(segments.filter((segment) => asksContact(contact, segment))).toEqual(asked);
});

test('asks a visitor without a score only where everybody is asked', () => {
  expect([asksContact('negative', undefined), asksContact('always', undefined)]).toEqual([false, true]);
});
