// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { sampleConfig } from '../core/samples.ts';
import { standardScale } from '../core/kinds.ts';
import { textIn } from '../core/own-text.ts';
import { parseMore } from '../core/parse-more.ts';
import { promptSurveySettings } from '../core/prompt-settings.ts';
import { english } from './english.ts';
import { makeTexts } from './texts.ts';

const textsOf = (tag: Readonly<Record<string, string>>, max?: number) => {
  const { survey } = sampleConfig(tag);
  const { min, max: usual } = standardScale(survey.kind);
  return makeTexts(
    survey.kind,
    min,
    max ?? usual,
    parseMore(survey, { site: {}, survey: promptSurveySettings }),
    english,
  );
};
const texts = (tag: Readonly<Record<string, string>> = {}, max?: number) => textsOf({ subject: 'Acme', ...tag }, max);

afterEach(() => document.head.replaceChildren());

test.each([
  ['nps', 'How likely are you to recommend Acme to a friend or colleague?'],
  ['csat', 'How satisfied are you with Acme?'],
  ['ces', 'Acme made it easy for me to handle my issue.'],
])('asks the standard question of %s with the subject filled in', (survey, question) => {
  expect(texts({ survey }).question).toBe(question);
});

test("takes the owner's question, with every {subject} filled in", () => {
  expect(texts({ question: '{subject}? Really {subject}?' }).question).toBe('Acme? Really Acme?');
});

test('takes a subject as it is, whatever characters it holds', () => {
  expect(texts({ subject: "$& $1 $' <b>", question: 'Like {subject}?' }).question).toBe("Like $& $1 $' <b>?");
});

test("rates the site by its name where the owner names no subject, else by its host's name", () => {
  const question = (): string => textsOf({ question: '{subject}?' }).question;
  expect(question()).toBe(`${location.hostname || 'us'}?`);
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'og:site_name');
  meta.content = 'Acme Shop';
  document.head.append(meta);
  expect(question()).toBe('Acme Shop?');
});

test('names the ends of an NPS scale, and nothing between them', () => {
  expect(texts().words).toEqual({ 0: 'Not at all likely', 10: 'Extremely likely' });
});

test('names every point of a CSAT and of a CES scale, in their order', () => {
  expect(texts({ survey: 'csat' }).words).toEqual({
    1: 'Very dissatisfied',
    2: 'Dissatisfied',
    3: 'Neutral',
    4: 'Satisfied',
    5: 'Very satisfied',
  });
  expect(Object.keys(texts({ survey: 'ces' }).words)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(texts({ survey: 'ces' }).words).toMatchObject({
    1: 'Strongly disagree',
    4: 'Neither agree nor disagree',
    7: 'Strongly agree',
  });
});

test("takes the owner's words for the ends and leaves the others", () => {
  const { words } = texts({ survey: 'csat', lowLabel: 'Bad', highLabel: 'Good' });
  expect([words[1], words[2], words[5]]).toEqual(['Bad', 'Dissatisfied', 'Good']);
});

test('asks the follow-up of the segment: its own, else the common one, else the standard one', () => {
  const { followUp } = texts({ followUp: 'Why {subject}?', followUpNegative: 'What went wrong?' });
  expect(followUp('negative')).toBe('What went wrong?');
  expect(followUp('neutral')).toBe('Why Acme?');
  expect(texts().followUp('positive')).toBe('What did you like most?');
  expect(texts().followUp('neutral')).toBe('What is the main reason for your answer?');
});

test('asks no follow-up where the owner switched it off, for one segment or for all', () => {
  expect(texts({ followUp: 'off' }).followUp('positive')).toBeUndefined();
  const { followUp } = texts({ followUpPositive: 'off' });
  expect([followUp('positive'), followUp('negative')]).toEqual([undefined, 'What should we do better?']);
  expect(texts({ followUp: 'off', followUpNegative: 'Why?' }).followUp('negative')).toBe('Why?');
});

test("thanks in the owner's words, else in the standard ones", () => {
  expect(texts().thanks('neutral')).toBe('Thank you for your feedback!');
  expect(texts({ thanks: '{subject} thanks you.' }).thanks('positive')).toBe('Acme thanks you.');
});

test('thanks in the words of the segment where it has its own', () => {
  const { thanks } = texts({ thanks: 'Thanks.', thanksNegative: '{subject} will do better.' });
  expect([thanks('negative'), thanks('positive')]).toEqual(['Acme will do better.', 'Thanks.']);
});

test('gives shorter and longer scales the words that fit them', () => {
  const wordsOf = (survey: string, max: number): string[] => Object.values(texts({ survey }, max).words);
  expect(wordsOf('csat', 3)).toEqual(['Dissatisfied', 'Neutral', 'Satisfied']);
  expect(wordsOf('csat', 7)).toEqual([
    'Very dissatisfied',
    'Dissatisfied',
    'Somewhat dissatisfied',
    'Neutral',
    'Somewhat satisfied',
    'Satisfied',
    'Very satisfied',
  ]);
  expect(wordsOf('ces', 5)).toEqual([
    'Strongly disagree',
    'Disagree',
    'Neither agree nor disagree',
    'Agree',
    'Strongly agree',
  ]);
});

test('says which numbers there are to choose from', () => {
  expect(texts().required).toBe('Choose a number from 0 to 10.');
  expect(texts({ survey: 'ces' }).required).toBe('Choose a number from 1 to 7.');
});

test("takes the owner's text in the language of the prompt, with the subject in that language filled in", () => {
  const { survey } = sampleConfig();
  const settings = {
    ...parseMore(survey, { site: {}, survey: promptSurveySettings }),
    subject: { en: 'us', de: 'uns' },
  };
  const { choose, question, intro, thanks } = makeTexts(
    'nps',
    0,
    10,
    { ...settings, intro: { de: 'Hallo von {subject}' }, thanksPositive: { en: 'Thanks', de: 'Danke' } },
    { ...english, choose: textIn(['de']) },
  );
  expect(choose({ en: 'With {subject}?', de: 'Mit {subject}? {subject}!' })).toBe('Mit uns? uns!');
  expect([choose('{subject}'), choose(undefined)]).toEqual(['uns', undefined]);
  expect([question, intro, thanks('positive'), thanks('negative')]).toEqual([
    'How likely are you to recommend uns to a friend or colleague?',
    'Hallo von uns',
    'Danke',
    'Thank you for your feedback!',
  ]);
});
