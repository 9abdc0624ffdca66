import { expect, test } from 'vitest';
import { commonTables, parseConfig, type TagSettings } from './config.ts';
import type { Problem } from './problem.ts';
import { checkKeys, gatherTraits, inRank, withRare } from './rare-config.ts';
import { rareSiteSettings, rareSurveySettings } from './rare-settings.ts';
import { sampleEndpoint as endpoint } from './samples.ts';
import { siteSettings, surveySettings } from './settings.ts';

/** What is reported about the keys of a tag and of JSON. */
function check(tag: TagSettings, json: unknown = {}): Problem[] {
  const problems: Problem[] = [];
  checkKeys(withRare(commonTables), tag, json, (...problem) => problems.push(problem));
  return problems;
}

test('knows every setting once, with the rows that others look at before them', () => {
  const { site, survey } = withRare(commonTables);
  expect(Object.keys(site)).toEqual(Object.keys({ ...siteSettings, ...rareSiteSettings }));
  expect(Object.keys(survey)).toEqual(Object.keys({ ...surveySettings, ...rareSurveySettings }));
  const all = [siteSettings, rareSiteSettings, surveySettings, rareSurveySettings].flatMap(Object.keys);
  expect(all).toHaveLength(new Set(all).size);
});

test('has nothing to say about known keys, on a tag or in JSON', () => {
  const everything = { ...siteSettings, ...rareSiteSettings, ...surveySettings, ...rareSurveySettings };
  // Only a tag points to a configuration.
  const { config: _, ...inJson } = everything;
  expect(check(everything)).toEqual([]);
  expect(check({}, inJson)).toEqual([]);
  expect(check({ sample: '5%' }, { endpoint, surveys: [rareSurveySettings, surveySettings] })).toEqual([]);
});

test('reports an unknown attribute only within two letters of a known one, one letter of a short one', () => {
  const tag = {
    survey: 'nps',
    endpoint,
    surveey: '1',
    mim_Pages: '2',
    cfasync: 'false',
    rocketLoader: 'x',
    nonce: 'y',
    // Two letters from `kind`, `gap` and `site`, but half of so short a name.
    id: '1',
    tag: 'z',
    title: 'Widget',
  };
  expect(check(tag)).toEqual([
    ['unknown', 'surveey', true, 'survey'],
    ['unknown', 'mim_Pages', true, 'minPages'],
  ]);
});

test('reports every unknown key of JSON', () => {
  expect(check({}, { endpoint, survey: 'nps', colour: 'red', gapp: '1d' })).toEqual([
    ['unknown', 'colour', false, undefined],
    ['unknown', 'gapp', false, 'gap'],
  ]);
});

test('takes __proto__ in JSON for an unknown key', () => {
  const json: unknown = JSON.parse('{"__proto__":{"gap":"1d","mode":"off"},"survey":"nps"}');
  expect(check({}, json)).toEqual([['unknown', '__proto__', false, undefined]]);
});

test('reports a site-wide setting inside a survey, where it does nothing', () => {
  expect(check({}, { endpoint, surveys: [{ survey: 'nps', gap: '1d' }] })).toEqual([
    ['unknown', 'gap', false, undefined],
  ]);
});

test("reports a survey's setting beside a list of surveys, where it does nothing", () => {
  expect(check({}, { endpoint, minPages: 3, surveys: [{ survey: 'nps' }] })).toEqual([
    ['unknown', 'minPages', false, undefined],
  ]);
  expect(check({ minPages: '3' }, { endpoint, surveys: [{ survey: 'nps' }] })).toEqual([]);
});

test('reports a list of surveys within a survey', () => {
  expect(check({}, { endpoint, surveys: [{ survey: 'nps', surveys: [] }] })).toEqual([
    ['unknown', 'surveys', false, 'survey'],
  ]);
});

test.each([5, true, 'text'])('says that %j is no object', (json) => {
  expect(check({ survey: 'nps', endpoint }, json)).toEqual([['noObject', typeof json]]);
  expect(check({ endpoint }, { surveys: [json] })).toEqual([['noObject', typeof json]]);
});

test.each([null, undefined])('takes %j for no settings at all', (json) => {
  expect(check({ survey: 'nps', endpoint }, json)).toEqual([]);
});

test('gathers the attributes of traits into one setting, named as the response names them', () => {
  expect(
    gatherTraits({ survey: 'nps', traitPlan: 'pro', traitPlanType: 'team', 'trait-2nd': 'b', 'traitTop-10': 'c' }),
  ).toEqual({
    survey: 'nps',
    traits: { plan: 'pro', plan_type: 'team', '2nd': 'b', top_10: 'c' },
  });
});

test('leaves a tag without traits as it is, so that those in JSON hold', () => {
  const tag = { survey: 'nps', trait: 'x', traits: 'y', traitor: 'z' };
  expect(gatherTraits(tag)).toEqual(tag);
});

/** The names of the surveys, in the order in which they win over others. */
function order(surveys: readonly Readonly<Record<string, unknown>>[], tag: TagSettings = {}): string[] {
  const json = { endpoint, surveys };
  const config = parseConfig(withRare(commonTables), tag, json, 'https://acme.example', '', (...problem) => {
    throw new Error(`There is a problem: ${problem.join()}`);
  });
  return inRank(config.surveys).map(({ survey }) => survey);
}

test('lets surveys win by priority, then the relationship, then as the owner ordered them', () => {
  const [a, b] = [
    { survey: 'a', kind: 'ces' },
    { survey: 'b', kind: 'csat' },
  ];
  const nps = { survey: 'nps' };
  expect(order([a, b])).toEqual(['a', 'b']);
  expect(order([b, a])).toEqual(['b', 'a']);
  expect(order([a, nps, b])).toEqual(['nps', 'a', 'b']);
  expect(order([a, nps, { ...b, priority: 1 }])).toEqual(['b', 'nps', 'a']);
  expect(order([{ ...nps, priority: '-1' }, a, b])).toEqual(['a', 'b', 'nps']);
  expect(order([{ ...a, priority: '-999' }, b, nps], { priority: '-5' })).toEqual(['nps', 'b', 'a']);
});
