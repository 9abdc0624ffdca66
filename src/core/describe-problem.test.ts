import { expect, test } from 'vitest';
import { allowed, attributeOf, describeProblem, formatValue } from './describe-problem.ts';
import { dayMs } from './duration.ts';
import type { Problem } from './problem.ts';
import { siteSettings, surveySettings, type SettingKey } from './settings.ts';

const tables = { ...siteSettings, ...surveySettings };
const keys = Object.keys(tables) as SettingKey[];

test('says for every setting what is allowed, and for nothing else', () => {
  expect(Object.keys(allowed).sort()).toEqual([...keys].sort());
});

/** The values that the words about a setting name; none where they only name a sort of text. */
const examples = (words: string): string[] =>
  words
    .replace(/^a (duration such as|whole number from) /, '')
    .replace(', several separated by ;', '')
    .replace('NAME', 'order_completed')
    .split(/,? or |, | to /);

test.each(keys)('names only values for %s that really are allowed', (key) => {
  const words = allowed[key];
  const named = /URL/.test(words)
    ? ['https://acme.example/responses', 'http://acme.example']
    : /characters|100 letters/.test(words)
      ? ['aZ0_.:-', 'x'.repeat(100)]
      : examples(words);
  expect(named.length).toBeGreaterThan(0);
  for (const value of named)
    expect([value, tables[key][0](value, 'https://acme.example/')]).not.toEqual([value, undefined]);
});

test('takes numbers out of the range that it names for none', () => {
  expect(allowed.minPages).toContain('from 0 to 999');
  expect(surveySettings.minPages[0]('1000', '')).toBeUndefined();
  expect(surveySettings.minPages[0]('-1', '')).toBeUndefined();
});

test.each<[about: string, Problem, sentence: string]>([
  [
    'a bad attribute',
    ['value', 'afterAnswer', 'soon', true, 90 * dayMs],
    'data-after-answer="soon" is not allowed: a duration such as 45d, or never. Using 90d.',
  ],
  [
    'a bad value in JSON',
    ['value', 'minPages', -1, false, 2],
    'minPages=-1 is not allowed: a whole number from 0 to 999. Using 2.',
  ],
  [
    'a bad value without a default',
    ['value', 'endpoint', 'ftp://x', true, undefined],
    'data-endpoint="ftp://x" is not allowed: an http or https URL. It is ignored.',
  ],
  [
    'a bad list',
    ['value', 'trigger', ['load', 'x'], false, ['load']],
    'trigger=["load","x"] is not allowed: load or event:NAME, several separated by ;. Using load.',
  ],
  [
    'an attribute with a slip',
    ['unknown', 'minPagse', true, 'minPages'],
    'data-min-pagse is not a setting and is ignored. Did you mean data-min-pages?',
  ],
  ['an unknown key', ['unknown', 'colour', false, undefined], 'colour is not a setting and is ignored.'],
  [
    'settings that are no object',
    ['noObject', 'string'],
    'Settings and surveys must be objects; this one is of type string and is ignored.',
  ],
  [
    'a missing endpoint',
    ['noEndpoint'],
    'There is no usable endpoint: set data-endpoint to an http or https URL. Nothing is shown.',
  ],
  [
    'a survey without a name',
    ['noName', ''],
    'A survey has no name: set data-survey to up to 100 letters, digits and _ . : -. It is not shown.',
  ],
  [
    'a survey without a kind',
    ['noKind', 'checkout'],
    'The survey checkout has no kind: set data-kind to one of nps, csat, ces. It is not shown.',
  ],
  ['two surveys of one name', ['sameName', 'nps'], 'Two surveys are called nps. The first one holds.'],
  [
    'bad traits',
    ['traits'],
    'Traits must be an object of at most 20 texts, numbers, true or false. The others are not sent.',
  ],
  [
    'an unknown call',
    ['noCall', 'sart'],
    "earshot('sart') is not a call: start, track, explain, flush, stop. It is ignored.",
  ],
  ['a second start', ['noStart'], 'Earshot was started a second time with other settings. The first start holds.'],
  ['a failure', ['failed', new Error('no network')], 'Something failed: Error: no network'],
  ['the failure of a survey', ['failed', 'x', 'nps'], 'The survey nps could not be shown: x'],
  [
    'an endpoint that rests',
    ['paused', 'https://a.example/', 404],
    'https://a.example/ answered 404, so responses are kept and tried again in an hour.',
  ],
  [
    'an endpoint that refuses everything',
    ['refusing', 'https://a.example/', 400],
    'https://a.example/ refused five responses in a row, the last with 400. They are kept and tried again in an hour.',
  ],
])('describes %s', (_, problem, sentence) => expect(describeProblem(problem)).toBe(sentence));

test('describes even a value that JSON cannot write', () => {
  const ring: Record<string, unknown> = {};
  ring.self = ring;
  expect(describeProblem(['value', 'gap', ring, false, dayMs])).toMatch(/^gap=.+ is not allowed: a duration/);
  expect(describeProblem(['value', 'gap', 5n, false, dayMs])).toMatch(/^gap=5 is not allowed: a duration/);
});

test('names an attribute as the owner writes it', () => {
  expect(attributeOf('afterAnswer')).toBe('data-after-answer');
  expect(attributeOf('followUpPositive')).toBe('data-follow-up-positive');
  expect(attributeOf('gap')).toBe('data-gap');
});

test('writes a value as an owner would', () => {
  expect(formatValue('gap', 45 * dayMs)).toBe('45d');
  expect(formatValue('afterAnswer', Infinity)).toBe('never');
  expect(formatValue('minPages', 2)).toBe('2');
  expect(formatValue('trigger', ['load', 'event:a'])).toBe('load;event:a');
  expect(formatValue('mode', 'live')).toBe('live');
});
