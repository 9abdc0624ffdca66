import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from './stringify.ts';

const hosts = [Array.prototype, Object.prototype, String.prototype, Number.prototype, Boolean.prototype];

test('is JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(stringify(data)).toBe(JSON.stringify(data));
    }),
  );
});

test('listens to no toJSON that a page has put on what everything inherits from', () => {
  const data = { texts: ['a', { b: [1] }], text: 'x', n: 1, yes: true, none: null };
  const plain = JSON.stringify(data);
  for (const host of hosts)
    Object.defineProperty(host, 'toJSON', { value: () => 'foreign', configurable: true, enumerable: true });
  const [ours, theirs] = [stringify(data), JSON.stringify(data)];
  for (const host of hosts) Reflect.deleteProperty(host, 'toJSON');
  expect([ours, theirs]).toEqual([plain, '"foreign"']);
});
