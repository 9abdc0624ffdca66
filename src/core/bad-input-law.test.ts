import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonTables, parseConfig, type Config, type TagSettings } from './config.ts';
import { attributeOf, describeProblem } from './describe-problem.ts';
import type { Problem } from './problem.ts';
import { checkKeys, gatherTraits, withRare } from './rare-config.ts';
import { hostile, junk } from './sample-hostile.ts';
import { readValue, sampleBase as base } from './sample-values.ts';
import { sampleEndpoint as endpoint } from './samples.ts';
import { parseTraits } from './traits.ts';

fc.configureGlobal({ seed: 20261121 });

const tables = withRare(commonTables);
const all = { ...tables.site, ...tables.survey };
const keys = Object.keys(all);
const complete: Readonly<Record<string, string>> = { endpoint, survey: 'nps', kind: 'nps' };

/** Makes a value: fast-check itself would stumble over some of them. */
type Make = () => unknown;
const made = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Make> => values.map((value) => () => value);

const wrongType = made(
  fc.oneof(
    fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withNullPrototype: true, withObjectString: true }),
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e21, '', ' ', [], {}, ['load'], ['45d', 5]),
  ),
);
const nasty = fc.constantFrom(...Object.values(hostile));
const textual = fc.oneof(fc.constantFrom(...junk), fc.string({ unit: 'binary' }), fc.string());
// Values that some setting or other takes, so that the law is tried on both sides.
const likely = fc.constantFrom<unknown>(
  '45d',
  'never',
  'live',
  'event:a',
  '/r',
  'ces',
  '7',
  7,
  '8%',
  '2026-03-01',
  true,
);
const anyValue = fc.oneof(wrongType, nasty, made(textual), made(likely));

/** What is sent of settings, as the part for rare settings reads them; every problem is a sentence. */
function read(tag: TagSettings, json: unknown): Config & { value: (key: string) => unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  const warn = (...problem: Problem): void => void problems.push(problem);
  const gathered = gatherTraits(tag);
  checkKeys(tables, gathered, json, warn);
  const config = parseConfig(tables, gathered, json, base, 'acme.example', warn);
  parseTraits(config.site.traits, () => warn('traits'));
  for (const problem of problems) {
    const sentence = describeProblem(problem);
    expect(sentence).toMatch(/ (is|must|are|could|answered|refused) .+[.?]$/s);
    expect(sentence.length).toBeLessThan(800);
  }
  const values: Readonly<Record<string, unknown>> = { ...config.surveys[0], ...config.site };
  return { ...config, value: (key) => values[key], problems };
}

/** One setting with a bad or a good value, in each of the places where it may stand; another source may hold behind it. */
const open = (place: string, key: string, raw: unknown): ReturnType<typeof read> => {
  const settings = { ...complete, [key]: raw };
  return place === 'on the tag' ? read(settings, {}) : read({}, settings);
};
const cases = ['on the tag', 'in JSON'].flatMap((place) => keys.map((key) => [key, place] as const));

test.each(cases)('%s %s: an allowed value, or the fallback and one warning, whatever stands there', (key, place) => {
  const isAttribute = place === 'on the tag';
  const standard = open(place, key, undefined).value(key);
  const [type] = all[key] ?? [];
  fc.assert(
    fc.property(anyValue, (make) => {
      const raw = make();
      const { value, problems, surveys, site } = open(place, key, raw);
      const allowed = type && readValue(type, raw);
      const found = problems.filter(([code]) => code === 'value');
      if (raw === undefined || allowed !== undefined) expect(found).toHaveLength(0);
      else {
        expect(found).toHaveLength(1);
        const [, name, given, fromTag, used] = found[0] ?? [];
        // Compared by identity: hostile values must not be looked into.
        expect([name, Object.is(given, raw), fromTag, used]).toEqual([key, true, isAttribute, value(key)]);
        expect(describeProblem(found[0] ?? ['noStart'])).toMatch(
          new RegExp(`^${isAttribute ? attributeOf(key) : key}=`),
        );
      }
      if (raw !== undefined && allowed !== undefined)
        expect(Object.is(value(key), allowed) || JSON.stringify(value(key)) === JSON.stringify(allowed)).toBe(true);
      // Without a name of its own there is no survey, and without an endpoint nothing is shown.
      else if (key === 'survey' && raw !== undefined) expect(surveys).toHaveLength(0);
      else if (key === 'endpoint' && raw !== undefined) expect(site.endpoint).toBeUndefined();
      else expect(value(key)).toEqual(key === 'survey' || key === 'endpoint' ? complete[key] : standard);
    }),
    { numRuns: 80 },
  );
});

