// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SettingsInput } from '../core/settings.ts';
import { textNames } from '../core/text-names.ts';
import { english } from './english.ts';
import { nameOf, read } from './language.ts';
import type { Language } from './parts.ts';
import { sampleSurvey } from './sample-parts.ts';
import { stepStrings, withoutCount, type StepStrings } from './step-strings.ts';

const folder = 'src/locales';
const fileOf = (tag: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`${folder}/${tag}.json`, 'utf8')) as Record<string, unknown>;
const base = 'https://cdn.example/v/1/prompt.js';

let answer: (url: string) => Response | Promise<Response>;
const requests: [url: string, init: RequestInit | undefined][] = [];

beforeEach(() => {
  answer = (url) => Response.json(fileOf(/(\w[\w-]*)\.json$/.exec(url)?.[1] ?? ''));
  vi.stubGlobal('fetch', async (url: URL, init?: RequestInit) => {
    requests.push([url.href, init]);
    return answer(url.href);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  requests.length = 0;
  document.documentElement.lang = '';
});

/** The language of a prompt by what the tag or the JSON says; `fixed` is that of a draft. */
const languageOf = (settings: SettingsInput, fixed?: string): Promise<Language> =>
  read(sampleSurvey(settings), english.strings, base, fixed);
const speaks = (...languages: readonly string[]): void => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
};

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['DE-ch', 'de'],
  ['pt', 'pt-BR'],
  ['pt-BR', 'pt-BR'],
  ['pt-PT', 'pt-PT'],
  ['pt-AO', 'pt-PT'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hant-MY', 'zh-Hant'],
  ['no', 'nb'],
  ['nn-NO', 'nb'],
  ['nb', 'nb'],
  ['iw', 'he'],
  ['in', 'id'],
  ['en-GB', 'en'],
])('reads a page in %s from the file %s', (tag, name) => {
  expect(nameOf(tag)).toBe(name);
});

test.each(['', 'sw', 'tlh', 'de_AT', '-', 'constructor', '../en', '42', 'deutsch!'])('has no file for "%s"', (tag) => {
  expect(nameOf(tag)).toBeUndefined();
});

test('has a file for each name, and a name for each file', () => {
  const files = readdirSync(folder).flatMap((name) => /^(.*)\.json$/.exec(name)?.[1] ?? []);
  expect(files.map(nameOf)).toEqual(files);
  // Every other language of which the browser knows the name is one that we do not speak.
  const pairs = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((a, _, letters) => letters.map((b) => a + b));
  expect(pairs.flatMap((pair) => nameOf(pair) ?? []).filter((name) => !files.includes(name))).toEqual([]);
});

test('fetches the one file that is needed, from beside the chunk and without cookies', async () => {
  const { tag, strings } = await languageOf({ locale: 'de-AT' });
  expect(requests.map(([url]) => url)).toEqual(['https://cdn.example/v/1/locales/de.json']);
  expect(requests[0]?.[1]?.credentials).toBe('omit');
  expect(tag).toBe('de');
  expect(strings).toMatchObject({ send: 'Senden', npsPoints: fileOf('de').npsPoints });
});

test('says in English that it is a test: that is for the owner', async () => {
  expect((await languageOf({ locale: 'de' })).strings.test).toBe('Test mode');
});

test('asks for no file in English', async () => {
  expect(await languageOf({ locale: 'en-GB' })).toMatchObject({ tag: 'en', strings: english.strings });
  expect(requests).toEqual([]);
});

test('follows with `auto` the page, then the visitor, then English', async () => {
  speaks('sw', 'fr-CA', 'de');
  expect((await languageOf({})).tag).toBe('fr');
  document.documentElement.lang = 'es-MX';
  expect((await languageOf({ locale: 'auto' })).tag).toBe('es');
  document.documentElement.lang = 'sw';
  expect((await languageOf({})).tag).toBe('fr');
  speaks('sw');
  expect((await languageOf({})).tag).toBe('en');
});

test('takes no second language of the visitor where the owner has set one', async () => {
  speaks('fr');
  expect((await languageOf({ locale: 'sw' })).tag).toBe('en');
});

test('stays with a draft in the language that it was begun in', async () => {
  expect((await languageOf({ locale: 'de' }, 'pt-BR')).tag).toBe('pt-BR');
});

