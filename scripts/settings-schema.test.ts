import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { allTables } from '../src/core/all-tables.ts';
import { parseConfig } from '../src/core/config.ts';
import type { Problem } from '../src/core/problem.ts';
import { checkKeys } from '../src/core/rare-config.ts';
import type { SettingKey } from '../src/core/settings.ts';
import { parseSteps } from '../src/core/parse-steps.ts';
import { readyNames } from '../src/core/ready-texts.ts';
import type { StepRule } from '../src/core/step-problem.ts';
import { parseTraits } from '../src/core/traits.ts';
import { fragments, makeSettingsSchema } from './settings-schema.ts';

const runs = { seed: 20261121, numRuns: 500 };
const base = 'https://shop.acme.example/cart';
const tables = allTables;
const types = { ...tables.site, ...tables.survey };
const keys = Object.keys(types).filter((key) => key !== 'config') as (keyof typeof fragments)[];
const schema = makeSettingsSchema();
// Lengths are UTF-16 code units in JavaScript, so they are here; other validators count an emoji as one.
const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
  unicodeRegExp: false,
});
const validate = ajv.compile(schema);

type Described = Readonly<Record<string, { readonly default?: unknown }>>;

/** Good values, one of each sort at least. */
const good: Readonly<Record<keyof typeof fragments, readonly unknown[]>> = {
  endpoint: ['https://acme.example/in', '/in', ' HTTP://localhost:8080/a?b#c ', 'in/here', '//b.example', '?a'],
  site: ['shop.acme.example:8080', 'a_b-C'],
  format: ['json', 'text', 'form'],
  acknowledge: ['status', 'id', 'none'],
  report: ['responses', 'outcomes'],
  gap: ['45d', '0s', '10m', '99999h'],
  user: ['u_123', 'Zoë B.'],
  userSince: ['2024-02-29', '1970-01-01', '2026-03-01T09:00Z'],
  traits: [{}, { plan: 'pro', seats: 7.5, isAdmin: false }],
  lastAsked: ['2026-03-01T09:00:00.123+02:00', '2026-12-31T24:00:00Z', '2026-03-01T09:00:59-11:30'],
  visitor: ['id', 'none'],
  consent: ['given', 'required'],
  cookieDomain: ['acme.example', 'shop.acme.example'],
  pageUrl: ['path', 'full', 'none'],
  token: ['abc def', 'x'.repeat(2000)],
  mode: ['live', 'test', 'off'],
  debug: [true],
  survey: ['nps', 'after-order'],
  kind: ['nps', 'csat', 'ces'],
  locale: ['auto', 'de', 'pt-BR', 'zh-Hant-TW'],
  theme: ['auto', 'light', 'dark'],
  strings: [{}, { send: 'Go', close: { en: 'Away', de: 'Weg' } }],
  accent: ['#3a4fd0', 'rebeccapurple', ' rgb(0 0 0 / 50%) '],
  position: ['bottom-right', 'center', 'inline'],
  offset: ['16px 16px', '0 4.5rem', '-1px .5em'],
  target: ['#feedback'],
  subject: ['Acme', ' our shop ', { en: 'our shop', de: 'unser Laden' }],
  intro: ['Hello.', { en: 'Hello.' }],
  question: ['How was {subject}?', { de: 'Wie war {subject}?' }],
  lowLabel: ['bad'],
  highLabel: ['good'],
  scale: [3, '5', '7'],
  shape: ['numbers', 'stars', 'smileys'],
  followUp: ['off', 'Why?'],
  followUpPositive: ['What was good?'],
  followUpNeutral: ['Why?'],
  followUpNegative: ['What was bad?', { en: 'What?', fr: 'Quoi ?' }],
  reasons: [
    'Price|Quality',
    ' price = The price = all of it |other=Something else',
    ['Price', { id: 'other', label: { en: 'Other', de: 'Anderes' } }],
    ['a|b=Either', 'a'],
  ],
  reasonsPositive: ['Price'],
  reasonsNeutral: ['Price'],
  reasonsNegative: ['Price'],
  contact: ['off', 'negative', 'always'],
  thanks: ['Thanks!'],
  thanksPositive: ['Great!'],
  thanksNeutral: ['Thanks!'],
  thanksNegative: [{ en: 'Sorry.' }],
  link: ['https://acme.example/review', 'mailto:help@acme.example', '/help', ' MAILTO:a@b.example'],
  linkPositive: ['/review'],
  linkNeutral: ['/help'],
  linkNegative: ['/help'],
  linkLabel: ['Write to us', { en: 'Write', de: 'Schreiben' }],
  linkLabelPositive: ['Rate us'],
  linkLabelNeutral: ['Help'],
  linkLabelNegative: ['Help'],
  privacyLink: ['/privacy'],
  steps: [
    ['emotion'],
    ['compare', { id: 'more', ask: 'text', question: 'What else?', when: { compare: 'worse', score: [0, 6] } }],
    [{ id: 'tries', ask: 'rating', question: { en: 'How many?', de: 'Wie viele?' }, options: { max: 3, low: 'one' } }],
    [{ id: 'parts', ask: 'battery', question: 'How were they?', options: { rows: 'sound|picture', min: 0, max: 10 } }],
    [
      {
        id: 'first',
        ask: 'rank',
        question: 'What first?',
        options: ['sound', 'picture'],
        when: { segment: 'negative' },
      },
    ],
  ],
  trigger: [
    'load',
    'event:order_completed; click:.help > a, button ;visible:#end',
    ['event:a.b:c-d', ' click:a[href=";"] '],
    'scroll:50%;time:30s',
    ['exit', 'manual', 'scroll:100%'],
  ],
  triggerExpires: ['15m'],
  delay: ['2s'],
  pages: ['/docs/**, /pricing', ['/a,b/*', ' #/cart ', '*'], '/'],
  notPages: ['/checkout/**'],
  devices: ['phone', 'tablet, desktop', [' phone ', 'desktop']],
  audience: ['all', 'new', 'returning'],
  minVisits: [2, '0', '007'],
  minPages: [0, 999, '999'],
  minTime: ['15s'],
  minUserAge: ['30d'],
  from: ['2026-03-01', '2000-02-29', '2028-02-29'],
  until: ['2026-03-31'],
  sample: ['8%', '0.5%', '100%', '0%'],
  samplePeriod: ['30d'],
  sampleBy: ['visitor', 'event'],
  afterAnswer: ['never', '90d'],
  afterDismiss: ['60d', 'never'],
  afterLater: ['7d'],
  afterIgnore: ['14d'],
  priority: [-999, 0, '-5', '12'],
};

