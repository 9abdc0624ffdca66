// @vitest-environment happy-dom
import { h } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { PromptParts } from '../core/ports.ts';
import type { PromptFacts, Traits } from '../core/response.ts';
import { sampleFacts } from '../core/samples.ts';
import type { SettingsInput, Survey } from '../core/settings.ts';
import { english } from './english.ts';
import type { After, Looks, StepsOptions } from './parts.ts';
import { prepare } from './prepare.ts';
import { sampleSurvey } from './sample-parts.ts';

afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.lang = '';
});

const looks: Looks = {
  theme: 'auto',
  shape: 'numbers',
  max: undefined,
  role: undefined,
  isFixed: false,
  isNarrow: undefined,
  css: () => '',
  place() {},
  picture: undefined,
};

/** A preparation, and what it asked the further parts for. */
function watched(drawn: Looks | null = looks, tag = 'de') {
  const fetched: (keyof PromptParts)[] = [];
  const asked: { steps?: StepsOptions; fixed?: string | undefined } = {};
  const parts: Pick<PromptParts, 'looks' | 'language' | 'steps'> = {
    looks: { open: () => drawn ?? undefined },
    language: {
      async read(_survey, _english, _base, fixed) {
        asked.fixed = fixed;
        return { ...english, tag };
      },
    },
    steps: {
      async open(options) {
        asked.steps = options;
        return {} as After;
      },
    },
  };
  const load = async <K extends keyof PromptParts>(name: K): Promise<PromptParts[K]> => {
    fetched.push(name);
    return (parts as PromptParts)[name];
  };
  const go = (survey: Survey, traits?: Traits, draft?: PromptFacts) =>
    prepare({ load, warn: () => {} }, survey, traits, draft);
  return { fetched, asked, go };
}
const partsOf = async (...settings: Parameters<typeof sampleSurvey>): Promise<readonly string[]> => {
  const { fetched, go } = watched();
  await go(sampleSurvey(...settings));
  return fetched;
};

test('fetches nothing for a single question in English', async () => {
  expect(await partsOf()).toEqual([]);
  expect(await partsOf({ question: 'How was {subject}?', intro: 'Hello', followUp: 'off', thanks: 'Bye' })).toEqual([]);
});

test.each<[string, SettingsInput]>([
  ['a tag of English', { locale: 'en-GB' }],
  ['texts by language', { question: { en: 'How?', de: 'Wie?' } }],
])('fetches nothing for %s on an English page', async (_what, settings) => {
  document.documentElement.lang = 'en';
  expect(await partsOf(settings)).toEqual([]);
});

test.each<[string, SettingsInput]>([
  ['another language', { locale: 'de' }],
  ['the language of the page, whatever it is', { locale: 'auto' }],
  ['other words for its texts', { strings: { send: 'Go' } }],
])('fetches the language part for %s', async (_what, settings) => {
  expect(await partsOf(settings)).toEqual(['language']);
});

test('fetches the language part for a page, else for a visitor, in another language', async () => {
  document.documentElement.lang = 'de';
  expect(await partsOf()).toEqual(['language']);
  document.documentElement.lang = '';
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('fr-FR');
  expect(await partsOf()).toEqual(['language']);
  document.documentElement.lang = 'en';
  expect(await partsOf()).toEqual([]);
});

test('takes the language of the tag before that of the JSON', async () => {
  expect(await partsOf({ locale: 'de' }, { locale: 'en' })).toEqual(['language']);
  expect(await partsOf({ locale: 'en' }, { locale: 'de' })).toEqual([]);
});

test.each<SettingsInput>([
  { accent: '#804000' },
  { theme: 'dark' },
  { position: 'top-left' },
  { offset: '8px 8px' },
  { target: '#here' },
])('fetches the looks part for %j', async (settings) => {
  expect(await partsOf(settings)).toEqual(['looks']);
});

test.each<SettingsInput>([
  { survey: 'csat', scale: '7' },
  { survey: 'csat', shape: 'stars' },
])('fetches the looks part for %j', async (settings) => {
  expect(await partsOf(settings)).toEqual(['looks']);
});

