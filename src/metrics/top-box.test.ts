import { expect, test } from 'vitest';
import { csatOf } from './csat.ts';
import { from } from './sample-counts.ts';
import { topBoxOf } from './top-box.ts';

const seven = from(1, 1, 2, 4, 8, 15, 40, 30);

test('gives the top three of seven points of vector C2', () => {
  const { count, n, percent, interval } = topBoxOf('csat', 7, seven, 3);
  expect({ count, n, percent }).toEqual({ count: 85, n: 100, percent: 85 });
  expect(interval?.low).toBeCloseTo(76.72, 2);
  expect(interval?.high).toBeCloseTo(90.69, 2);
});

test('takes the highest point alone if nothing else is said', () => {
  expect(topBoxOf('csat', 7, seven).percent).toBe(30);
  expect(topBoxOf('csat', 5, {}, 1)).toEqual({ count: 0, n: 0 });
});

test('is the CSAT itself with the boxes that count there', () => {
  expect(topBoxOf('csat', 7, seven, 2)).toMatchObject({
    percent: csatOf(7, seven).score,
    interval: csatOf(7, seven).interval,
  });
});

test('takes all answers with all boxes of a scale that begins with 0', () => {
  expect(topBoxOf('nps', 10, { 0: 3, 10: 1 }, 11).percent).toBe(100);
});

test('refuses boxes that the scale does not have', () => {
  expect(() => topBoxOf('csat', 5, {}, 6)).toThrow(new RangeError('boxes must be a number from 1 to 5, not 6'));
  expect(() => topBoxOf('csat', 5, {}, 0)).toThrow(new RangeError('boxes must be a number from 1 to 5, not 0'));
  expect(() => topBoxOf('csat', 5, {}, 1.5)).toThrow(new RangeError('boxes must be a whole number from 0 on, not 1.5'));
});