const anyGood = fc.constantFrom(...Object.values(good).flat());
const strange = fc.constantFrom(
  ';',
  ',',
  ' ',
  '\n',
  '\u2028',
  '😀',
  'a',
  '0',
  '9',
  '%',
  ':',
  '/',
  '#',
  '-',
  '.',
  'T',
  '😀'.repeat(100),
);
/** A good value with a letter more, less or other: most of them just miss. */
const nearlyGood = fc
  .tuple(anyGood, fc.nat(), fc.nat(1), fc.oneof(strange, fc.constant('')))
  .map(([value, at, cut, letter]) => {
    const spoil = (text: string): string => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + letter + text.slice(place + cut);
    };
    if (typeof value == 'string') return spoil(value);
    return Array.isArray(value) ? value.map((one) => spoil(String(one))) : value;
  });
// What cannot be turned into text is no value that a file would hold.
const anyJson = fc.jsonValue({ maxDepth: 2 }).filter((value) => !/"(toString|valueOf)":/.test(JSON.stringify(value)));
const anyValue = fc.oneof(anyGood, nearlyGood, anyJson, fc.string({ unit: 'grapheme' }));

const sampleStep = { id: 'more', ask: 'text', question: 'What else?' };
const listed = ['Price|Quality', ['price=Price', { id: 'other', label: 'Other' }], 'Price', [], '', null, 3] as const;
const pointed = [
  {},
  { min: 0, max: 10, low: 'bad' },
  { min: 2 },
  { max: 11 },
  { max: 2.5 },
  { high: ' ' },
  null,
] as const;
const oneOf = (...some: readonly unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...some);
/** Often good, seldom bad; a part of it may be missing. */
const usually = (often: fc.Arbitrary<unknown>, seldom: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: often }, seldom);
const fields = {
  id: usually(oneOf('a', 'b', '0-z_', 'Score'), oneOf('score', '_a', '', 'x'.repeat(101), 1)),
  ask: usually(oneOf('text', 'choice', 'choices', 'rating', 'battery', 'rank'), oneOf('stars', '', null)),
  question: usually(oneOf('Why?', { en: 'Why?' }), oneOf('', {}, [], null)),
  options: fc.oneof(oneOf(...listed), oneOf(...pointed), fc.record({ rows: oneOf(...listed), max: oneOf(3, 11) })),
  when: usually(oneOf({}, { score: [0, 6] }, { segment: ['neutral'] }, { a: 'Price' }), oneOf(null, [], 'a')),
};
const anyStep = usually(
  fc.record(fields, { requiredKeys: ['id', 'ask', 'question'] }),
  fc.record({ ...fields, colour: oneOf('red') }),
);
const anySteps = fc.array(usually(fc.oneof(oneOf(...readyNames), anyStep), anyJson), { minLength: 1, maxLength: 3 });

