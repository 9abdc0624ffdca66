import { expect, test } from 'vitest';
import { move, pathOf, segmentAt, stageOf, stepAt, type Journey, type Route, type Way } from './journey.ts';
import { sampleChoice as choice, sampleRoute as route, sampleText as text } from './sample-route.ts';

/** Where it is: a step's id, `score` or `end`. */
const placeOf = (on: Route, journey: Journey): string =>
  journey.isDone ? 'end' : (stepAt(on, journey)?.id ?? 'score');

/** The places of a journey that goes these ways, one after the other. */
function places(on: Route, journey: Journey, ...ways: readonly Way[]): readonly string[] {
  let now = journey;
  return ways.map((way) => {
    now = move(on, now, way);
    return placeOf(on, now);
  });
}
const idsOf = (on: Route, journey: Journey): string =>
  pathOf(on, journey)
    .map(({ id }) => id)
    .join();

test('leads from the score over every step to the closing words', () => {
  expect(places(route([text('a'), text('b')]), { score: 9 }, 'next', 'next', 'next')).toEqual(['a', 'b', 'end']);
});

test('leads straight to the closing words where there are no steps', () => {
  expect(places(route([]), { score: 9 }, 'next')).toEqual(['end']);
});

test('leads back over the same steps to the score, and no further', () => {
  expect(places(route([text('a'), text('b')]), { score: 9, step: 'b' }, 'back', 'back', 'back')).toEqual([
    'a',
    'score',
    'score',
  ]);
});

test('does not leave the score without one, and says so until it is chosen', () => {
  const on = route([text('a')]);
  const stuck = move(on, {}, 'next');
  expect([placeOf(on, stuck), stuck.wrong]).toEqual(['score', 'score']);
  const moved = move(on, { ...stuck, score: 0 }, 'next');
  expect([placeOf(on, moved), moved.wrong]).toEqual(['a', undefined]);
  expect(move(on, {}, 'skip').wrong).toBe('score');
  expect(move(on, {}, 'back').wrong).toBeUndefined();
});

test.each<[about: string, journey: Journey, wrong: string | undefined]>([
  ['an address that is none', { contactAllowed: true, contactEmail: 'a@b' }, 'email'],
  ['no address', { contactAllowed: true }, 'email'],
  ['a plausible address', { contactAllowed: true, contactEmail: ' a@b.example ' }, undefined],
  [
    'an address that is none of somebody who wants no contact',
    { contactAllowed: false, contactEmail: 'a@b' },
    undefined,
  ],
  ['an address that is none of somebody who did not decide', { contactEmail: 'a@b' }, undefined],
])('asks for an address only where one is missing: %s', (_, journey, wrong) => {
  const asked = route([], { contact: 'negative' });
  expect(move(asked, { ...journey, score: 3 }, 'next')).toMatchObject(wrong ? { wrong } : { isDone: true });
  // Nobody may be held up by a field that is not there.
  expect(move(asked, { ...journey, score: 9 }, 'next')).toMatchObject({ isDone: true, wrong: undefined });
  const known = route([], { contact: 'always', hasEmail: true });
  expect(move(known, { ...journey, score: 3 }, 'next')).toMatchObject({ isDone: true, wrong: undefined });
});

test('stays at the closing words', () => {
  const done = { score: 9, isDone: true };
  for (const way of ['next', 'skip', 'back'] as const) expect(move(route([text('a')]), done, way)).toBe(done);
});

test('keeps everything that was given, on the way and back', () => {
  const on = route([text('a'), text('b')]);
  const given = { score: 9, comment: 'Fast.', reasons: ['x'], answers: { a: 'A', b: 'B' }, status: 'not its own' };
  for (const way of ['next', 'back'] as const) expect(move(on, { ...given, step: 'b' }, way)).toMatchObject(given);
});

test('drops the answer of a step that is skipped, and no other', () => {
  const on = route([choice('a'), text('b')]);
  const journey = move(on, { score: 9, step: 'a', answers: { a: 'a', b: 'B' } }, 'skip');
  expect([placeOf(on, journey), journey.answers]).toEqual(['b', { b: 'B' }]);
});

test('skips what hangs on the skipped answer', () => {
  const on = route([choice('a'), text('b', { a: 'a' }), text('c')]);
  expect(places(on, { score: 9, step: 'a', answers: { a: 'a' } }, 'skip')).toEqual(['c']);
});

const branches = route([
  text('low', { segment: 'negative' }),
  text('nine', { score: 9 }),
  choice('pick', {}, 'choice'),
  text('a', { pick: 'a' }),
  text('notC', { pick: ['a', 'b'], segment: ['neutral', 'positive'] }),
  choice('some', {}, 'choices'),
  text('someA', { some: 'a' }),
  choice('order', {}, 'rank'),
  text('firstA', { order: 'a' }),
  { id: 'points', ask: 'rating', question: '?' },
  text('few', { points: [1, 2] }),
]);

