import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOf, maxBodyBytes } from './body.ts';
import { move, pathOf, segmentAt, stageOf, stepAt, type Journey, type Route, type Way } from './journey.ts';
import { makeRoute } from './make-route.ts';
import { parseResponse } from './parse-response.ts';
import { readyNames } from './ready-texts.ts';
import { makeResponse, maxComment, outcomes, type Answer } from './response.ts';
import { sampleAt, sampleFacts } from './samples.ts';
import { saidOn } from './said.ts';
import { answerTo, pick, rate, withAnswer } from './step-answer.ts';
import type { Step } from './steps.ts';
import { textBytesOf } from './text-bytes.ts';
import { fitText, maxTextBytes } from './text-room.ts';

fc.configureGlobal({ seed: 20261121 });

const ids = ['a', 'b', 'c', 'd', 'e', 'constructor', 'x'.repeat(100)] as const;
const optionIds = ['a', 'b', 'declined', '語'.repeat(20), '__proto__', 'x'.repeat(100)];
const options = fc.uniqueArray(fc.constantFrom(...optionIds), { minLength: 2 });
const values = fc.oneof(fc.constantFrom(...optionIds), fc.integer({ min: 1, max: 5 }));
const when = fc.oneof(
  fc.constant({}),
  fc.record({ segment: fc.constantFrom('negative', 'neutral', 'positive') }),
  fc.record({ score: fc.constantFrom(0, 9, [0, 6], [5, 10]) }),
  fc.dictionary(
    fc.constantFrom(...ids, 'compare'),
    fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 })),
    {
      maxKeys: 2,
    },
  ),
);
const common = { id: fc.constantFrom(...ids), question: fc.constant('?'), when };
const entry = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<unknown>(...readyNames) },
  {
    weight: 4,
    arbitrary: fc.oneof(
      fc.record({ ...common, ask: fc.constant('text') }),
      fc.record({ ...common, ask: fc.constantFrom('choice', 'choices', 'rank', 'battery'), options }),
      fc.record({ ...common, ask: fc.constant('rating'), options: fc.constantFrom(undefined, { min: 0, max: 10 }) }),
    ),
  },
);

/** Any survey; what does not fit together in it is left out of it. */
const anyRoute: fc.Arbitrary<Route> = fc
  .record({
    steps: fc.array(entry, { maxLength: 12, size: 'max' }),
    reasons: fc.option(options, { nil: undefined }),
    reasonsNegative: fc.constantFrom(undefined, 'other|a'),
    contact: fc.constantFrom('off', 'negative', 'always'),
    email: fc.constantFrom('', 'a@b.example'),
  })
  .map(({ email, ...settings }) =>
    makeRoute({ survey: 'nps', ...settings }, { kind: 'nps', max: 10, traits: { email } }, false, () => {}),
  );

/** What a visitor does next; `n` picks what there is to pick. */
interface Deed {
  readonly does: 'score' | 'fill' | 'answer' | Way;
  readonly n: number;
  readonly text: string;
}
const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    does: fc.constantFrom(
      'score',
      'score',
      'fill',
      'answer',
      'answer',
      'answer',
      'next',
      'next',
      'next',
      'skip',
      'back',
    ),
    n: fc.nat(1_000),
    text: fc.constantFrom(
      '',
      ' ',
      'why',
      'why',
      'a@b.example',
      'a@b.example',
      '"\n'.repeat(1_500),
      '\0'.repeat(2_500),
      '\uD83D',
    ),
  }),
  { minLength: 8, maxLength: 40, size: 'max' },
);

function answerOf(step: Step, before: Answer | undefined, n: number, text: string): Answer | undefined {
  if (step.ask === 'text') return text || undefined;
  if (step.ask === 'rating') return step.scale.min + (n % (step.scale.max - step.scale.min + 1));
  const { id = '' } = step.options[n % step.options.length] ?? {};
  if (step.ask === 'battery') return rate(before, id, n % 4 ? 1 + (n % step.scale.max) : 'na');
  return step.ask === 'choice' ? id : pick(before, id);
}

/** The journey after a deed that the prompt allows where it stands. */
function act(route: Route, journey: Journey, { does, n, text }: Deed): Journey {
  const step = stepAt(route, journey);
  if (journey.isDone) return journey;
  if (does === 'score') return step ? journey : { ...journey, score: n % 11 };
  if (does === 'answer') {
    if (!step) return journey;
    const before = answerTo(step, journey.answers);
    const typed = typeof before == 'string' && step.ask === 'text' ? before : '';
    const answer = answerOf(step, before, n, fitText(route, journey, typed, text));
    return { ...journey, answers: withAnswer(step, journey.answers, answer) };
  }
  if (does !== 'fill') return move(route, journey, does);
  const segment = segmentAt(route, journey);
  if (step || !segment) return journey;
  const offered = route.reasons[segment];
  const reason = offered[n % (offered.length || 1)]?.id;
  const { comment = '', reasonOther = '', contactEmail = '' } = journey;
  const fill: readonly Journey[] = [
    { comment: fitText(route, journey, comment, text) },
    { reasonOther: fitText(route, journey, reasonOther, text) },
    { contactEmail: fitText(route, journey, contactEmail, text) },
    { contactAllowed: n % 2 === 0 },
    { reasons: reason === undefined ? [] : (pick(journey.reasons, reason) as readonly string[] | undefined) },
  ];
  return { ...journey, ...fill[n % fill.length] };
}

