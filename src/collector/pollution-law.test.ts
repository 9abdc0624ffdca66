// Names that every object has, in everything that somebody else writes and we parse.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { allTables } from '../core/all-tables.ts';
import { parseConfig } from '../core/config.ts';
import { parseHistory } from '../core/history.ts';
import { ownText, textIn, type OwnText } from '../core/own-text.ts';
import { parseOptions } from '../core/parse-options.ts';
import { parseResponse } from '../core/parse-response.ts';
import { parseSteps } from '../core/parse-steps.ts';
import { checkKeys, gatherTraits } from '../core/rare-config.ts';
import { readValue, sampleBase as base } from '../core/sample-values.ts';
import { sampleAt, sampleResponse } from '../core/samples.ts';
import { stringify } from '../core/stringify.ts';
import { parseTraits } from '../core/traits.ts';
import { parseAnnotation, parseTriage } from './parse-notes.ts';
import { parsePageQuery, parsePersonQuery, parseResultsQuery, parseStreamQuery } from './parse-query.ts';
import { readRaw } from './read-raw.ts';

const prototypes = [Object, Array, String, Number, Function, Map, Set, Promise].map(
  ({ prototype }) => prototype as object,
);
/** What every object has, as a text. */
const readPrototypes = (): string => JSON.stringify(prototypes.map((one) => Object.getOwnPropertyNames(one)));

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'polluted', '__proto__.polluted', 'a'];

/** JSON, as a text: objects in objects, with names that every object has among those in `own`. */
const pollution = (own: readonly string[]): fc.Arbitrary<string> => {
  const key = fc.constantFrom(...names, ...names, ...own);
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom('"x"', '"load"', '7', 'true', 'null', '"2026-03-01"'),
      fc.array(tie('tree'), { maxLength: 3 }).map((all) => `[${all.join()}]`),
      fc
        .array(fc.tuple(key, tie('tree')), { maxLength: 4 })
        .map((all) => `{${all.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`),
    ),
  }));
  return tree;
};

/** Nothing in what was made got a prototype that somebody sent. */
function expectOwn(made: unknown, depth = 0): void {
  if (typeof made != 'object' || made === null || depth > 8) return;
  const prototype: unknown = Object.getPrototypeOf(made);
  const isUsual = prototype === null || prototypes.includes(prototype as object) || made instanceof URLSearchParams;
  expect(isUsual, `${JSON.stringify(made)} has a prototype of its own`).toBe(true);
  for (const value of Object.values(made)) expectOwn(value, depth + 1);
}

/** Neither what every object has nor what `parse` makes of the JSON is changed by names in it. */
function expectNoPollution(own: readonly string[], parse: (json: string) => unknown, numRuns = 300): void {
  const before = readPrototypes();
  fc.assert(
    fc.property(pollution(own), (json) => {
      expectOwn(parse(json));
      expect('polluted' in {}).toBe(false);
    }),
    { numRuns, seed: 20261123 },
  );
  expect(readPrototypes()).toBe(before);
}

const settings = [...Object.keys(allTables.site), ...Object.keys(allTables.survey)];
const nothing = (): void => {};

/** Parsers of what JSON holds, those of the widget and of the collector. */
const inJson: Readonly<Record<string, readonly [own: readonly string[], parse: (raw: never) => unknown]>> = {
  'settings in JSON': [
    [...settings, 'surveys', 'surveys'],
    (raw) => {
      checkKeys(allTables, {}, raw, nothing);
      const { site, surveys } = parseConfig(allTables, {}, raw, base, 'acme.example', nothing);
      // What was given stays as it is, to be parsed when it is needed.
      return [site, surveys.map(({ given: _given, parseMore: _parseMore, ...survey }) => survey)];
    },
  ],
  'attributes of a tag': [
    settings,
    (raw) => {
      const { site } = parseConfig(allTables, gatherTraits(raw ?? {}), {}, base, 'acme.example', nothing);
      return site;
    },
  ],
  traits: [['plan', 'seats'], (raw) => parseTraits(raw, nothing)],
  'texts by language': [
    ['en', 'de', 'pt-BR'],
    (raw) => textIn(['de', 'en'])(readValue(ownText, raw) as OwnText | undefined),
  ],
  'options of a question': [['id', 'label', 'en'], (raw) => readValue(parseOptions, raw)],
  steps: [['id', 'type', 'question', 'options', 'when', 'label', 'min', 'max'], (raw) => parseSteps([raw], nothing)],
  'a history': [
    ['prompts', 'fired', 'visitAt', 'views', 'id', 'shownAt', 'survey', 'firedAt'],
    (raw) => parseHistory(JSON.stringify(raw), sampleAt),
  ],
  'a response': [
    Object.keys(sampleResponse()),
    (raw) => {
      const parsed = parseResponse({ ...sampleResponse(), ...(raw as object) });
      return 'response' in parsed ? parsed.response : parsed;
    },
  ],
  'what is written as JSON': [['a', 'b'], (raw) => JSON.parse(stringify(raw) ?? 'null')],
};

/** The names and values of an object as a form or a query has them, with names within names. */
function fieldsOf(json: string): URLSearchParams {
  const fields = new URLSearchParams();
  const add = (value: unknown, path: string): void => {
    if (typeof value == 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) add(inner, path ? `${path}.${name}` : name);
    else fields.append(path, String(value));
  };
  add(JSON.parse(json), '');
  return fields;
}

const query = ['site', 'survey', 'from', 'to', 'segment', 'trait.plan', 'user', 'visitor', 'search'];

/** Parsers of texts: bodies, forms and queries. */
const inTexts: Readonly<Record<string, readonly [own: readonly string[], parse: (json: string) => unknown]>> = {
  'a body in JSON': [['id', 'score'], (json) => readRaw('application/json', json)],
  'a form': [['id', 'score', 'traits'], (json) => readRaw('application/x-www-form-urlencoded', `${fieldsOf(json)}`)],
  'a change of status and tags': [['status', 'tags'], (json) => parseTriage(JSON.parse(json))],
  'an annotation': [['site', 'at', 'text'], (json) => parseAnnotation(JSON.parse(json))],
  'a query of results': [query, (json) => parseResultsQuery(fieldsOf(json))],
  'a query of responses': [query, (json) => parsePageQuery(fieldsOf(json))],
  'a query of the stream': [query, (json) => parseStreamQuery(fieldsOf(json))],
  'a query of a person': [query, (json) => parsePersonQuery(fieldsOf(json))],
};

for (const [name, [own, parse]] of Object.entries(inJson))
  test(`no name in ${name} reaches another object`, () =>
    expectNoPollution(own, (json) => parse(JSON.parse(json) as never)));

for (const [name, [own, parse]] of Object.entries(inTexts))
  test(`no name in ${name} reaches another object`, () => expectNoPollution(own, parse));

test('the law notices who copies key by key', () => {
  const copy = (json: string): unknown => {
    const made: Record<string, unknown> = {};
    for (const [key, value] of Object.entries((JSON.parse(json) as object | null) ?? {})) made[key] = value;
    return made;
  };
  expect(() => expectNoPollution([], copy)).toThrow('Property failed');
});
