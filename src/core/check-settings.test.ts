import { expect, test } from 'vitest';
import { checkSettings } from './check-settings.ts';
import type { Problem } from './problem.ts';
import { sampleEndpoint as endpoint } from './samples.ts';

function problemsOf(tag: Readonly<Record<string, unknown>>, json: unknown = {}): Problem[] {
  const problems: Problem[] = [];
  const whole = { endpoint, survey: 'csat', ...tag };
  checkSettings(whole, json, endpoint, 'acme.example', (...problem) => problems.push(problem));
  return problems;
}

test('finds nothing wrong with good settings of every part', () => {
  const steps = ['emotion', { id: 'more', ask: 'text', question: 'What else?' }];
  const json = { contact: 'always', reasons: ['Price'], steps, strings: { send: 'Go' }, scale: 7, sample: '5%' };
  expect(problemsOf({ locale: 'de', accent: 'red', delay: '2s' }, json)).toEqual([]);
});

test('finds bad values of settings that are put off', () => {
  expect(problemsOf({ theme: 'pink', contact: 'yes', reasons: '|', link: 'javascript:x' })).toEqual([
    ['value', 'theme', 'pink', true, 'auto'],
    ['value', 'reasons', '|', true, undefined],
    ['value', 'contact', 'yes', true, 'off'],
    ['value', 'link', 'javascript:x', true, undefined],
  ]);
});

test('finds names that are none, near ones only on a tag', () => {
  expect(problemsOf({ accet: 'red', thermometer: '3' }, { thermometer: 3 })).toEqual([
    ['unknown', 'accet', true, 'accent'],
    ['unknown', 'thermometer', false, undefined],
  ]);
});

test('finds texts that no prompt has', () => {
  const strings = { sent_: 'Gone', npsQuestion: 'Well?', npsPoints: 'low' };
  expect(problemsOf({}, { strings })).toEqual([
    ['unknown', 'strings.sent_', false, 'sent'],
    ['unknown', 'strings.npsPoints', false, undefined],
  ]);
});

test('finds steps that are not allowed, and too many of them for a pop-up', () => {
  const steps = [{ id: 'more', ask: 'say', question: 'What else?' }, 'value', 'intent', 'emotion'];
  const wrong: Problem = ['step', 'csat', 'steps[0].ask', 'say', 'ask'];
  expect(problemsOf({}, { steps })).toEqual([wrong, ['manySteps', 4]]);
  expect(problemsOf({ position: 'inline' }, { steps })).toEqual([wrong]);
});

test('finds a scale that the kind has not, in each survey by itself', () => {
  expect(problemsOf({ scale: '3' })).toEqual([]);
  const surveys = [{ survey: 'ces', scale: 3 }, { survey: 'nps', scale: 5 }, { survey: 'csat' }];
  expect(problemsOf({}, { surveys })).toEqual([
    ['scale', 'ces', 3],
    ['scale', 'nps', 5],
  ]);
});

test('finds bad traits', () => {
  expect(problemsOf({}, { traits: { list: [] } })).toEqual([['traits']]);
});