// All that a response cannot do without, as long as it gets, and some of what it can.
const longest = sampleFacts({
  site: 'x'.repeat(253),
  survey: 'x'.repeat(100),
  trigger: `click:${'語'.repeat(190)}`,
  locale: 'x'.repeat(35),
  wording: 'custom-ffffffff',
  shape: 'numbers',
  layout: 'two-rows',
  referrer: `https://${'x'.repeat(253)}:65535`,
  visitor: 'x'.repeat(36),
  user: '語'.repeat(200),
  client: 'earshot/100.100.100',
  token: 'x'.repeat(2_000),
  page: 'x'.repeat(2_000),
  traits: { plan: 'x'.repeat(200) },
});

const placeOf = (route: Route, journey: Journey): unknown => journey.isDone ?? stepAt(route, journey)?.id;

/** Says what stands in the way, and goes on; the number of moves to the closing words. */
function movesToTheEnd(route: Route, journey: Journey): number {
  let now: Journey = { ...journey, score: journey.score ?? 5, contactAllowed: false };
  let moves = 0;
  for (; !now.isDone && moves < 100; moves++) now = move(route, now, 'next');
  return moves;
}

test('whatever a visitor does, every state ends in a response that the collector accepts, and in no dead end', () => {
  let ends = 0;
  let answered = 0;
  fc.assert(
    fc.property(anyRoute, deeds, fc.constantFrom(...outcomes), (route, all, outcome) => {
      let journey: Journey = {};
      for (const deed of all) {
        journey = act(route, journey, deed);
        const { score } = journey;
        const closedAt = sampleAt + 9_000;
        const said = saidOn(route, journey);
        const response = makeResponse(longest, { revision: 1, outcome, score, scoredAt: sampleAt, closedAt, ...said });
        const body = bodyOf({ ...response, sentAt: response.shownAt }) as string;
        // The question gives way in a body that would be too long.
        const received = { question: longest.question, ...(JSON.parse(body) as object) };
        expect(parseResponse(received)).toHaveProperty('response');
        expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(maxBodyBytes);
        const path = pathOf(route, journey);
        for (const id of Object.keys(response.answers ?? {})) expect(path.some((step) => step.id === id)).toBe(true);
        expect(movesToTheEnd(route, journey)).toBeLessThanOrEqual(route.steps.length + 1);
      }
      if (journey.isDone) ends++;
      answered += Object.keys(saidOn(route, journey).answers ?? {}).length;
    }),
    { numRuns: 80 },
  );
  expect(ends).toBeGreaterThan(30);
  expect(answered).toBeGreaterThan(30);
}, 60_000);

test('back and then on leads to where it was, with all that was given', () => {
  let met = 0;
  fc.assert(
    fc.property(anyRoute, deeds, (route, all) => {
      let journey: Journey = {};
      for (const deed of all) {
        journey = act(route, journey, deed);
        const step = stepAt(route, journey);
        if (!step || journey.isDone) continue;
        met++;
        const back = move(route, journey, 'back');
        expect(placeOf(route, back)).not.toBe(step.id);
        expect(move(route, back, 'next')).toEqual(journey);
      }
    }),
    { numRuns: 80 },
  );
  expect(met).toBeGreaterThan(200);
}, 60_000);

test('never promises fewer places than there are, and the exact number where it says so', () => {
  let met = 0;
  fc.assert(
    fc.property(anyRoute, deeds, (route, all) => {
      let journey = all.reduce<Journey>((now, deed) => act(route, now, deed), {});
      if (journey.score === undefined || journey.isDone) return;
      let last = stageOf(route, journey);
      while (last && !journey.isDone) {
        met++;
        const from = last;
        const moved: Journey = move(route, { ...journey, contactAllowed: false }, 'next');
        const stage = stageOf(route, moved);
        if (moved.isDone) expect(from.isExact ? from.of : from.at).toBe(from.at);
        else {
          expect(stage?.at).toBe(from.at + 1);
          expect(stage?.of).toBeLessThanOrEqual(from.of);
          if (from.isExact) expect(stage).toMatchObject({ of: from.of, isExact: true });
          expect(from.of).toBeGreaterThanOrEqual(from.at + 1);
        }
        journey = moved;
        last = stage;
      }
    }),
    { numRuns: 200 },
  );
  expect(met).toBeGreaterThan(100);
}, 60_000);

