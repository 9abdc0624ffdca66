import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonTables, parseConfig, type Config } from './config.ts';
import type { Problem, Warn } from './problem.ts';
import { checkKeys, gatherTraits, withRare } from './rare-config.ts';

fc.configureGlobal({ seed: 20261121 });

const base = 'https://acme.example/';
const tables = withRare(commonTables);
const all = { ...tables.site, ...tables.survey };
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
  '8%',
  '100%',
  '2026-03-01',
  '2026-03-01T09:00:00Z',
  'acme.example',
  ['/docs/**', '#/cart'],
  'phone,tablet',
  'returning',
  { plan: 'pro' },
  true,
);

const parse = (tag: Readonly<Record<string, unknown>>, json: unknown, warn: Warn): Config =>
  parseConfig(tables, tag, json, base, 'acme.example', warn);

test.each(Object.keys(all))('takes any JSON value for %s: an allowed value, or the default and one problem', (key) => {
  const [type] = all[key]!;
  const typed = (raw: unknown): unknown => {
    try {
      return type(raw, base);
    } catch {
      return undefined;
    }
  };
  const complete = { endpoint: '/r', survey: 'nps', ...(key === 'survey' && { kind: 'nps' }) };
  const read = (raw: unknown) => {
    const problems: Problem[] = [];
    const { site, surveys } = parse({}, { ...complete, [key]: raw }, (...problem) => void problems.push(problem));
    const values: Readonly<Record<string, unknown>> = { ...site, ...surveys[0] };
    return { value: values[key], problems: problems.filter(([code]) => code === 'value') };
  };
  // A name without a default nor a kind to go with it is no survey: nothing to look at.
  const standard = key === 'endpoint' || key === 'survey' ? undefined : read(undefined).value;
  fc.assert(
    fc.property(fc.oneof(anyJson, likely), (raw) => {
      const { value, problems } = read(raw);
      const expected = typed(raw);
      const isAllowed = expected !== undefined;
      expect(problems).toEqual(isAllowed ? [] : [['value', key, raw, false, standard]]);
      expect(value).toEqual(isAllowed ? expected : standard);
    }),
  );
});

test('takes any JSON value as settings, and reports what is wrong as data', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), anyJson, (tag, json) => {
      const warn: Warn = (...problem) => expect(problem[0]).toBeTypeOf('string');
      checkKeys(tables, tag, json, warn);
      const { surveys } = parse(gatherTraits(tag), json, warn);
      for (const { survey, kind } of surveys) expect([typeof survey, typeof kind]).toEqual(['string', 'string']);
    }),
  );
});
