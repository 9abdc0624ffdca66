import { expect, test } from 'vitest';
import { maxListBytes, maxOptionId, maxOptions, parseOptions } from './parse-options.ts';
import { hostile } from './sample-hostile.ts';
import { never, readValue } from './sample-values.ts';

const read = (raw: unknown): unknown => readValue(parseOptions, raw);
const plain = (...names: readonly string[]) => names.map((name) => ({ id: name, label: name }));

test.each<[about: string, raw: unknown, options: unknown]>([
  ['one label as its own id', 'Price', plain('Price')],
  ['labels as their own ids', 'Price|Quality| Support ', plain('Price', 'Quality', 'Support')],
  ['ids before labels', 'price=The price|Quality', [{ id: 'price', label: 'The price' }, ...plain('Quality')]],
  ['only the first = as a sign', 'a=1+1=2', [{ id: 'a', label: '1+1=2' }]],
  ['blanks around both', ' a = The a ', [{ id: 'a', label: 'The a' }]],
  ['lines within a label', 'a=one\ntwo', [{ id: 'a', label: 'one\ntwo' }]],
  ['a list of texts', ['Price', 'b=Quality'], [...plain('Price'), { id: 'b', label: 'Quality' }]],
  ['a bar within a text of a list', ['a=this|that'], [{ id: 'a', label: 'this|that' }]],
  ['a list of objects', [{ id: 'a', label: 'A' }, 'B'], [{ id: 'a', label: 'A' }, ...plain('B')]],
  ['labels by language', [{ id: 'a', label: { en: 'A', de: 'Ä' } }], [{ id: 'a', label: { en: 'A', de: 'Ä' } }]],
  ['names that every object has', 'constructor|__proto__', plain('constructor', '__proto__')],
])('takes %s', (_, raw, options) => expect(read(raw)).toEqual(options));

test.each<[about: string, raw: unknown]>([
  ['an empty id', '=A'],
  ['an empty label', 'a='],
  ['an empty part', 'a||b'],
  ['a bar at the end', 'a|'],
  ['two options of one id', 'a=A|a=B'],
  ['two options of one id but for blanks', 'a|a '],
  ['an id that is no text', [{ id: 1, label: 'A' }]],
  ['an object without an id', [{ label: 'A' }]],
  ['an object without a label', [{ id: 'a' }]],
  ['a label that is a list', [{ id: 'a', label: ['A'] }]],
  ['a label without a language', [{ id: 'a', label: {} }]],
  ['a label that is empty in one language', [{ id: 'a', label: { en: 'A', de: ' ' } }]],
  ['a list in a list', [['a']]],
  ['null', [null]],
  ['a number', [5]],
  ['one object instead of a list', { id: 'a', label: 'A' }],
])('refuses %s', (_, raw) => expect(read(raw)).toBeUndefined());

test.each(never.map((raw) => [raw]))('refuses %j', (raw) => expect(read(raw)).toBeUndefined());

test('refuses whatever throws when it is read', () => {
  for (const [about, make] of Object.entries(hostile))
    for (const raw of [[make()], [{ id: make(), label: 'A' }], [{ id: 'a', label: make() }]]) {
      const options = read(raw) as readonly { readonly id: unknown }[] | undefined;
      expect([about, options?.every(({ id }) => typeof id == 'string') ?? true]).toEqual([about, true]);
    }
});

test('takes 20 options and ids of 100 characters, and no more of either', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, index) => `o${index}`).join('|');
  expect(read(many(maxOptions))).toHaveLength(20);
  expect(read(many(maxOptions + 1))).toBeUndefined();
  const long = (length: number): string => `${'x'.repeat(length)}=A`;
  expect(read(long(maxOptionId))).toEqual([{ id: 'x'.repeat(100), label: 'A' }]);
  expect(read(long(maxOptionId + 1))).toBeUndefined();
});

test('counts the bytes that the ids of a list take in a response', () => {
  const list = (count: number): string =>
    Array.from({ length: count }, (_, index) => `${String.fromCodePoint(0x4e00 + index).repeat(100)}=A`).join('|');
  expect(maxListBytes).toBe(3_000);
  expect(read(list(9))).toHaveLength(9);
  expect(read(list(10))).toBeUndefined();
});
