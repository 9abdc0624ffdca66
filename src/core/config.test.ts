import { afterEach, expect, test } from 'vitest';
import { commonTables, isCommon, parseConfig, type Config, type TagSettings } from './config.ts';
import { dayMs } from './duration.ts';
import type { Problem, Warn } from './problem.ts';
import { withRare } from './rare-config.ts';
import { sampleEndpoint as endpoint } from './samples.ts';

function parse(tag: TagSettings, json: unknown = {}): Config & { problems: Problem[] } {
  const problems: Problem[] = [];
  const warn: Warn = (...problem) => problems.push(problem);
  const tables = withRare(commonTables);
  return {
    ...parseConfig(tables, tag, json, 'https://acme.example/shop/', 'acme.example:8443', warn),
    problems,
  };
}

test('needs no more than a survey and an endpoint', () => {
  const { site, surveys, problems } = parse({ survey: 'nps', endpoint });
  expect(problems).toEqual([]);
  expect(site).toMatchObject({ endpoint, site: 'acme.example:8443', gap: 45 * dayMs, mode: 'live' });
  expect(surveys).toHaveLength(1);
  expect(surveys[0]).toMatchObject({ survey: 'nps', kind: 'nps', trigger: ['load'], minPages: 2, minTime: 15_000 });
});

test.each([
  ['nps', 90, 60, 14],
  ['csat', 45, 30, 7],
  ['ces', 45, 30, 7],
])('waits as the kind %s does when nothing else is said', (kind, answer, dismiss, ignore) => {
  expect(parse({ survey: 'a', kind, endpoint }).surveys[0]).toMatchObject({
    afterAnswer: answer * dayMs,
    afterDismiss: dismiss * dayMs,
    afterIgnore: ignore * dayMs,
  });
});

test('asks for no earlier visit to a page when the survey only answers to an event', () => {
  expect(parse({ survey: 'ces', endpoint, trigger: 'event:a' }).surveys[0]).toMatchObject({ minPages: 0, minTime: 0 });
  expect(parse({ survey: 'ces', endpoint, trigger: 'event:a;load' }).surveys[0]).toMatchObject({ minPages: 2 });
  expect(parse({ survey: 'ces', endpoint, trigger: 'event:a', minPages: '3' }).surveys[0]).toMatchObject({
    minPages: 3,
  });
});

test('takes a site-wide setting from the tag, then from JSON, then the default', () => {
  expect(parse({ gap: '1d' }, { gap: '2d' }).site.gap).toBe(dayMs);
  expect(parse({}, { gap: '2d' }).site.gap).toBe(2 * dayMs);
  expect(parse({}, {}).site.gap).toBe(45 * dayMs);
});

test("takes a survey's setting from its own object, then from the tag, then the default", () => {
  const { surveys } = parse(
    { endpoint, minPages: '5', afterAnswer: '5d', survey: 'tag', kind: 'ces' },
    { surveys: [{ survey: 'one', kind: 'csat', minPages: 7 }] },
  );
  expect(surveys).toHaveLength(1);
  expect(surveys[0]).toMatchObject({
    survey: 'one',
    kind: 'csat',
    minPages: 7,
    afterAnswer: 5 * dayMs,
    afterIgnore: 7 * dayMs,
  });
});

test('starts from settings alone, without a tag', () => {
  const { site, surveys, problems } = parse({}, { endpoint, survey: 'ces', minTime: '1s' });
  expect([site.endpoint, surveys[0]?.kind, surveys[0]?.minTime, problems]).toEqual([endpoint, 'ces', 1_000, []]);
});

test('reads a list of surveys, in the order of the owner, without a complaint', () => {
  const { surveys, problems } = parse({ endpoint }, { surveys: [{ survey: 'b', kind: 'nps' }, { survey: 'ces' }] });
  expect(surveys.map(({ survey, kind }) => [survey, kind])).toEqual([
    ['b', 'nps'],
    ['ces', 'ces'],
  ]);
  expect(problems).toEqual([]);
});

test('adds no survey of the tag to a list, and none at all for an empty one', () => {
  const { surveys } = parse({ endpoint, survey: 'nps' }, { surveys: [{ survey: 'ces' }] });
  expect(surveys.map(({ survey }) => survey)).toEqual(['ces']);
  expect(parse({ endpoint, survey: 'nps' }, { surveys: [] })).toMatchObject({ surveys: [], problems: [] });
});

test("takes a survey's setting beside a list of surveys for nobody's", () => {
  const { surveys } = parse({ endpoint }, { minPages: 7, gap: '3d', surveys: [{ survey: 'nps' }] });
  expect(surveys[0]).toMatchObject({ minPages: 2 });
});

test('takes one object for a list of one survey', () => {
  expect(parse({ endpoint }, { surveys: { survey: 'ces' } }).surveys).toMatchObject([{ survey: 'ces', kind: 'ces' }]);
});

test.each([5, 'nps', null, [[]], true])('shows nothing, and says so, for %j in place of a survey', (one) => {
  expect(parse({ endpoint }, { surveys: [one] })).toMatchObject({
    surveys: [],
    problems: [['survey', undefined, undefined]],
  });
});

