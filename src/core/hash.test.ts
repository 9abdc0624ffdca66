import { expect, test } from 'vitest';
import { hash, percentOf } from './hash.ts';

// Known answers of FNV-1a, 32 bits, for texts in ASCII.
test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['b', 0xe70c2de5],
  ['foobar', 0xbf9cf968],
])('hashes %j as FNV-1a does', (text, expected) => expect(hash(text)).toBe(expected));

test('takes a letter beyond the first plane for one', () => {
  expect(hash('😀')).toBe(hash('\u{1F600}'));
  expect(hash('😀')).not.toBe(hash('😁'));
});

test('gives an unsigned integer, whatever the text', () => {
  for (let index = 0; index < 1_000; index++) {
    const value = hash(`text ${index}`);
    expect(Number.isInteger(value) && value >= 0 && value < 2 ** 32).toBe(true);
  }
});

test('places a text from 0 up to, but not at, 100, and always the same', () => {
  for (let index = 0; index < 1_000; index++) {
    const percent = percentOf(`visitor ${index}`);
    expect(percent >= 0 && percent < 100).toBe(true);
    expect(percentOf(`visitor ${index}`)).toBe(percent);
  }
});

test('places texts that differ in one letter far apart', () => {
  const places = Array.from({ length: 100 }, (_, index) => percentOf(`1,nps,${index}`));
  const steps = places.slice(1).map((place, index) => Math.abs(place - (places[index] ?? 0)));
  // The mean distance of two random places is a third.
  expect(steps.reduce((a, b) => a + b) / steps.length).toBeGreaterThan(20);
});
