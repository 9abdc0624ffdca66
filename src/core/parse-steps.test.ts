import { expect, test } from 'vitest';
import { maxStepBytes, parseSteps } from './parse-steps.ts';
import { readySteps } from './ready-steps.ts';
import { readyNames } from './ready-texts.ts';
import { hostile, junk } from './sample-hostile.ts';
import { never } from './sample-values.ts';

function read(raw: unknown) {
  const problems: (readonly [path: string, raw: unknown, rule: string])[] = [];
  const steps = parseSteps(raw, (...problem) => problems.push(problem));
  return { steps, problems };
}
/** The steps of a list without problems. */
function good(raw: readonly unknown[]) {
  const { steps, problems } = read(raw);
  expect(problems).toEqual([]);
  return steps;
}

const text = { id: 'why', ask: 'text', question: 'Why?' };
const choice = { id: 'pick', ask: 'choice', question: 'Which?', options: 'a=A|b=B' };
const options = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
];

test.each<[about: string, entry: object, step: object]>([
  ['a text', text, { ...text, when: [] }],
  [
    'a question by language',
    { ...text, question: { en: 'Why?', de: 'Warum?' } },
    { ...text, question: { en: 'Why?', de: 'Warum?' }, when: [] },
  ],
  ['a choice', choice, { ...choice, options, when: [] }],
  ['choices of a list', { ...choice, ask: 'choices', options }, { ...choice, ask: 'choices', options, when: [] }],
  ['a rank', { ...choice, ask: 'rank' }, { ...choice, ask: 'rank', options, when: [] }],
  [
    'a rating without options: 1 to 5',
    { ...text, ask: 'rating' },
    { ...text, ask: 'rating', when: [], scale: { min: 1, max: 5 } },
  ],
  [
    'a rating with a scale and words for its ends',
    { ...text, ask: 'rating', options: { min: 0, max: 10, low: 'Bad', high: { en: 'Good' } } },
    { ...text, ask: 'rating', when: [], scale: { min: 0, max: 10, low: 'Bad', high: { en: 'Good' } } },
  ],
  [
    'a battery of rows: each 1 to 5',
    { ...choice, ask: 'battery' },
    { ...choice, ask: 'battery', options, when: [], scale: { min: 1, max: 5 } },
  ],
  [
    'a battery of one row with a scale',
    { ...choice, ask: 'battery', options: { rows: ['a=A'], max: 7, low: 'Bad' } },
    { ...choice, ask: 'battery', options: options.slice(0, 1), when: [], scale: { min: 1, max: 7, low: 'Bad' } },
  ],
])('takes %s', (_, entry, step) => expect(good([entry])).toEqual([step]));

test.each(readyNames)('takes %s for the ready-made steps of that name', (name) => {
  expect(good([name])).toEqual(readySteps[name]);
});

test('takes all ready-made steps in one survey, in the order of the list', () => {
  expect(good([...readyNames, text]).map(({ id }) => id)).toEqual([
    ...readyNames.flatMap((name) => readySteps[name].map(({ id }) => id)),
    'why',
  ]);
});

test.each<[about: string, when: object, conditions: unknown]>([
  ['one segment', { segment: 'negative' }, [['segment', ['negative']]]],
  ['several segments', { segment: ['negative', 'neutral'] }, [['segment', ['negative', 'neutral']]]],
  ['one score', { score: 3 }, [['score', [3]]]],
  ['one score in a list', { score: [3] }, [['score', [3]]]],
  ['a score of 0', { score: 0 }, [['score', [0]]]],
  ['scores from and to', { score: [2, 5] }, [['score', [2, 3, 4, 5]]]],
  ['the choice of an option', { pick: 'a' }, [['pick', ['a']]]],
  ['the choice of one of several', { pick: ['a', 'b'] }, [['pick', ['a', 'b']]]],
  ['a point of a rating', { rate: 4 }, [['rate', [4]]]],
  ['some points of a rating', { rate: [1, 5] }, [['rate', [1, 5]]]],
  ['an answer to a ready-made step', { compare: ['worse', 'same'] }, [['compare', ['worse', 'same']]]],
  ['that one would rather not say', { emotion: 'declined' }, [['emotion', ['declined']]]],
  [
    'several at once',
    { segment: 'positive', pick: 'b' },
    [
      ['segment', ['positive']],
      ['pick', ['b']],
    ],
  ],
  ['nothing', {}, []],
])('lets a step depend on %s', (_, when, conditions) => {
  const before = [choice, { ...text, id: 'rate', ask: 'rating' }, 'compare', 'emotion'];
  expect(good([...before, { ...text, when }]).at(-1)).toMatchObject({ id: 'why', when: conditions });
});

