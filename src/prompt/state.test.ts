import { expect, test } from 'vitest';
import { initialState, reduce } from './state.ts';

test('begins with the question, no score and nothing to say', () => {
  expect(initialState).toEqual({ status: '' });
});

test('changes what an action names and nothing else', () => {
  const typed = reduce(initialState, { comment: 'Fast.' });
  expect(reduce(typed, { score: 0, wrong: undefined })).toEqual({ ...initialState, comment: 'Fast.', score: 0 });
  expect(initialState).toEqual({ status: '' });
});

test('lets the score be changed', () => {
  expect(reduce(reduce(initialState, { score: 9 }), { score: 0 }).score).toBe(0);
});

test('changes nothing any more once the closing words stand', () => {
  const done = reduce(reduce(initialState, { score: 9 }), { isDone: true, status: 'Thank you' });
  expect(reduce(done, { score: 1, status: 'Short survey', isDone: false })).toBe(done);
});

test('tells how the answer fares once the closing words stand', () => {
  const done = reduce(reduce(initialState, { score: 9 }), { isDone: true, status: 'Thank you', delivery: 'sending' });
  expect(reduce(done, { delivery: 'saved', status: 'Thank you' })).toEqual({ ...done, delivery: 'saved' });
  expect(reduce(reduce(done, { delivery: 'kept', status: 'Later' }), { wrong: 'score' })).toEqual({
    ...done,
    delivery: 'kept',
    status: 'Later',
  });
});
