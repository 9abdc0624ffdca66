import { expect, test } from 'vitest';
import { allTables } from './all-tables.ts';
import { allowedInSteps } from './allowed-in-steps.ts';
import { allowed, attributeOf, describeProblem, formatValue } from './describe-problem.ts';
import { dayMs } from './duration.ts';
import type { Problem } from './problem.ts';
import { surveySettings, type SettingKey, type Table } from './settings.ts';

const tables: Table = { ...allTables.site, ...allTables.survey };
const keys = Object.keys(tables) as SettingKey[];

test('says for every setting what is allowed, and for nothing else', () => {
  expect(Object.keys(allowed).sort()).toEqual([...keys].sort());
});

/** Values that the words of some settings allow without an example. */
const unnamed: Partial<Record<SettingKey, readonly unknown[]>> = {
  endpoint: ['https://acme.example/responses', 'http://acme.example'],
  config: ['https://acme.example/surveys.json', '/surveys.json', '#surveys'],
  user: ['x'.repeat(200)],
  token: ['x'.repeat(2_000)],
  traits: [{ plan: 'pro', seats: 3, paid: true }],
  cookieDomain: ['acme.example', 'shop.acme.example'],
  debug: ['', true],
  strings: [{ send: 'Go' }],
  scale: [3, '5', '7'],
  steps: [['emotion']],
};

/** The values that the words about a setting name; none where they only name a sort of text. */
const examples = (words: string): readonly string[] =>
  /100 letters/.test(words)
    ? ['aZ0_.:-', 'x'.repeat(100)]
    : words
        .replace(/^(a|an|patterns of) (duration|whole number|instant|percentage|paths) (such as|from) /, '')
        .replace(/,? (several )?separated by .*| \(UTC\)/, '')
        .replace(/a date such as |a language tag such as |two CSS lengths such as |of fragments such as /, '')
        .replace('NAME', 'order_completed')
        .replaceAll('SELECTOR', '#buy')
        .split(/,? or |, | to /);

test.each(keys)('names only values for %s that really are allowed', (key) => {
  const named = unnamed[key] ?? examples(allowed[key]);
  expect(named.length).toBeGreaterThan(0);
  for (const value of named)
    expect([value, tables[key]?.[0](value, 'https://shop.acme.example/')]).not.toEqual([value, undefined]);
});