test.each<[about: string, entry: unknown, at: string, rule: string]>([
  ['a name that is not ready-made', 'emotions', '', 'step'],
  ['a name that every object has', 'constructor', '', 'step'],
  ['a number', 5, '', 'step'],
  ['null', null, '', 'step'],
  ['a list', [text], '', 'step'],
  ['no id', { ...text, id: undefined }, '.id', 'id'],
  ['an id that is no text', { ...text, id: 5 }, '.id', 'id'],
  ['an id with a blank', { ...text, id: 'a b' }, '.id', 'id'],
  ['an id with a dot, which a form has for nested names', { ...text, id: 'a.b' }, '.id', 'id'],
  ['an id that begins with _', { ...text, id: '__proto__' }, '.id', 'id'],
  ['an id of 101 characters', { ...text, id: 'x'.repeat(101) }, '.id', 'id'],
  ['the id score', { ...text, id: 'score' }, '.id', 'id'],
  ['the id segment', { ...text, id: 'segment' }, '.id', 'id'],
  ['no ask', { ...text, ask: undefined }, '.ask', 'ask'],
  ['an unknown ask', { ...text, ask: 'slider' }, '.ask', 'ask'],
  ['an ask that every object has', { ...text, ask: 'toString' }, '.ask', 'ask'],
  ['no question', { ...text, question: undefined }, '.question', 'question'],
  ['a blank question', { ...text, question: ' ' }, '.question', 'question'],
  ['a question that is a list', { ...text, question: ['Why?'] }, '.question', 'question'],
  ['a question without a language', { ...text, question: {} }, '.question', 'question'],
  ['a choice without options', { ...choice, options: undefined }, '.options', 'options'],
  ['a choice of one option', { ...choice, options: 'a' }, '.options', 'options'],
  ['choices of the same option twice', { ...choice, ask: 'choices', options: 'a|a' }, '.options', 'options'],
  ['a choice of a scale', { ...choice, options: { min: 1, max: 5 } }, '.options', 'options'],
  ['a rank of one option', { ...choice, ask: 'rank', options: ['a'] }, '.options', 'options'],
  ['a rating of options', { ...choice, ask: 'rating' }, '.options', 'scale'],
  ['a rating from 2', { ...text, ask: 'rating', options: { min: 2 } }, '.options', 'scale'],
  ['a rating to 11', { ...text, ask: 'rating', options: { max: 11 } }, '.options', 'scale'],
  ['a rating of one point', { ...text, ask: 'rating', options: { min: 1, max: 1 } }, '.options', 'scale'],
  ['a rating of no number', { ...text, ask: 'rating', options: { max: '5' } }, '.options', 'scale'],
  ['a rating with a blank end', { ...text, ask: 'rating', options: { low: '' } }, '.options', 'scale'],
  ['a rating with null for an end', { ...text, ask: 'rating', options: { low: null } }, '.options', 'scale'],
  ['a rating with null for a scale', { ...text, ask: 'rating', options: null }, '.options', 'scale'],
  ['a battery without rows', { ...text, ask: 'battery' }, '.options', 'rows'],
  ['a battery of a scale alone', { ...text, ask: 'battery', options: { max: 7 } }, '.options', 'rows'],
  ['a battery with a bad scale', { ...text, ask: 'battery', options: { rows: 'a', max: 70 } }, '.options', 'rows'],
  ['a condition that is a text', { ...text, when: 'negative' }, '.when', 'when'],
  ['a condition that is a list', { ...text, when: [] }, '.when', 'when'],
  ['a condition that is null', { ...text, when: null }, '.when', 'when'],
  ['an unknown segment', { ...text, when: { segment: 'promoter' } }, '.when.segment', 'when'],
  ['no segment', { ...text, when: { segment: [] } }, '.when.segment', 'when'],
  ['a score that is a text', { ...text, when: { score: '3' } }, '.when.score', 'when'],
  ['a score off all scales', { ...text, when: { score: 11 } }, '.when.score', 'when'],
  ['no score', { ...text, when: { score: [] } }, '.when.score', 'when'],
  ['scores from high to low', { ...text, when: { score: [6, 0] } }, '.when.score', 'when'],
  ['three scores', { ...text, when: { score: [0, 1, 2] } }, '.when.score', 'when'],
  ['a step that is not there', { ...text, when: { why: 'a' } }, '.when.why', 'when'],
  ['a later step', { ...text, when: { later: 'a' } }, '.when.later', 'when'],
  ['an option that is not there', { ...text, when: { pick: 'c' } }, '.when.pick', 'when'],
  ['an option beside one that is there', { ...text, when: { pick: ['a', 'c'] } }, '.when.pick', 'when'],
  ['no option', { ...text, when: { pick: [] } }, '.when.pick', 'when'],
  ['a text of an earlier step', { ...text, when: { words: 'a' } }, '.when.words', 'when'],
  ['a row of an earlier step', { ...text, when: { intent: 'again' } }, '.when.intent', 'when'],
  ['a point off the scale', { ...text, when: { rate: 6 } }, '.when.rate', 'when'],
  ['a point in a text', { ...text, when: { rate: '5' } }, '.when.rate', 'when'],
])('refuses a step with %s, names the place, and takes the others', (_, entry, at, rule) => {
  const before = [choice, { ...text, id: 'words' }, 'intent', { ...text, id: 'rate', ask: 'rating' }];
  const after = { ...text, id: 'later' };
  const { steps, problems } = read([...before, entry, after]);
  expect(steps.map(({ id }) => id)).toEqual(['pick', 'words', 'intent', 'rate', 'later']);
  const value = at
    .split('.')
    .slice(1)
    .reduce<unknown>((raw, key) => (raw as Record<string, unknown>)[key], entry);
  expect(problems).toEqual([[`steps[4]${at}`, value, rule]]);
});