test.each<SettingsInput>([
  { reasons: 'Price|Quality' },
  { reasonsNegative: 'Price|Quality' },
  { contact: 'always' },
  { link: 'https://acme.example/' },
  { linkPositive: 'https://acme.example/' },
  { privacyLink: '/privacy' },
  { steps: ['intent'] },
])('fetches the steps part for %j', async (settings) => {
  expect(await partsOf(settings)).toEqual(['steps']);
});

test('fetches each part that a survey needs, once', async () => {
  const parts = await partsOf({ locale: 'de', theme: 'dark', contact: 'always', reasons: 'Price|Quality' });
  expect([...parts].sort()).toEqual(['language', 'looks', 'steps']);
});

test('hands to the steps what they depend on', async () => {
  const { asked, go } = watched();
  const traits = { email: 'ada@example.com' };
  const prepared = await go(sampleSurvey({ contact: 'always' }), traits);
  expect(asked.steps).toMatchObject({ facts: { kind: 'nps', max: 10, traits }, isPopUp: true });
  expect([asked.steps?.texts, asked.steps?.h]).toEqual([prepared?.texts, h]);
  await go(sampleSurvey({ contact: 'always', position: 'inline', target: '#here' }));
  expect(asked.steps?.isPopUp).toBe(false);
});

test('has nothing where the page has no place for the prompt', async () => {
  const { fetched, go } = watched(null);
  const survey = sampleSurvey({ position: 'inline', target: '#here', contact: 'always' });
  expect(await go(survey)).toBeUndefined();
  expect(fetched).toEqual(['looks']);
});

test('says what a response tells of the prompt', async () => {
  const { go } = watched({ ...looks, max: 7, shape: 'stars' });
  expect((await go(sampleSurvey({ survey: 'csat', scale: '7', locale: 'de' })))?.facts).toEqual({
    kind: 'csat',
    min: 1,
    max: 7,
    locale: 'de',
    question: 'How satisfied are you with Acme?',
    wording: 'standard-1',
    layout: 'row',
    shape: 'stars',
  });
  expect((await go(sampleSurvey()))?.facts).toMatchObject({ min: 0, max: 10, locale: 'en', shape: undefined });
  expect((await go(sampleSurvey({ question: 'Well?' })))?.facts.wording).toMatch(/^custom-[\da-f]{8}$/);
});

test('says that eleven points take two rows where the window is narrow, and no other scale', async () => {
  vi.spyOn(globalThis, 'matchMedia').mockImplementation(
    (query) => ({ matches: query === '(max-width: 479px)' }) as MediaQueryList,
  );
  const { go } = watched();
  expect((await go(sampleSurvey()))?.facts.layout).toBe('two-rows');
  expect((await go(sampleSurvey({ survey: 'csat' })))?.facts.layout).toBe('row');
});

test('goes on in the language and on the scale of a draft, whatever is set meanwhile', async () => {
  const { fetched, asked, go } = watched({ ...looks, max: 7 }, 'fr');
  const survey = sampleSurvey({ survey: 'csat', scale: '7', locale: 'en' });
  const draft = sampleFacts({ kind: 'csat', min: 1, max: 5, locale: 'fr' });
  expect((await go(survey, undefined, draft))?.facts).toMatchObject({ max: 5, locale: 'fr' });
  expect([fetched, asked.fixed]).toEqual([['looks', 'language'], 'fr']);
  fetched.length = 0;
  await go(sampleSurvey({ locale: 'de' }), undefined, sampleFacts({ locale: 'en' }));
  expect(fetched).toEqual([]);
});

test('fails where a part cannot be had', async () => {
  const load = () => Promise.reject(new Error('The chunk is not there.'));
  await expect(
    prepare({ load, warn: () => {} }, sampleSurvey({ contact: 'always' }), undefined, undefined),
  ).rejects.toThrow('The chunk is not there.');
});

test.each([
  ['en-GB', 'Colour?'],
  ['en-US', 'Color?'],
  ['en-AU', 'Which?'],
])('asks in the words that the owner has for %s', async (lang, question) => {
  document.documentElement.lang = lang;
  const { go } = watched();
  const texts = { de: 'Farbe?', 'en-GB': 'Colour?', 'en-US': 'Color?', en: 'Which?' };
  const prepared = await go(sampleSurvey({ question: texts }));
  expect(prepared?.texts.question).toBe(question);
  expect(prepared?.texts.choose({ de: '{subject}!' })).toBe('Acme!');
});