test.each<[about: string, journey: Journey, ids: string]>([
  ['nothing', {}, 'pick,some,order,points'],
  ['a negative score', { score: 3 }, 'low,pick,some,order,points'],
  ['a score of its own', { score: 9 }, 'nine,pick,some,order,points'],
  ['a choice', { score: 9, answers: { pick: 'a' } }, 'nine,pick,a,notC,some,order,points'],
  ['another choice', { score: 9, answers: { pick: 'c' } }, 'nine,pick,some,order,points'],
  ['a choice where two things must hold', { score: 3, answers: { pick: 'a' } }, 'low,pick,a,some,order,points'],
  ['one of the choices', { answers: { some: ['c', 'a'] } }, 'pick,some,someA,order,points'],
  ['other choices', { answers: { some: ['c'] } }, 'pick,some,order,points'],
  ['what is ranked first', { answers: { order: ['a', 'b'] } }, 'pick,some,order,firstA,points'],
  ['what is ranked second', { answers: { order: ['b', 'a'] } }, 'pick,some,order,points'],
  ['a point', { answers: { points: 2 } }, 'pick,some,order,points,few'],
  ['another point', { answers: { points: 3 } }, 'pick,some,order,points'],
  ['an answer that the step does not take', { answers: { pick: 'x', points: '2' } }, 'pick,some,order,points'],
])('asks by %s', (_, journey, ids) => expect(idsOf(branches, journey)).toBe(ids));

const chain = route([choice('a'), choice('b', { a: 'a' }), text('c', { b: 'a' })]);

test('asks nothing that hangs on an answer to a step which does not apply any more', () => {
  expect(idsOf(chain, { score: 9, answers: { a: 'a', b: 'a' } })).toBe('a,b,c');
  expect(idsOf(chain, { score: 9, answers: { a: 'b', b: 'a' } })).toBe('a');
});

test('stands at the score again where the step does not apply any more, or is not there', () => {
  expect(placeOf(chain, { score: 9, step: 'c', answers: { a: 'b', b: 'a' } })).toBe('score');
  expect(placeOf(chain, { score: 9, step: 'gone' })).toBe('score');
  expect(places(chain, { score: 9, step: 'gone' }, 'next')).toEqual(['a']);
});

test('asks for a wish to say nothing as for any answer', () => {
  const on = route(['emotion', text('why', { emotion: 'declined' })]);
  expect(idsOf(on, { answers: { emotion: 'declined' } })).toBe('emotion,why');
  expect(idsOf(on, { answers: { emotion: ['happy'] } })).toBe('emotion');
});

test('tells the segment of the score, and none without one', () => {
  expect([3, 7, 9].map((score) => segmentAt(chain, { score }))).toEqual(['negative', 'neutral', 'positive']);
  expect(segmentAt(chain, {})).toBeUndefined();
});

const three = route([text('a'), text('b'), text('c')]);

test('counts the score and the steps, from three steps on', () => {
  expect(stageOf(three, { score: 9 })).toEqual({ at: 1, of: 4, isExact: true });
  expect(stageOf(three, { score: 9, step: 'a' })).toEqual({ at: 2, of: 4, isExact: true });
  expect(stageOf(three, { score: 9, step: 'c' })).toEqual({ at: 4, of: 4, isExact: true });
  expect(stageOf(route([text('a'), text('b')]), { score: 9, step: 'a' })).toBeUndefined();
});

test('counts only steps that this score can lead to', () => {
  const on = route([text('a'), text('b', { segment: 'positive' }), text('c'), text('d', { score: [0, 6] })]);
  expect(stageOf(on, { score: 9, step: 'a' })).toEqual({ at: 2, of: 4, isExact: true });
  expect(stageOf(on, { score: 8, step: 'a' })).toBeUndefined();
  // Any score may come yet.
  expect(stageOf(on, {})).toEqual({ at: 1, of: 5, isExact: false });
});

const open = route([choice('a'), text('b', { a: 'a' }), text('c', { a: ['a', 'b'] }), text('d')]);

test.each<[about: string, journey: Journey, stage: object]>([
  ['before the answer', { step: 'a' }, { at: 2, of: 5, isExact: false }],
  ['at the answer that leads on', { step: 'a', answers: { a: 'a' } }, { at: 2, of: 5, isExact: true }],
  ['at one that leads past a step', { step: 'a', answers: { a: 'b' } }, { at: 2, of: 4, isExact: true }],
  ['at one that leads past both', { step: 'a', answers: { a: 'c' } }, { at: 2, of: 3, isExact: true }],
  ['behind a question that was skipped', { step: 'd' }, { at: 3, of: 3, isExact: true }],
  ['behind one that was answered', { step: 'd', answers: { a: 'b' } }, { at: 4, of: 4, isExact: true }],
])('names the most places that there may be: %s', (_, journey, stage) => {
  expect(stageOf(open, { score: 9, ...journey })).toEqual(stage);
});

test('is not sure of what hangs on a step that is not sure', () => {
  const on = route([choice('a'), choice('b', { a: 'a' }), text('c', { b: 'a' })]);
  const answers = { b: 'a' };
  expect(stageOf(on, { score: 9, step: 'a', answers })).toEqual({ at: 2, of: 4, isExact: false });
  // What does not apply cannot be answered any more.
  const other = { a: 'b' };
  expect(stageOf(on, { score: 9, step: 'a', answers: other })).toEqual({ at: 2, of: 2, isExact: true });
});
