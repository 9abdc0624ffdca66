import { expect, test } from 'vitest';
import { maskPath } from './mask-path.ts';

test.each([
  ['/', '/'],
  ['', ''],
  ['/pricing', '/pricing'],
  ['/blog/2026/11/how-to-ask-one-good-question', '/blog/2026/11/how-to-ask-one-good-question'],
  ['/docs/v1.2.3/getting-started.html', '/docs/v1.2.3/getting-started.html'],
  ['/order/12345', '/order/12345'],
  ['/%E6%96%87%E6%A1%A3/intro', '/%E6%96%87%E6%A1%A3/intro'],
  ['/internationalisation-and-localisation', '/internationalisation-and-localisation'],
])('leaves %s as it is', (path, masked) => expect(maskPath(path)).toBe(masked));

test.each([
  ['/order/123456', '/order/*'],
  ['/order/123456/items/7', '/order/*/items/7'],
  ['/order-20261121', '/order-*'],
  ['/a/1234567/b/7654321', '/a/*/b/*'],
  ['/phone/+4915112345678', '/phone/+*'],
  ['/jo@acme.example', '/*'],
  ['/user/jo@acme.example/settings', '/user/*/settings'],
  ['/user/jo%40acme.example', '/user/*'],
  ['/user/JO%40ACME.EXAMPLE/x', '/user/*/x'],
  ['/u/jo+tag@acme.example', '/u/*'],
  ['/@jo', '/*'],
  ['/reset/9f86d081884c7d659a2feaa0c55ad015', '/reset/*'],
  ['/reset/9F86D081884C7D659A2FEAA0C55AD015', '/reset/*'],
  ['/s/0195e1c2-7a3b-7def-8abc-0123456789ab', '/s/*'],
  ['/invite/abcdefghijklmnopqrs1', '/invite/*'],
  ['/invite/1abcdefghijklmnopqrs/accept', '/invite/*/accept'],
  ['/jwt/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0', '/jwt/*.*.*'],
  ['/t/ab_cd-ef_gh-ij_kl-mn1', '/t/*'],
])('masks %s as %s', (path, masked) => expect(maskPath(path)).toBe(masked));

test('masks a masked path no further', () => {
  for (const path of ['/user/jo@acme.example', '/order/123456', '/invite/abcdefghijklmnopqrs1'])
    expect(maskPath(maskPath(path))).toBe(maskPath(path));
});
