import { expect, test } from 'vitest';
import type { Answer } from './response.ts';
import { answerTo, entryOf, isAnswerTo, orderOf, pick, rate, shift, withAnswer } from './step-answer.ts';
import type { Step } from './steps.ts';

const common = { id: 's', question: '?', when: [] } as const;
const options = ['a', 'b', 'c'].map((id) => ({ id, label: id }));
const scale = { min: 1, max: 5 };
const steps = {
  text: { ...common, ask: 'text' },
  choice: { ...common, ask: 'choice', options },
  choices: { ...common, ask: 'choices', options: [...options, { id: 'declined', label: 'Rather not' }] },
  rank: { ...common, ask: 'rank', options },
  rating: { ...common, ask: 'rating', scale: { min: 0, max: 10 } },
  battery: { ...common, ask: 'battery', options, scale },
} satisfies Record<string, Step>;

test.each<[ask: keyof typeof steps, answers: readonly unknown[]]>([
  ['text', ['x', ' x ', 'x'.repeat(2_000)]],
  ['choice', ['a', 'c']],
  ['choices', [['a'], ['c', 'a'], ['a', 'b', 'c'], 'declined']],
  ['rank', [['b'], ['c', 'a', 'b']]],
  ['rating', [0, 5, 10]],
  ['battery', [{ a: 1 }, { a: 5, b: 'na', c: 3 }]],
])('a %s takes what it offers', (ask, answers) => {
  for (const answer of answers) expect([answer, isAnswerTo(steps[ask], answer)]).toEqual([answer, true]);
});

const never: readonly unknown[] = [undefined, null, true, {}, [], '', NaN, Infinity, [[]], () => 1, Symbol('x')];

test.each<[ask: keyof typeof steps, answers: readonly unknown[]]>([
  ['text', [' \n', 'x'.repeat(2_001), 5, ['x']]],
  ['choice', ['d', 'toString', ['a'], 'declined', 1]],
  ['choices', ['a', ['d'], ['a', 'a'], ['a', 'declined'], ['declined'], { a: 1 }]],
  ['rank', ['a', ['a', 'a'], ['d'], 'declined']],
  ['rating', [-1, 11, 2.5, '5', [5]]],
  ['battery', [{ a: 0 }, { a: 6 }, { a: 'none' }, { d: 1 }, { a: 1, d: 1 }, { a: '1' }, ['a'], 'a', 3]],
])('a %s takes nothing else', (ask, answers) => {
  for (const answer of [...never, ...answers])
    expect([answer, isAnswerTo(steps[ask], answer)]).toEqual([answer, false]);
});

test('finds the answer to a step, and none that the step does not take', () => {
  expect(answerTo(steps.choice, { s: 'a', t: 'b' })).toBe('a');
  expect(answerTo(steps.choice, { s: 'd' })).toBeUndefined();
  expect(answerTo(steps.choice, { t: 'a' })).toBeUndefined();
  expect(answerTo(steps.choice)).toBeUndefined();
  expect(entryOf(steps.choice, { s: 'd' })).toBe('d');
});

test('takes what every object has for no answer', () => {
  expect(entryOf({ ...steps.text, id: 'constructor' }, {})).toBeUndefined();
});

test('puts an answer among the others, in place of the one before, and takes it back', () => {
  expect(withAnswer(steps.choice, { s: 'a', t: 1 }, 'b')).toEqual({ s: 'b', t: 1 });
  expect(withAnswer(steps.choice, undefined, 'b')).toEqual({ s: 'b' });
  expect(withAnswer(steps.choice, { s: 'a', t: 1 }, undefined)).toEqual({ t: 1 });
});

test.each<[about: string, answer: Answer | undefined, id: string, picked: Answer | undefined]>([
  ['the first one', undefined, 'a', ['a']],
  ['a further one behind the others', ['b'], 'a', ['b', 'a']],
  ['one that was picked, which gives it back', ['b', 'a'], 'b', ['a']],
  ['the last one back', ['b'], 'b', undefined],
  ['that one would rather not say, which stands alone', ['b'], 'declined', 'declined'],
  ['that one would rather not say, a second time', 'declined', 'declined', undefined],
  ['one instead of rather not saying', 'declined', 'a', ['a']],
])('picks %s', (_, answer, id, picked) => expect(pick(answer, id)).toEqual(picked));

test('rates one row after the other, and one anew', () => {
  expect(rate(undefined, 'a', 5)).toEqual({ a: 5 });
  expect(rate({ a: 5 }, 'b', 'na')).toEqual({ a: 5, b: 'na' });
  expect(rate({ a: 5, b: 'na' }, 'a', 1)).toEqual({ a: 1, b: 'na' });
});

test('rates a row of any name in the answer itself', () => {
  expect(Object.entries(rate(undefined, '__proto__', 5))).toEqual([['__proto__', 5]]);
});

test('orders what is not ranked yet behind what is, as it stands', () => {
  expect(orderOf(options, undefined)).toEqual(['a', 'b', 'c']);
  expect(orderOf(options, ['c'])).toEqual(['c', 'a', 'b']);
  expect(orderOf([...options, { id: 'declined', label: '' }], 'declined')).toEqual(['a', 'b', 'c']);
});

test.each<[about: string, answer: Answer | undefined, id: string, by: -1 | 1, order: readonly string[]]>([
  ['up', ['a', 'b', 'c'], 'c', -1, ['a', 'c', 'b']],
  ['down', ['a', 'b', 'c'], 'a', 1, ['b', 'a', 'c']],
  ['no further than the top', ['a', 'b', 'c'], 'a', -1, ['a', 'b', 'c']],
  ['no further than the bottom', ['a', 'b', 'c'], 'c', 1, ['a', 'b', 'c']],
  ['where nothing was ranked yet', undefined, 'b', -1, ['b', 'a', 'c']],
])('moves an option %s', (_, answer, id, by, order) => {
  const moved = shift(options, answer, id, by);
  expect(moved).toEqual(order);
  expect(isAnswerTo(steps.rank, moved)).toBe(true);
});
