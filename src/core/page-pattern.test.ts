import { expect, test } from 'vitest';
import { matchesPage } from './page-pattern.ts';

const fits = (pattern: string, path: string, fragment = ''): boolean => matchesPage([pattern], { path, fragment });

test.each([
  ['/pricing', '/pricing'],
  ['/', '/'],
  ['/pricing/', '/pricing'],
  ['/docs/*', '/docs/intro'],
  ['/docs/*', '/docs'],
  ['/docs/*/edit', '/docs/intro/edit'],
  ['/docs/**', '/docs'],
  ['/docs/**', '/docs/intro'],
  ['/docs/**', '/docs/a/b/c'],
  ['/**/edit', '/a/b/edit'],
  ['**/edit', '/a/b/edit'],
  ['/**', '/'],
  ['/**', '/a/b'],
  ['**', '/a/b'],
  ['/*', '/a'],
  ['/a*c', '/ac'],
  ['/a*c', '/abbbc'],
  ['/a*b*c', '/axbxbxc'],
  ['/a***c', '/a/b/c'],
  ['/product-*', '/product-7'],
  ['/caffè/*', '/caffè/crema'],
  ['/a b', '/a b'],
  ['/😀/*', '/😀/👍🏽'],
  ['/*', '/😀'],
  ['/a.b', '/a.b'],
  ['/a+(b)[c]', '/a+(b)[c]'],
])('%s fits the path %s', (pattern, path) => expect(fits(pattern, path)).toBe(true));

test.each([
  ['/pricing', '/pricing/pro'],
  ['/pricing', '/Pricing'],
  ['/pricing', '/de/pricing'],
  ['/', '/pricing'],
  ['/docs/*', '/docs/a/b'],
  ['/docs/*', '/docset'],
  ['/docs/**', '/docset'],
  ['/docs/*/edit', '/docs/edit'],
  ['/docs/*/edit', '/docs/a/b/edit'],
  ['/*', '/a/b'],
  ['*', '/'],
  ['*', '/a'],
  ['/**/edit', '/edit'],
  ['/a*c', '/a/c'],
  ['/a.b', '/axb'],
  ['/caf%C3%A9', '/café'],
])('%s does not fit the path %s', (pattern, path) => expect(fits(pattern, path)).toBe(false));

test.each([
  ['#/cart', '/shop', '#/cart', true],
  ['#/cart', '/shop', '#/cart/pay', false],
  ['#/cart/*', '/shop', '#/cart/pay', true],
  ['#/**', '/', '#/a/b', true],
  ['#!/*', '/', '#!/a', true],
  ['#/cart', '/cart', '', false],
  ['#/Cart', '/', '#/cart', false],
  ['#', '/', '', false],
  ['/shop', '/shop', '#/cart', true],
  ['/**', '/shop', '#/cart', true],
])('%s on %s%s: %s', (pattern, path, fragment, expected) => expect(fits(pattern, path, fragment)).toBe(expected));

test('one of several patterns is enough', () => {
  const patterns = ['/a', '#/b', '/c/**'];
  expect(matchesPage(patterns, { path: '/c/d', fragment: '' })).toBe(true);
  expect(matchesPage(patterns, { path: '/', fragment: '#/b' })).toBe(true);
  expect(matchesPage(patterns, { path: '/b', fragment: '#/c' })).toBe(false);
});

test.each(['**a', '*a', '**/', '*', '**', '*a**', 'a**b*'])(
  'follows all ways to fit side by side, with %s over and over',
  (part) => {
    // The longest pattern that is allowed, and an address that fits up to its last letter.
    const pattern = `/${part.repeat(200)}`.slice(0, 199);
    const path = `/${'a'.repeat(10_000)}!`;
    const begin = process.cpuUsage();
    expect(fits(`${pattern}?`, path)).toBe(false);
    // Of the processor, in µs: trying one way after the other would take for ever.
    expect(process.cpuUsage(begin).user).toBeLessThan(5e6);
  },
);