test('names the limits of steps as they are', () => {
  const { options, rows, most, size, ask } = allowedInSteps;
  expect([options, rows]).toEqual([expect.stringContaining('2 to 20 '), expect.stringContaining('1 to 20 ')]);
  expect([most, ask]).toEqual(['at most 15 steps', 'text, choice, choices, rating, battery, rank']);
  expect(size).toContain('6000 bytes');
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
    'a bad value where an instant of another source holds',
    ['value', 'from', 'soon', false, Date.UTC(2026, 2, 1)],
    'from="soon" is not allowed: an instant such as 2026-03-01T09:00:00Z or 2026-03-01T09:00:00+02:00, or a date such as 2026-03-01 (UTC). Using 2026-03-01T00:00:00.000Z.',
  ],
  [
    'a bad share',
    ['value', 'sample', 0.1, false, 100],
    'sample=0.1 is not allowed: a percentage such as 10%. Using 100%.',
  ],
  [
    'a bad value without a default',
    ['value', 'endpoint', 'ftp://x', true, undefined],
    'data-endpoint="ftp://x" is not allowed: an http or https URL. It is ignored.',
  ],
  [
    'a bad list',
    ['value', 'trigger', ['load', 'x'], false, ['load']],
    'trigger=["load","x"] is not allowed: load, exit, manual, event:NAME, click:SELECTOR, visible:SELECTOR, scroll:50% or time:30s, several separated by ;. Using load.',
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
    ['survey', undefined, undefined],
    'A survey has no name: set data-survey to up to 100 letters, digits and _ . : -. It is not shown.',
  ],
  [
    'a survey without a kind',
    ['survey', 'checkout', undefined],
    'The survey checkout has no kind: set data-kind to one of nps, csat, ces. It is not shown.',
  ],
  ['two surveys of one name', ['survey', 'nps', 'nps'], 'Two surveys are called nps. The first one holds.'],
  [
    'bad traits',
    ['traits'],
    'Traits must be an object of at most 20 texts, numbers, true or false. The others are not sent.',
  ],
  [
    'a step with something that is not allowed',
    ['step', 'nps', 'steps[1].when.score', 11, 'when'],
    'steps[1].when.score=11 in the survey nps is not allowed: a segment, a score such as 3 or [0, 6], or values of an earlier choice, choices, rating or rank by its id. That step is left out.',
  ],
  [
    'a step that is not ready-made',
    ['step', 'nps', 'steps[0]', 'emotions', 'step'],
    'steps[0]="emotions" in the survey nps is not allowed: an object with id, ask and question, or the name of a ready-made step: attributes, emotion, compare, value, experience, intent. That step is left out.',
  ],
  [
    'a key of a step that means nothing',
    ['step', 'nps', 'steps[1].titel', 'x', 'key'],
    'steps[1].titel="x" in the survey nps is not allowed: a step has id, ask, question, options and when, and a text has no options. It is ignored.',
  ],
  [
    'many steps in a pop-up',
    ['manySteps', 4],
    'A pop-up with 4 steps asks for much: most visitors leave after 3. Ask fewer, or put the prompt into the page with data-position="inline".',
  ],
  [
    'an unknown call',
    ['noCall', 'sart'],
    "earshot('sart') is not a call: start, track, show, identify, consent, forget, explain, flush, stop. It is ignored.",
  ],
  ['a second start', ['noStart'], 'Earshot was started a second time with other settings. The first start holds.'],
  ['a survey that is not there', ['noSurvey', 'nps'], 'There is no survey nps to open. Nothing is shown.'],
  [
    'settings that could not be read',
    ['config', '/s.json', 404],
    'The settings in /s.json could not be read: 404. Nothing is shown.',
  ],
  ['a bad selector', ['selector', 'click:#'], 'The trigger click:# holds no usable CSS selector and never fires.'],
  [
    'a consent that is neither true nor false',
    ['noBoolean', 'string'],
    "earshot('consent', …) takes true or false, not something of type string. It is ignored.",
  ],
  [
    'a test that visitors see',
    ['test'],
    'Test mode is on, outside of localhost: every visitor is asked on every page, and answers are marked as tests.',
  ],
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
  [
    'an endpoint that answers no preflight',
    ['unreadable', 'https://a.example/', true],
    'https://a.example/ is there, but gives no answer that this page may read, so responses are kept and tried again. It allows no preflight request (OPTIONS): set data-format="text", which needs none.',
  ],
  [
    'an endpoint whose answers nobody may read',
    ['unreadable', 'https://a.example/', false],
    'https://a.example/ is there, but gives no answer that this page may read, so responses are kept and tried again. It redirects or sends no CORS headers: let it allow this page’s origin; if it cannot, set data-acknowledge="none".',
  ],
  [
    'an endpoint that the page forbids',
    ['policy', 'https://a.example/'],
    'The content security policy of this page keeps responses from https://a.example/: add it to connect-src. They are kept and tried again.',
  ],
  [
    'an endpoint that answers with a page',
    ['unacknowledged', 'https://a.example/', 200],
    'https://a.example/ answered 200 with a page, or without the id that data-acknowledge="id" asks for, so responses are kept and tried again. If it has no better answer, set data-acknowledge="none".',
  ],
  [
    'a consent before a start',
    ['early'],
    "earshot('consent', …) was called where Earshot has not started: it is ignored. Call it after start.",
  ],
])('describes %s', (_, problem, sentence) => expect(describeProblem(problem)).toBe(sentence));

test('describes even a value that JSON cannot write', () => {
  const ring: Record<string, unknown> = {};
  ring.self = ring;
  const describe = (raw: unknown): string => describeProblem(['value', 'gap', raw, false, dayMs]);
  expect(describe(ring)).toMatch(/^gap=object is not allowed: a duration/);
  expect(describe(5n)).toMatch(/^gap=bigint is not allowed: a duration/);
  expect(describe(Symbol('x'))).toMatch(/^gap=symbol is not allowed: a duration/);
  expect(describe(() => 1)).toMatch(/^gap=function is not allowed: a duration/);
});

test('quotes no more of a long value than it takes to find it', () => {
  const sentence = describeProblem(['value', 'gap', 'x'.repeat(1e6), true, dayMs]);
  expect(sentence).toMatch(/^data-gap="x{199}… is not allowed: a duration .* Using 1d\.$/);
});

test('names a failure even where the page throws what cannot be a text', () => {
  expect(describeProblem(['failed', Object.create(null)])).toBe('Something failed: an unknown error');
  expect(describeProblem(['config', '#a', Symbol('gone')])).toContain('could not be read: Symbol(gone).');
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
  expect(formatValue('pages', ['/a', '/b/**'])).toBe('/a,/b/**');
  expect(formatValue('sample', 12.5)).toBe('12.5%');
  expect(formatValue('until', Date.UTC(2026, 2, 2) - 1)).toBe('2026-03-01T23:59:59.999Z');
  expect(formatValue('traits', { plan: 'pro' })).toBe('{"plan":"pro"}');
  expect(formatValue('debug', true)).toBe('true');
});
