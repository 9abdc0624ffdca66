import { expect, test } from 'vitest';
import { displayOf } from './display.ts';

test.each([
  ['a dash without answers', 'dash', [0]],
  ['counts only up to 4', 'counts', [1, 4]],
  ['a score that is called too few up to 9', 'few', [5, 9]],
  ['a score with its range up to 29', 'range', [10, 29]],
  ['anything from 30 on', 'normal', [30, 1_000_000]],
] as const)('shows %s', (_, display, numbers) => {
  for (const n of numbers) expect(displayOf(n)).toBe(display);
});

test('refuses a number that counts nothing', () => {
  for (const n of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => displayOf(n)).toThrow(new RangeError(`n must be a whole number from 0 on, not ${n}`));
});