test('resolves the endpoint against the page', () => {
  expect(parse({ survey: 'nps', endpoint: 'r' }).site.endpoint).toBe('https://acme.example/shop/r');
});

test('reports a bad value once and names the default that is used instead', () => {
  expect(parse({ survey: 'nps', endpoint, gap: 'soon' }).problems).toEqual([
    ['value', 'gap', 'soon', true, 45 * dayMs],
  ]);
  expect(parse({ endpoint }, { survey: 'nps', minPages: -1 }).problems).toEqual([['value', 'minPages', -1, false, 2]]);
});

test('lets the next source hold where a value is bad, and reports that one', () => {
  const { site, problems } = parse({ survey: 'nps', endpoint, gap: 'soon' }, { gap: '3d' });
  expect(site.gap).toBe(3 * dayMs);
  expect(problems).toEqual([['value', 'gap', 'soon', true, 3 * dayMs]]);
});

test("lets the tag hold where a survey's own value is bad, and reports that one only", () => {
  const { surveys, problems } = parse({ endpoint, delay: '5s' }, { surveys: [{ survey: 'nps', delay: 5 }] });
  expect(surveys[0]).toMatchObject({ delay: 5_000 });
  expect(problems).toEqual([['value', 'delay', 5, false, 5_000]]);
});

test('reports a bad value of the tag even where another source holds, but not one behind a good one', () => {
  expect(parse({ survey: 'nps', endpoint, mode: 'x' }, { mode: 'y' }).problems).toEqual([
    ['value', 'mode', 'x', true, 'live'],
    ['value', 'mode', 'y', false, 'live'],
  ]);
  expect(parse({ survey: 'nps', endpoint, mode: 'off' }, { mode: 'y' }).problems).toEqual([]);
});

test('takes an empty attribute for a bad value, and an undefined one for none', () => {
  expect(parse({ survey: 'nps', endpoint, user: '' }).problems).toEqual([['value', 'user', '', true, undefined]]);
  expect(parse({ survey: 'nps', endpoint, user: undefined }).problems).toEqual([]);
});

test('reports each of several bad values', () => {
  const { problems } = parse({ survey: 'nps', endpoint, gap: 'x', mode: 'y', minTime: 'z', kind: 'q' });
  expect(problems.map(([, key]) => key)).toEqual(['gap', 'mode', 'kind', 'minTime']);
});

test('shows nothing, and says so, without an endpoint, a name or a kind', () => {
  expect(parse({ survey: 'nps' }).problems).toEqual([['noEndpoint']]);
  expect(parse({ survey: 'nps' }).site.endpoint).toBeUndefined();
  expect(parse({ endpoint })).toMatchObject({ surveys: [], problems: [['survey', undefined, undefined]] });
  expect(parse({ endpoint, survey: 'checkout' })).toMatchObject({
    surveys: [],
    problems: [['survey', 'checkout', undefined]],
  });
});

test('lets the first of two surveys of one name win', () => {
  const { surveys, problems } = parse(
    { endpoint },
    {
      surveys: [
        { survey: 'a', kind: 'nps' },
        { survey: 'a', kind: 'ces' },
      ],
    },
  );
  expect(surveys.map(({ kind }) => kind)).toEqual(['nps']);
  expect(problems).toEqual([['survey', 'a', 'ces']]);
});

afterEach(() => {
  for (const key of ['gap', 'endpoint', 'survey', 'minPages'])
    delete (Object.prototype as Record<string, unknown>)[key];
});

test('takes nothing from __proto__ in JSON', () => {
  const json = JSON.parse('{"__proto__":{"gap":"1d","mode":"off"},"survey":"nps"}') as unknown;
  const { site, problems } = parse({ endpoint }, json);
  expect(site).toMatchObject({ gap: 45 * dayMs, mode: 'live' });
  expect(problems).toEqual([]);
  expect('gap' in {}).toBe(false);
});

test('heeds no setting that a page has put on Object.prototype', () => {
  const values = { gap: '1d', endpoint: 'https://evil.example', survey: 'evil', minPages: '9' };
  Object.assign(Object.prototype, values);
  const { site, surveys, problems } = parse({ survey: 'nps', endpoint });
  expect(problems).toEqual([]);
  expect([site.gap, site.endpoint]).toEqual([45 * dayMs, endpoint]);
  expect([surveys[0]?.survey, surveys[0]?.minPages]).toEqual(['nps', 2]);
});

test('knows when the common settings are enough', () => {
  expect(isCommon({ survey: 'nps', endpoint }, {})).toBe(true);
  expect(isCommon({}, { endpoint, survey: 'nps', trigger: ['load'] })).toBe(true);
  expect(isCommon({}, undefined)).toBe(true);
});

test.each([[{ sample: '5%' }], [{ config: '#a' }], [{ surveys: [] }], [{ surveey: 'x' }], [{ traitPlan: 'pro' }]])(
  'needs the rest for %j, on a tag or in JSON',
  (more) => {
    expect(isCommon({ survey: 'nps', ...more }, {})).toBe(false);
    expect(isCommon({}, { survey: 'nps', ...more })).toBe(false);
  },
);
