// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readRest, restKey } from './rest.ts';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

test('reads until when the endpoint of its site rests, and knows of no rest where nothing was said', () => {
  localStorage[restKey('a')] = 1_795_337_070_218;
  expect([readRest('a'), readRest('b')]).toEqual([1_795_337_070_218, 0]);
});

test.each([null, undefined])('knows of no rest where there is no storage: %j', (storage) => {
  vi.stubGlobal('localStorage', storage);
  expect(readRest('a')).toBe(0);
});

test('knows of no rest where what was said is no instant: a click must not wait for it', () => {
  localStorage[restKey('a')] = 'soon';
  expect(readRest('a')).toBe(0);
});

test('knows of no rest where storage throws', () => {
  vi.stubGlobal(
    'localStorage',
    new Proxy(
      {},
      {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      },
    ),
  );
  expect(readRest('a')).toBe(0);
});
