import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomes as allOutcomes } from '../core/response.ts';
import { ratesOf } from './rates.ts';

fc.configureGlobal({ seed: 20261123 });

const outcomes = { shown: 10, scored: 15, answered: 35, dismissed: 80, later: 20, never: 10, ignored: 30 };

test('counts each prompt once: answered and dismissed of shown, comments of answered', () => {
  const { shown, answered, response, dismissal, comment } = ratesOf(outcomes, 20);
  expect({ shown, answered }).toEqual({ shown: 200, answered: 50 });
  expect(response).toMatchObject({ count: 50, n: 200, percent: 25 });
  expect(dismissal).toMatchObject({ count: 90, n: 200, percent: 45 });
  expect(comment).toMatchObject({ count: 20, n: 50, percent: 40 });
});

test('gives rates the Wilson interval', () => {
  const { response } = ratesOf({ answered: 45, dismissed: 15 });
  expect(response?.interval?.low).toBeCloseTo(62.77, 2);
  expect(response?.interval?.high).toBeCloseTo(84.22, 2);
});

test('gives no rate of nothing', () => {
  expect(ratesOf({}, 0)).toEqual({ shown: 0, answered: 0 });
  expect(ratesOf({ dismissed: 3 }, 0)).toMatchObject({ response: { percent: 0 }, dismissal: { percent: 100 } });
  expect(ratesOf({ dismissed: 3 }, 0)).not.toHaveProperty('comment');
});

test('makes up no response rate of 100 % where only answers are reported', () => {
  const rates = ratesOf({ scored: 5, answered: 40 }, 9);
  expect(rates).not.toHaveProperty('response');
  expect(rates).not.toHaveProperty('dismissal');
  expect(rates.comment).toMatchObject({ percent: 20 });
});

test('gives no comment rate where it was not said how many comments there are', () => {
  expect(ratesOf(outcomes)).not.toHaveProperty('comment');
});

test('refuses what counts nothing, by its name', () => {
  expect(() => ratesOf({ never: -1 })).toThrow(
    new RangeError('outcomes.never must be a whole number from 0 on, not -1'),
  );
  expect(() => ratesOf({ answered: Number.NaN })).toThrow('outcomes.answered must be a whole number');
  expect(() => ratesOf(outcomes, 0.5)).toThrow('comments must be a whole number from 0 on, not 0.5');
  expect(() => ratesOf(outcomes, 51)).toThrow(new RangeError('comments must be a number from 0 to 50, not 51'));
});

test('never has more than all answered or dismissed', () => {
  const counts = fc.record(Object.fromEntries(allOutcomes.map((outcome) => [outcome, fc.nat(50)])));
  fc.assert(
    fc.property(counts, (counts) => {
      const { shown, answered, response, dismissal } = ratesOf(counts);
      expect(shown).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
      expect(answered).toBeLessThanOrEqual(shown);
      if (response && dismissal) expect(response.percent! + dismissal.percent!).toBeLessThanOrEqual(100 + 1e-9);
    }),
  );
});
