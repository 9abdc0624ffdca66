import { expect, test } from 'vitest';
import type { Journey, Route } from './journey.ts';
import { makeResponse } from './response.ts';
import { saidOn } from './said.ts';
import { sampleChoice as choice, sampleRoute, sampleText as text } from './sample-route.ts';
import { sampleFacts } from './samples.ts';

const route = sampleRoute([choice('a'), text('b', { a: 'a' }), 'intent'], {
  contact: 'negative',
  reasons: 'price|other',
  reasonsPositive: 'speed=Speed|price',
});
const full: Journey = {
  score: 3,
  comment: ' Slow. ',
  reasons: ['other', 'price'],
  reasonOther: ' Colour ',
  contactAllowed: true,
  contactEmail: ' a@b.example ',
  answers: { a: 'a', b: ' because ', intent: { again: 5, renew: 'na' } },
};

/** What of a journey is in the response. */
const said = (journey: Journey, on: Route = route): object => {
  const known = new Set(Object.keys(makeResponse(sampleFacts(), { revision: 1, outcome: 'answered', score: 3 })));
  const response = makeResponse(sampleFacts(), {
    revision: 1,
    outcome: 'answered',
    score: journey.score,
    ...saidOn(on, journey),
  });
  return Object.fromEntries(Object.entries(response).filter(([key]) => !known.has(key)));
};

test('is what the visitor has given, in the shapes of the response', () => {
  expect(said(full)).toEqual({
    comment: 'Slow.',
    // In the order in which they stand.
    reasons: ['price', 'other'],
    reasonOther: 'Colour',
    contactAllowed: true,
    contactEmail: 'a@b.example',
    answers: { a: 'a', b: 'because', intent: { again: 5, renew: 'na' } },
  });
});

test('is nothing where nothing was given', () => {
  expect(said({ score: 3, comment: ' ', reasons: [], reasonOther: '', contactEmail: '', answers: {} })).toEqual({});
});

test('is nothing before a score', () => expect(saidOn(route, { ...full, score: undefined })).toEqual({}));

test.each<[about: string, more: Journey, missing: readonly string[]]>([
  ['no answer to a step that does not apply any more', { answers: { a: 'b', b: 'x' } }, ['answers.b']],
  ['no answer that the step does not take', { answers: { a: 'x' } }, ['answers']],
  [
    'no reasons that this score is not asked for, and no text of theirs',
    { score: 9 },
    ['reasonOther', 'contactAllowed'],
  ],
  ['no text of a reason that was taken back', { reasons: ['price'] }, ['reasonOther']],
  ['no address that is none', { contactEmail: 'a@b' }, ['contactEmail']],
  ['no address of somebody who wants no contact', { contactAllowed: false }, ['contactEmail']],
  ['no address of somebody who did not decide', { contactAllowed: undefined }, ['contactEmail', 'contactAllowed']],
  ['no contact of a segment that is not asked', { score: 7 }, ['contactEmail', 'contactAllowed']],
])('holds %s', (_, more, missing) => {
  for (const path of missing) expect(said({ ...full, ...more })).not.toHaveProperty(path);
});

test('holds the reasons that both lists have, when the score changes sides', () => {
  expect(said({ ...full, score: 9 })).toMatchObject({ reasons: ['price'] });
});

test('says that contact is refused', () => {
  expect(said({ ...full, contactAllowed: false })).toMatchObject({ contactAllowed: false });
});

test('holds no address that is known from elsewhere', () => {
  const known = sampleRoute([], { contact: 'always', hasEmail: true });
  expect(said(full, known)).toMatchObject({ contactAllowed: true });
  expect(said(full, known)).not.toHaveProperty('contactEmail');
});