function parses(key: SettingKey, raw: unknown): boolean {
  const [type] = types[key] ?? [];
  let isGood = false;
  try {
    isGood = type?.(raw, base) !== undefined;
  } catch {}
  if (isGood && key === 'traits') parseTraits(raw, () => (isGood = false));
  return isGood;
}

/** What the parser says of steps, which the type of the setting leaves to it. */
function stepProblems(raw: unknown): StepRule[] {
  const found: StepRule[] = [];
  if (Array.isArray(raw)) parseSteps(raw, (_path, _raw, rule) => found.push(rule));
  return found;
}

/** What the parser takes, although the schema is right not to offer it. */
const isTolerated = (key: string, raw: unknown): boolean =>
  // A list of one text is taken for that text; and an attribute that is present may hold anything.
  (Array.isArray(raw) && !/^(trigger|pages|notPages|devices|reasons.*)$/.test(key)) ||
  (key === 'debug' && typeof raw == 'string');

/** What only a page can tell: whether it belongs to a domain, and whether a URL can be resolved. */
const dependsOnPage = (key: string): boolean => key === 'cookieDomain' || key === 'endpoint';

describe('the JSON Schema of the settings', () => {
  it('is what the build publishes', () => {
    expect(JSON.parse(readFileSync('dist/settings.schema.json', 'utf8'))).toEqual(schema);
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, string> };
    expect(exports['./settings.schema.json']).toBe('./dist/settings.schema.json');
  });

  it('has one fragment for each setting, and none for anything else', () => {
    expect(Object.keys(fragments).toSorted()).toEqual(keys.toSorted());
  });

  it('can be read by validators that take patterns as Unicode', () => {
    expect(() => new Ajv2020({ strictTypes: false }).compile(schema)).not.toThrow();
  });

  it('gives defaults that it allows itself', () => {
    const { survey } = schema.$defs as Record<'survey', { properties: Described }>;
    const defaults = Object.entries({ ...(schema.properties as Described), ...survey.properties }).flatMap(
      ([key, one]) => (one.default === undefined ? [] : [[key, one.default] as const]),
    );
    expect(defaults.length).toBeGreaterThan(10);
    for (const [key, value] of defaults) expect([key, validate({ [key]: value })]).toEqual([key, true]);
  });

  // Its type takes any list: `parseSteps` says what is wrong with each entry, see below.
  test.each(keys.filter((key) => key !== 'steps'))('takes of %s what the parser takes, and nothing else', (key) => {
    const allows = ajv.compile(fragments[key]);
    for (const value of good[key]) expect([value, allows(value), parses(key, value)]).toEqual([value, true, true]);
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...good[key]), anyValue), (raw) => {
        const isParsed = parses(key, raw) && !isTolerated(key, raw);
        return (!isParsed && dependsOnPage(key)) || allows(raw) === isParsed;
      }),
      runs,
    );
  });

  it('takes of steps what the parser has nothing to say to, and nothing else', () => {
    const allows = ajv.compile(fragments.steps);
    for (const value of good.steps) expect([value, allows(value), stepProblems(value)]).toEqual([value, true, []]);
    const count = { good: 0, bad: 0 };
    fc.assert(
      fc.property(anySteps, (raw) => {
        const rules = stepProblems(raw);
        // What one entry means for another is beyond a schema.
        if (rules.length && rules.every((rule) => /^(sameId|when|most|size)$/.test(rule))) return true;
        count[rules.length ? 'bad' : 'good']++;
        return allows(raw) === !rules.length;
      }),
      { ...runs, numRuns: 2000 },
    );
    expect(Math.min(count.good, count.bad)).toBeGreaterThan(200);
  });

  test.each([
    ['the same step twice', ['emotion', 'emotion'], 'sameId'],
    [
      'too many steps',
      Array.from({ length: 16 }, (_, at) => ({ id: `s${at}`, ask: 'text', question: 'Why?' })),
      'most',
    ],
    ['a segment that is none', [{ id: 'a', ask: 'text', question: 'Why?', when: { segment: 'bad' } }], 'when'],
    ['a score beyond all scales', [{ id: 'a', ask: 'text', question: 'Why?', when: { score: 11 } }], 'when'],
    ['a condition without values', [{ id: 'a', ask: 'text', question: 'Why?', when: { compare: [] } }], 'when'],
  ] as const)('refuses %s', (_, steps, rule) => {
    expect([validate({ steps }), stepProblems(steps)]).toEqual([false, [rule]]);
  });

  it.each([
    ['two options with one id in a list', { reasons: ['price=Price', { id: 'price', label: 'Its price' }] }],
    ['a condition on a step that there is not', { steps: [{ ...sampleStep, when: { nothing: 1 } }] }],
  ] as const)('cannot see %s', (_, json) => {
    expect(validate(json)).toBe(true);
    expect(complaints(json)).toHaveLength(1);
  });

  test.each([
    ['endpoint', 'javascript:alert(1)'],
    ['endpoint', 'localhost:8080/in'],
    ['endpoint', ' '],
    ['cookieDomain', 'localhost'],
    ['cookieDomain', '.acme.example'],
    ['traits', { name: 'x'.repeat(201) }],
    ['trigger', []],
    ['trigger', 'load;'],
    ['minPages', 1000],
    ['sample', '8'],
    ['from', '2026-03-01T09:00'],
    ['from', '2026-02-29'],
    ['from', '2100-02-29'],
    ['until', '2026-04-31'],
    ['gap', '6w'],
    ['reasons', 'Price|'],
    ['reasons', '=Price'],
    ['reasons', 'price='],
    ['reasons', 'a=1|b| a =2'],
    ['reasons', 'b|a|a'],
    ['reasons', Array.from({ length: 21 }, (_, at) => `r${at}`)],
    ['reasons', Array.from({ length: 21 }, (_, at) => `r${at}`).join('|')],
    ['reasons', 'x'.repeat(101)],
    ['reasons', [{ id: 'x'.repeat(101), label: 'x' }]],
    ['reasons', [{ id: 'x', label: {} }]],
  ] as const)('refuses %s=%j', (key, raw) => {
    expect([validate({ [key]: raw }), parses(key, raw)]).toEqual([false, key === 'traits']);
  });
});