const surveyKeys = Object.keys(tables.survey).filter((key) => key !== 'survey' && key !== 'kind');
const good: Readonly<Record<string, unknown>> = {
  trigger: 'event:a',
  pages: '/a',
  notPages: '/b',
  devices: 'phone',
  audience: 'new',
  from: '2026-03-01',
  until: '2026-03-01',
  sample: '5%',
  sampleBy: 'event',
  minVisits: '7',
  minPages: '7',
  priority: '7',
};

test.each(surveyKeys)("%s in a survey's own object: where it is bad, the tag's holds", (key) => {
  const ofTag = good[key] ?? '7d';
  const [type] = all[key] ?? [];
  const expected = type && readValue(type, ofTag);
  expect(expected).toBeDefined();
  fc.assert(
    fc.property(fc.oneof(wrongType, nasty, made(fc.constantFrom(...junk))), (make) => {
      const raw = make();
      fc.pre(type !== undefined && readValue(type, raw) === undefined);
      const { value, problems } = read({ endpoint, [key]: ofTag }, { surveys: [{ survey: 'nps', [key]: raw }] });
      expect(value(key)).toEqual(expected);
      expect(problems.map(([code]) => code)).toEqual(raw === undefined ? [] : ['value']);
    }),
    { numRuns: 60 },
  );
});

test('every kind of hostile value in every place at once keeps nothing from starting', () => {
  for (const [about, make] of Object.entries(hostile))
    for (const isTag of [true, false]) {
      const bad = Object.fromEntries(keys.map((key) => [key, make()]));
      const settings = { ...bad, ...complete };
      const { site, surveys } = isTag ? read(settings, {}) : read({}, settings);
      expect([about, site.endpoint, surveys.length]).toEqual([about, endpoint, 1]);
    }
});

test('names that every object has are unknown keys and reach no other object', () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty']) {
    const json = JSON.parse(`{"${key}":{"gap":"1d","surveys":[]},"survey":"nps","endpoint":"${endpoint}"}`) as object;
    const { site, surveys, problems } = read({}, json);
    expect(problems).toEqual([['unknown', key, false, undefined]]);
    expect([site.gap, surveys.length, 'gap' in {}]).toEqual([45 * 864e5, 1, false]);
  }
});

test('takes anything at all for settings, surveys or a list of them', () => {
  fc.assert(
    fc.property(fc.dictionary(textual, anyValue), wrongType, fc.boolean(), (makers, make, isList) => {
      const tag = Object.fromEntries(Object.entries(makers).map(([key, one]) => [key, one()]));
      const { surveys } = read(tag, isList ? { surveys: make() } : make());
      for (const { survey, kind } of surveys) expect([typeof survey, typeof kind]).toEqual(['string', 'string']);
    }),
    { numRuns: 500 },
  );
});

/** Texts of a length that keep patterns busy: runs, separators, and what is right up to its last letter. */
const long: Readonly<Record<string, (length: number) => unknown>> = {
  letters: (length) => 'x'.repeat(length),
  blanks: (length) => ' '.repeat(length),
  semicolons: (length) => ';'.repeat(length),
  'many triggers': (length) => 'load;'.repeat(length / 5),
  'many pages': (length) => '/a,'.repeat(length / 3),
  dots: (length) => 'a.'.repeat(length / 2),
  'a share': (length) => `1.${'0'.repeat(length)}`,
  'an instant': (length) => `2026-03-01T09:00:00.${'1'.repeat(length)}`,
  'a URL': (length) => `https://acme.example/${'%C3%A9'.repeat(length / 6)}`,
  'dots of a URL': (length) => `/${'../'.repeat(length / 3)}`,
  'a list': (length) => Array.from({ length: length / 10 }, () => 'load'),
  'a deep list': (length) => {
    let list: unknown = 'load';
    for (let depth = 0; depth < length / 100; depth++) list = [list];
    return list;
  },
};

/** The processor's time in ms that `work` takes, however busy the machine is with other things. */
function timeOf(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e3;
}

// By the square, a million letters would take hours.
const mostMs = 10_000;

test.each(Object.entries(long))(
  'reads a million letters in no time: %s, in every setting at once',
  (_, make) => {
    const raw = make(1e6);
    const settings = Object.fromEntries(keys.map((key) => [key, raw]));
    expect(timeOf(() => read(settings, {}))).toBeLessThan(mostMs);
  },
  60_000,
);

test('reads thousands of unknown keys in no time, and one of a million letters', () => {
  const key = 'surveys'.repeat(150_000);
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (__, index) => [`key${index}`, index]));
  const work = (): void => expect(read({ [key]: 1 }, { ...many, ...complete, [key]: 1 }).problems).toHaveLength(5_001);
  expect(timeOf(work)).toBeLessThan(mostMs);
}, 60_000);