test('refuses a second step of one id, ready-made ones among them', () => {
  const twice = { ...choice, id: 'why' };
  expect(read([text, twice])).toMatchObject({ steps: [{ ask: 'text' }], problems: [['steps[1]', twice, 'sameId']] });
  expect(read(['emotion', 'emotion']).problems).toEqual([['steps[1]', 'emotion', 'sameId']]);
  const mine = { ...text, id: 'valueBest' };
  const { steps, problems } = read([mine, 'value']);
  expect([steps.map(({ id }) => id), problems]).toEqual([['valueBest'], [['steps[1]', 'value', 'sameId']]]);
});

test('refuses what depends on a step that is refused', () => {
  const { steps, problems } = read([
    { ...choice, options: 'a' },
    { ...text, when: { pick: 'a' } },
  ]);
  expect(steps).toEqual([]);
  expect(problems.map(([path]) => path)).toEqual(['steps[0].options', 'steps[1].when.pick']);
});

test('reports a key that means nothing, and takes the step', () => {
  const { steps, problems } = read([{ ...text, titel: 'x', options: 'a|b' }]);
  expect(steps.map(({ id }) => id)).toEqual(['why']);
  expect(problems).toEqual([
    ['steps[0].titel', 'x', 'key'],
    ['steps[0].options', 'a|b', 'key'],
  ]);
});

test('takes 15 steps, and reports each entry for which there is no room', () => {
  const many = Array.from({ length: 14 }, (_, index) => ({ ...text, id: `t${index}` }));
  // Three steps by one name either fit or do not.
  const { steps, problems } = read([...many, 'experience', 'intent', 'emotion']);
  expect(steps).toHaveLength(15);
  expect(steps.at(-1)?.id).toBe('intent');
  expect(problems).toEqual([
    ['steps[14]', 'experience', 'most'],
    ['steps[16]', 'emotion', 'most'],
  ]);
});

test('refuses steps whose ids would take too much of a response', () => {
  const long = (id: string): object => ({
    ...choice,
    id,
    ask: 'choices',
    options: Array.from({ length: 20 }, (_, index) => `${'x'.repeat(98)}${index + 10}`),
  });
  expect(maxStepBytes).toBe(6_000);
  const { steps, problems } = read([long('a'), long('b'), long('c'), text]);
  expect(steps.map(({ id }) => id)).toEqual(['a', 'b', 'why']);
  expect(problems.map(([path, , rule]) => [path, rule])).toEqual([['steps[2]', 'size']]);
  // Of a choice only one id is sent.
  expect(good([long('a'), long('b'), { ...long('c'), ask: 'choice' }])).toHaveLength(3);
});

test.each([...never, 5, 'emotion', { 0: text, length: 1e9 }].map((raw) => [raw]))('finds no steps in %j', (raw) => {
  expect(read(raw)).toEqual({ steps: [], problems: [] });
});

test('reads whatever a page hands over, and keeps what is right', () => {
  const values = [...Object.values(hostile), ...junk.map((word) => () => word)];
  const places: readonly ((value: unknown) => unknown)[] = [
    (value) => value,
    (value) => ({ ...text, id: value }),
    (value) => ({ ...text, ask: value }),
    (value) => ({ ...text, question: value }),
    (value) => ({ ...choice, options: value }),
    (value) => ({ ...text, ask: 'rating', options: { min: value } }),
    (value) => ({ ...text, ask: 'battery', options: { rows: value, low: value } }),
    (value) => ({ ...text, when: value }),
    (value) => ({ ...text, when: { score: value, segment: value } }),
  ];
  for (const place of places)
    for (const make of values) {
      const { steps, problems } = read([place(make()), { ...text, id: 'last' }]);
      expect(steps.at(-1)?.id).toBe('last');
      // Left out and said so, or taken.
      expect(steps.length + problems.filter(([, , rule]) => rule !== 'key').length).toBe(2);
    }
  for (const make of values) expect(Array.isArray(read(make()).steps)).toBe(true);
});