const many = makeRoute(
  { survey: 'nps', steps: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id, ask: 'text', question: '?' })) },
  { kind: 'nps', max: 10 },
  false,
  () => {},
);
const texts = (answers: Journey['answers'] = {}): number =>
  Object.values(answers).reduce<number>((sum, one) => sum + textBytesOf(one as string), 0);

test('takes 2,000 characters in each text, and 12,000 bytes in all', () => {
  expect([maxComment, maxTextBytes]).toEqual([2_000, 12_000]);
  const typeAll = (text: string): readonly number[] => {
    let answers: Journey['answers'] = {};
    return many.steps.map((step) => {
      const fit = fitText(many, { answers }, '', text);
      answers = withAnswer(step, answers, fit);
      expect(texts(answers)).toBeLessThanOrEqual(maxTextBytes);
      return fit.length;
    });
  };
  expect(typeAll('x'.repeat(3_000))).toEqual([2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 0]);
  expect(typeAll('語'.repeat(3_000))).toEqual([2_000, 2_000, 0, 0, 0, 0, 0]);
  expect(typeAll('x'.repeat(1_900))).toEqual([1_900, 1_900, 1_900, 1_900, 1_900, 1_900, 600]);
});

test('counts the other texts of the response, and not the one that is replaced', () => {
  const journey: Journey = {
    comment: 'x'.repeat(2_000),
    reasonOther: '語'.repeat(2_000),
    contactEmail: 'x'.repeat(254),
    answers: { a: 'x'.repeat(2_000), b: 'x'.repeat(1_700) },
  };
  expect(fitText(many, journey, '', 'x'.repeat(100))).toHaveLength(46);
  expect(fitText(many, journey, 'x'.repeat(1_700), 'x'.repeat(1_900))).toHaveLength(1_746);
});

test('fills a body to its last kilobyte at most, with all that can be said in it', () => {
  const rows = Array.from({ length: 20 }, (_, n) => `${'x'.repeat(98)}${n + 10}`);
  const full = makeRoute(
    {
      survey: 'nps',
      contact: 'always',
      reasons: ['other', ...rows.slice(1)],
      steps: [
        ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id, ask: 'text', question: '?' })),
        { id: 'h', ask: 'battery', question: '?', options: rows },
        { id: 'i', ask: 'choices', question: '?', options: rows },
        ...readyNames.slice(2, 4),
      ],
    },
    { kind: 'nps', max: 10 },
    false,
    () => {},
  );
  const sizes = ['x', '語', '"', '\0', '😀'].map((letter) => {
    let journey: Journey = { score: 0, reasons: ['other', ...rows], contactAllowed: true };
    const fit = (text: string): string => fitText(full, journey, '', text);
    journey = { ...journey, contactEmail: `${'x'.repeat(200)}@acme.example` };
    journey = { ...journey, comment: fit(letter.repeat(3_000)) };
    journey = { ...journey, reasonOther: fit(letter.repeat(3_000)) };
    for (const step of full.steps)
      for (let n = 0; n < ('options' in step && step.ask !== 'choice' ? step.options.length : 1); n++) {
        const before = answerTo(step, journey.answers);
        const answer = answerOf(step, before, n, fit(letter.repeat(3_000)));
        journey = { ...journey, answers: withAnswer(step, journey.answers, answer) };
      }
    const response = makeResponse(longest, {
      revision: 1e6,
      outcome: 'answered',
      score: 0,
      scoredAt: 0,
      closedAt: 0,
      ...saidOn(full, journey),
    });
    return new TextEncoder().encode(bodyOf({ ...response, sentAt: response.shownAt }) as string).length;
  });
  expect(Math.max(...sizes)).toBeLessThanOrEqual(maxBodyBytes);
  expect(Math.min(...sizes)).toBeGreaterThan(maxBodyBytes - 1024);
});

test('leaves less room for texts where the ids of options are very long', () => {
  const long = makeRoute(
    {
      survey: 'nps',
      steps: [
        { id: 'a', ask: 'text', question: '?' },
        {
          id: 'b',
          ask: 'choices',
          question: '?',
          options: Array.from({ length: 20 }, (_, n) => `${'x'.repeat(98)}${n}`),
        },
      ],
      reasons: Array.from({ length: 20 }, (_, n) => `${'y'.repeat(98)}${n}`),
    },
    { kind: 'nps', max: 10 },
    false,
    () => {},
  );
  const journey = { comment: '語'.repeat(2_000), reasonOther: 'x'.repeat(2_000) };
  const { length } = fitText(long, journey, '', 'x'.repeat(2_000));
  expect(length).toBeGreaterThan(1_000);
  expect(length).toBeLessThan(2_000);
});
