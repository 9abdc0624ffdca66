import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { allTables } from '../src/core/all-tables.ts';
import { parseConfig } from '../src/core/config.ts';
import type { Problem } from '../src/core/problem.ts';
import { checkKeys } from '../src/core/rare-config.ts';
import type { SettingKey } from '../src/core/settings.ts';
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
  reasons: ['Price|Quality', 'price=Price|other=Something else', ['Price', { id: 'other', label: 'Other' }]],
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
  steps: [['emotion'], [{ id: 'more', ask: 'text', question: 'What else?' }]],
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

function parses(key: SettingKey, raw: unknown): boolean {
  const [type] = types[key] ?? [];
  let isGood = false;
  try {
    isGood = type?.(raw, base) !== undefined;
  } catch {}
  if (isGood && key === 'traits') parseTraits(raw, () => (isGood = false));
  return isGood;
}

/** What the parser takes, although the schema is right not to offer it. */
const isTolerated = (key: string, raw: unknown): boolean =>
  // A list of one text is taken for that text; and an attribute that is present may hold anything.
  (Array.isArray(raw) && !['trigger', 'pages', 'notPages', 'devices'].includes(key)) ||
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

  test.each(keys)('takes of %s what the parser takes, and nothing else', (key) => {
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
