import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeId } from './id.ts';

fc.configureGlobal({ seed: 20261121 });

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('sets version and variant when all random bits are 0', () => {
  expect(makeId(0, new Uint8Array(10))).toBe('00000000-0000-7000-8000-000000000000');
});

test('sets version and variant when all random bits are 1', () => {
  expect(makeId(2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe('ffffffff-ffff-7fff-bfff-ffffffffffff');
});

test('puts the time first, as in the example of RFC 9562', () => {
  // A.6: 2022-02-22T14:22:22-05:00, rand_a CC3, rand_b 18C4DC0C0C07398F.
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(makeId(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('always has the shape of a UUIDv7', () => {
  fc.assert(
    fc.property(instants, bytes, (now, random) => {
      expect(makeId(now, random)).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }),
  );
});

test('sorts by time, whatever the randomness', () => {
  fc.assert(
    fc.property(instants, instants, bytes, bytes, (a, b, randomA, randomB) => {
      fc.pre(a < b);
      expect(makeId(a, randomA) < makeId(b, randomB)).toBe(true);
    }),
  );
});

test('uses 74 bits of randomness: each bit but the six fixed ones changes the id', () => {
  const plain = makeId(0, new Uint8Array(10));
  const changes = Array.from({ length: 80 }, (_, bit) => {
    const random = new Uint8Array(10);
    random[bit >> 3] = 1 << (bit & 7);
    return makeId(0, random) !== plain;
  });
  expect(changes.filter(Boolean)).toHaveLength(74);
});