const { send: _, ...withoutSend } = fileOf('de');
test.each<[string, () => Response | Promise<Response>]>([
  ['is not there', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is a page', () => new Response('<!doctype html><title>Not found</title>')],
  ['is empty', () => new Response('')],
  ['is null', () => Response.json(null)],
  ['is a list', () => Response.json(['de'])],
  ['lacks a text', () => Response.json(withoutSend)],
  ['has an empty text', () => Response.json({ ...fileOf('de'), send: '' })],
  ['has a number for a text', () => Response.json({ ...fileOf('de'), send: 5 })],
  ['lacks a word of a scale', () => Response.json({ ...fileOf('de'), npsPoints: ['Unwahrscheinlich'] })],
  ['has an object for a scale', () => Response.json({ ...fileOf('de'), npsPoints: { 0: 'a', 1: 'b' } })],
])('speaks English, and says so, where the file %s', async (_why, given) => {
  answer = given;
  const language = await languageOf({ locale: 'de' });
  expect(language).toMatchObject({ tag: 'en', strings: english.strings });
  expect(language.digits(10)).toBe('10');
});

test('waits five seconds for a file that hangs, and then speaks English', async () => {
  const limit = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  answer = () =>
    new Promise((_resolve, reject) => {
      requests[0]?.[1]?.signal?.addEventListener('abort', () => reject(new DOMException('Too late.', 'TimeoutError')));
    });
  const language = languageOf({ locale: 'de' });
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  limit.abort();
  expect((await language).tag).toBe('en');
  expect(timeout.mock.calls).toEqual([[5000]]);
});

test.each([
  ['de-AT', 'Grüezi'],
  ['de-DE', 'Hallo'],
  ['fr', 'Hello'],
])('takes the text of the owner that is nearest to %s', async (locale, text) => {
  const { choose } = await languageOf({ locale });
  expect(choose({ en: 'Hello', de: 'Hallo', 'de-AT': 'Grüezi' })).toBe(text);
});

test('takes any text of the owner before none', async () => {
  const { choose } = await languageOf({ locale: 'fr' });
  expect(choose({ sw: 'Habari', fi: 'Hei' })).toBe('Habari');
  expect([choose('Hello'), choose(undefined)]).toEqual(['Hello', undefined]);
});

test('takes a text in the language of the prompt before one in a further language of the visitor', async () => {
  document.documentElement.lang = 'pt';
  speaks('en-GB', 'en');
  expect((await languageOf({})).choose({ en: 'Hello', 'pt-BR': 'Olá' })).toBe('Olá');
  document.documentElement.lang = 'no';
  expect((await languageOf({})).choose({ en: 'Hello', nb: 'Hei' })).toBe('Hei');
});

test('lets the owner put any text in other words, by language too', async () => {
  const { strings } = await languageOf({ locale: 'de', strings: { send: 'Los', close: { en: 'Shut', de: 'Zu' } } });
  expect([strings.send, strings.close, strings.later]).toEqual(['Los', 'Zu', fileOf('de').later]);
});

test.each(['en', 'de'])('lets the owner put every text of a file in other words, in %s', async (locale) => {
  const names = Object.entries(fileOf('en')).flatMap(([name, text]) => (typeof text == 'string' ? name : []));
  const own = Object.fromEntries(names.map((name) => [name, `My ${name}`]));
  const { strings } = await languageOf({ locale, strings: own });
  expect(strings).toMatchObject(own);
  expect(stepStrings(strings as unknown as StepStrings)).toMatchObject({ next: 'My next', up: 'My up' });
});

test('takes no text for the words of a scale, which are several', async () => {
  const { strings } = await languageOf({ locale: 'de', strings: { npsPoints: 'Ja' } });
  expect(strings.npsPoints).toEqual(fileOf('de').npsPoints);
});

test.each([
  ['fa', 10, '۱۰'],
  ['bn', 10, '১০'],
  ['de', 10, '10'],
])('writes numbers in the digits of %s', async (locale, value, digits) => {
  expect((await languageOf({ locale })).digits(value)).toBe(digits);
});

test('has a file speak for the steps, too, and English where it does not', async () => {
  answer = () => Response.json({ ...fileOf('de'), back: 5, progress: null, up: undefined });
  const { strings } = await languageOf({ locale: 'de' });
  expect(stepStrings(strings as unknown as StepStrings)).toMatchObject({
    next: 'Weiter',
    reasons: 'Worum geht es?',
    send: 'Senden',
    back: 'Back',
    progress: '{value} of {max}',
    up: 'Move up',
  });
});

test('announces a prompt without the number of its questions in every language', () => {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const arrival = String(fileOf(name.replace('.json', '')).arrival);
    const announced = withoutCount(arrival);
    expect(arrival.startsWith(announced), name).toBe(true);
    expect(announced, name).toMatch(/^\D{10,}$/);
    expect(arrival.length - announced.length, name).toBeGreaterThan(5);
  }
});

test('knows the names of the texts that may be replaced', () => {
  const texts = Object.entries(fileOf('en')).filter(([, text]) => typeof text == 'string');
  expect(texts.map(([name]) => name)).toEqual(textNames);
});

test('keeps the subject, and what is written from left to right, in their own order among Arabic', async () => {
  const { choose } = await languageOf({ locale: 'ar' });
  expect(choose('هل تنصح بـ {subject}؟')).toBe('هل تنصح بـ \u2068{subject}\u2069؟');
  expect(choose('Would you?')).toBe('\u2066Would you?\u2069');
  expect(choose('Would you recommend {subject}?')).toBe('\u2066Would you recommend \u2068{subject}\u2069?\u2069');
  expect(choose('\u2066Would you?\u2069')).toBe('\u2066Would you?\u2069');
  // These have no mark that could go astray.
  expect(choose('off')).toBe('off');
  expect(choose('Fathom & Fell')).toBe('Fathom & Fell');
  expect(choose(undefined)).toBeUndefined();
  expect((await languageOf({ locale: 'de' })).choose('Would you, {subject}?')).toBe('Would you, {subject}?');
});