/** What the parser and the check of the keys say of a whole file, but for what a tag may add to it. */
function complaints(json: Readonly<Record<string, unknown>>): Problem[] {
  const problems: Problem[] = [];
  const warn = (...problem: Problem): void => void problems.push(problem);
  checkKeys(tables, {}, json, warn);
  const { site } = parseConfig(tables, {}, json, base, 'shop.acme.example', warn);
  parseTraits(site.traits, () => warn('traits'));
  for (const { steps } of [json.surveys ?? json].flat() as readonly { readonly steps?: unknown }[])
    for (const rule of stepProblems(steps)) warn('step', '', 'steps', steps, rule);
  return problems.filter(([code]) => !/^(noEndpoint|survey)$/.test(code));
}

const bad = fc.constantFrom<unknown>(null, 7.5, ['soon', '']);
const valueOf = (key: string): fc.Arbitrary<unknown> => {
  const values = Object.hasOwn(good, key) ? good[key as keyof typeof good] : ['x'];
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, bad);
};
const fileOf = (
  scope: readonly string[],
  more: readonly string[] = [],
): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc
    .uniqueArray(fc.constantFrom(...scope, ...more), { maxLength: 4 })
    .chain((some) => fc.record(Object.fromEntries(some.map((key) => [key, valueOf(key)]))));
const siteKeys = Object.keys(tables.site);
const surveyKeys = Object.keys(tables.survey);

test('the schema takes a whole file where the parser finds no fault in it, and only there', () => {
  const one = fileOf(surveyKeys, ['surveyy', 'gap']).map((survey) => ({ survey: 'nps', ...survey }));
  const several = fc
    .tuple(fileOf(siteKeys, ['toString', 'delay']), fc.array(one, { maxLength: 3 }))
    .map(([site, surveys]) => ({ ...site, surveys }));
  const count = { good: 0, bad: 0 };
  fc.assert(
    fc.property(fc.oneof(several, fileOf([...siteKeys, ...surveyKeys], ['afterAnswr'])), (json) => {
      const found = complaints(json);
      count[found.length ? 'bad' : 'good']++;
      return validate(json) === !found.length;
    }),
    { ...runs, numRuns: 1000 },
  );
  // Both sides were tried.
  expect(Math.min(count.good, count.bad)).toBeGreaterThan(200);
});
