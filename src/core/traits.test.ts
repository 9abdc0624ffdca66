import { expect, test, vi } from 'vitest';
import { parseTraits } from './traits.ts';

function parse(raw: unknown) {
  const onProblem = vi.fn<() => void>();
  return { traits: parseTraits(raw, onProblem), problems: onProblem.mock.calls.length };
}

test('keeps texts, numbers, true and false', () => {
  const traits = { plan: 'pro', seats: 0, ratio: -1.5, trial: false, paid: true };
  expect(parse(traits)).toEqual({ traits, problems: 0 });
});

test('has none when none are given', () => {
  expect(parse(undefined)).toEqual({ traits: {}, problems: 0 });
  expect(parse(null)).toEqual({ traits: {}, problems: 0 });
});

test.each([[{}], [[1]], [null], [undefined], [''], [NaN], [Infinity], [() => 1], [Symbol('x')]])(
  'leaves out %o and says so once',
  (value) => expect(parse({ bad: value, good: 'x', worse: value })).toEqual({ traits: { good: 'x' }, problems: 1 }),
);

test.each([['a text'], [7], [true]])('sends nothing of %o, which is no object, and says so', (raw) =>
  expect(parse(raw)).toEqual({ traits: {}, problems: 1 }),
);

test('sends nothing of what throws when it is read, and says so', () => {
  const evil = {
    plan: 'pro',
    get bad(): string {
      throw new Error('evil');
    },
  };
  expect(parse(evil)).toEqual({ traits: {}, problems: 1 });
});

test('cuts texts to 200 characters', () => {
  expect(parse({ long: 'x'.repeat(201) }).traits).toEqual({ long: 'x'.repeat(200) });
});

test('keeps the first 20 and says that there were more', () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`t${index}`, index]));
  const { traits, problems } = parse(many);
  expect(Object.keys(traits)).toEqual(Array.from({ length: 20 }, (_, index) => `t${index}`));
  expect(problems).toBe(1);
});

test('takes a trait named __proto__ for a trait', () => {
  const { traits } = parse(JSON.parse('{"__proto__":"x","a":1}'));
  expect(Object.entries(traits)).toEqual([
    ['__proto__', 'x'],
    ['a', 1],
  ]);
  expect(Object.getPrototypeOf(traits)).toBe(Object.prototype);
});
