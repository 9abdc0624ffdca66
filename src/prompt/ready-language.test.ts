import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseSteps } from '../core/parse-steps.ts';
import en from '../locales/steps/en.json';
import { readReadyTexts } from './ready-language.ts';

const folder = 'src/locales/steps';
const fileOf = (tag: string): object => JSON.parse(readFileSync(`${folder}/${tag}.json`, 'utf8')) as object;
const base = 'https://cdn.example/v/1/steps.js';
const fail = (): never => {
  throw new Error('The sample has a problem.');
};
const ready = parseSteps(['intent'], fail);
const own = parseSteps([{ id: 'why', ask: 'text', question: 'Why?' }], fail);

const textsOf = async (...given: Parameters<typeof readReadyTexts>) => (await readReadyTexts(...given)).texts;

let answer: () => Response | Promise<Response>;
const requests: [url: string, credentials: RequestCredentials | undefined][] = [];

beforeEach(() => {
  answer = () => Response.json(fileOf('de'));
  vi.stubGlobal('fetch', async (url: URL, init?: RequestInit) => {
    requests.push([url.href, init?.credentials]);
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  requests.length = 0;
});

test('fetches the texts from beside the chunk, without cookies', async () => {
  expect(await textsOf(ready, 'de', base)).toEqual(fileOf('de'));
  expect(requests).toEqual([['https://cdn.example/v/1/locales/steps/de.json', 'omit']]);
});

test('asks for a file where there is one, and for no other', async () => {
  const files = readdirSync(folder).flatMap((name) => /^(.*)\.json$/.exec(name)?.[1] ?? []);
  const all = readdirSync('src/locales').flatMap((name) => /^(.*)\.json$/.exec(name)?.[1] ?? []);
  for (const tag of all) await textsOf(ready, tag, base);
  const asked = requests.map(([url]) => /(\w[\w-]*)\.json$/.exec(url)?.[1]);
  // English is in the chunk.
  expect(asked).toEqual(files.filter((tag) => tag !== 'en'));
});

test('asks for nothing where no step is a ready-made one', async () => {
  expect(await textsOf(own, 'de', base)).toBe(en);
  expect(await textsOf([], 'de', base)).toBe(en);
  expect(requests).toEqual([]);
});

const { intent: _, ...withoutIntent } = en;
test.each<[string, () => Response | Promise<Response>]>([
  ['is not there', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is a page', () => new Response('<!doctype html>')],
  ['is null', () => Response.json(null)],
  ['lacks a text', () => Response.json(withoutIntent)],
  ['has an empty text', () => Response.json({ ...en, intent: '' })],
  ['has a list for a text', () => Response.json({ ...en, intent: ['renew'] })],
])('speaks English where the file %s', async (_why, given) => {
  answer = given;
  expect(await textsOf(ready, 'de', base)).toBe(en);
});

test('waits five seconds at most', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
  answer = () => Promise.reject(new DOMException('Too late.', 'TimeoutError'));
  expect(await textsOf(ready, 'de', base)).toBe(en);
  expect(timeout.mock.calls).toEqual([[5000]]);
  timeout.mockRestore();
});

test('says which language the texts are in', async () => {
  expect((await readReadyTexts(ready, 'de', base)).language).toBe('de');
  expect((await readReadyTexts(ready, 'sv', base)).language).toBe('en');
});
