import { expect, test } from 'vitest';
import { link } from './link.ts';
import { never, readValue } from './sample-values.ts';

const read = (raw: unknown): unknown => readValue(link, raw);

test.each<[raw: string, href: string]>([
  ['https://acme.example/review', 'https://acme.example/review'],
  ['http://acme.example', 'http://acme.example/'],
  ['HTTPS://ACME.example/A', 'https://acme.example/A'],
  ['mailto:help@acme.example', 'mailto:help@acme.example'],
  ['MAILTO:help@acme.example?subject=Hello%20you', 'mailto:help@acme.example?subject=Hello%20you'],
  ['/privacy', 'https://shop.acme.example/privacy'],
  ['terms.html#a', 'https://shop.acme.example/shop/terms.html#a'],
  ['//acme.example/x', 'https://acme.example/x'],
  ['  /privacy\n', 'https://shop.acme.example/privacy'],
  ['javascript/help', 'https://shop.acme.example/shop/javascript/help'],
])('takes %j as %s', (raw, href) => expect(read(raw)).toBe(href));

test.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://acme.example/1',
  'file:///etc/passwd',
  'tel:+4930123456',
  'ftp://acme.example',
  'about:blank',
  'mailto:',
  'https://',
  'http://[',
  '   ',
])('refuses %j', (raw) => expect(read(raw)).toBeUndefined());

test.each([...never, 5, ['https://acme.example/']].map((raw) => [raw]))('refuses %j, which is no text', (raw) =>
  expect(read(raw)).toBeUndefined(),
);

test('takes what it made of a link for the same', () => {
  for (const raw of ['/privacy', 'mailto:a@b.example']) expect(read(read(raw))).toBe(read(raw));
});
