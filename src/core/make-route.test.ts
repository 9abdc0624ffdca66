import { expect, test } from 'vitest';
import { makeRoute, type AfterScore } from './make-route.ts';
import type { Problem } from './problem.ts';
import { hostile } from './sample-hostile.ts';
import { sampleText as text } from './sample-route.ts';

function read(settings: Partial<AfterScore>, { isPopUp = true, traits = {} } = {}) {
  const problems: Problem[] = [];
  const facts = { kind: 'csat', max: 5, traits } as const;
  const route = makeRoute({ survey: 'visit', ...settings }, facts, isPopUp, (...problem) => problems.push(problem));
  return { route, problems };
}
const reasons = (settings: Partial<AfterScore>) =>
  Object.fromEntries(
    Object.entries(read(settings).route.reasons).map(([segment, options]) => [
      segment,
      options.map(({ id }) => id).join(),
    ]),
  );

test('asks for nothing where nothing is set', () => {
  expect(read({})).toEqual({
    route: {
      kind: 'csat',
      max: 5,
      steps: [],
      contact: 'off',
      hasEmail: false,
      reasons: { negative: [], neutral: [], positive: [] },
    },
    problems: [],
  });
});

test('offers the reasons of the segment, else those for all', () => {
  expect(reasons({ reasons: 'a|b', reasonsPositive: ['c'] })).toEqual({
    negative: 'a,b',
    neutral: 'a,b',
    positive: 'c',
  });
  expect(reasons({ reasonsNegative: 'a' })).toEqual({ negative: 'a', neutral: '', positive: '' });
});

test('reports reasons that are not allowed once, and offers those for all in their place', () => {
  expect(reasons({ reasons: 'a', reasonsNeutral: 'b|b' })).toEqual({ negative: 'a', neutral: 'a', positive: 'a' });
  expect(read({ reasons: 'a|a', reasonsNeutral: [5] }).problems).toEqual([
    ['value', 'reasons', 'a|a', true, undefined],
    ['value', 'reasonsNeutral', [5], false, undefined],
  ]);
});

test('reports what is wrong with steps, and with which survey', () => {
  const { route, problems } = read({ steps: ['emotions', 'emotion'] });
  expect(route.steps.map(({ id }) => id)).toEqual(['emotion']);
  expect(problems).toEqual([['step', 'visit', 'steps[0]', 'emotions', 'step']]);
});

test('reports more than three steps in a pop-up, and asks them all', () => {
  const steps = ['a', 'b', 'c', 'd'].map((id) => text(id));
  const { route, problems } = read({ steps });
  expect([route.steps.length, problems]).toEqual([4, [['manySteps', 4]]]);
  expect(read({ steps: steps.slice(1) }).problems).toEqual([]);
  expect(read({ steps }, { isPopUp: false }).problems).toEqual([]);
});

test('knows the address of a visitor by the trait email', () => {
  expect(read({ contact: 'always' }, { traits: { email: 'a@b.example' } }).route).toMatchObject({
    contact: 'always',
    hasEmail: true,
  });
  expect(read({}, { traits: { email: '' } }).route.hasEmail).toBe(false);
});

test('stumbles over nothing that a page hands over', () => {
  for (const make of Object.values(hostile)) {
    const { route } = read({ steps: make(), reasons: make(), reasonsNegative: make() });
    expect(Array.isArray(route.steps)).toBe(true);
  }
});
