import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';
import type { Problem } from './problem.ts';
import { siteSettings, surveySettings } from './settings.ts';

fc.configureGlobal({ seed: 20261121 });

const base = 'https://acme.example/';
const tables = { ...siteSettings, ...surveySettings };
const keys = Object.keys(tables) as (keyof typeof tables)[];
// An object that cannot be turned into text is no value that a file or a page would hold.
const anyJson = fc.jsonValue({ maxDepth: 2 }).filter((value) => !/"(toString|valueOf)":/.test(JSON.stringify(value)));
// Values that some setting or other takes, so that the law is tried on both sides.
const likely = fc.constantFrom<unknown>(
  '45d',
  '0s',
  'never',
  'live',
  'load',
  'event:a',
  ['load'],
  '/r',
  'nps',
  'ces',
  'off',
  '7',
  7,
);

test.each(keys)('takes any JSON value for %s: an allowed value, or the default and one problem', (key) => {
  const [type] = tables[key];
  const complete = { endpoint: '/r', survey: 'nps', ...(key === 'survey' && { kind: 'nps' }) };
  const parse = (raw: unknown) => {
    const problems: Problem[] = [];
    const { site, surveys } = parseConfig({}, { ...complete, [key]: raw }, base, 'acme.example', (...problem) => {
      problems.push(problem);
    });
    return { value: { ...site, ...surveys[0] }[key], problems: problems.filter(([code]) => code === 'value') };
  };
  // A name without a default nor a kind to go with it is no survey: nothing to look at.
  const standard = key === 'endpoint' || key === 'survey' ? undefined : parse(undefined).value;
  fc.assert(
    fc.property(fc.oneof(anyJson, likely), (raw) => {
      const { value, problems } = parse(raw);
      const isAllowed = type(raw, base) !== undefined;
      expect(problems).toEqual(isAllowed ? [] : [['value', key, raw, false, standard]]);
      expect(value).toEqual(isAllowed ? type(raw, base) : standard);
    }),
  );
});

test('takes any JSON value as settings, and reports what is wrong as data', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), anyJson, (tag, json) => {
      const { surveys } = parseConfig(tag, json, base, 'acme.example', (...problem) => {
        expect(problem[0]).toBeTypeOf('string');
      });
      for (const { survey, kind } of surveys) expect([typeof survey, typeof kind]).toEqual(['string', 'string']);
    }),
  );
});
