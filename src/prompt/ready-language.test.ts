import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readySteps } from '../core/ready-steps.ts';
import type { Step } from '../core/steps.ts';
import { readReadyTexts } from './ready-language.ts';
import de from '../locales/steps/de.json' with { type: 'json' };
import en from '../locales/steps/en.json' with { type: 'json' };

const base = 'https://acme.example/earshot/steps-1.js';
const ready = readySteps.emotion;
const own: readonly Step[] = [{ id: 'more', ask: 'text', question: 'What else?', when: [] }];

const requests: string[] = [];
let answer: () => Promise<Response>;

beforeEach(() => {
  answer = async () => Response.json(de);
  vi.stubGlobal('fetch', (url: URL) => {
    requests.push(url.href);
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  requests.length = 0;
});

test('fetches the texts from beside the chunk', async () => {
  expect(await readReadyTexts([...own, ...ready], 'de', base)).toEqual(de);
  expect(requests).toEqual(['https://acme.example/earshot/locales/steps/de.json']);
});

test('has a file for each language that it asks for one in, and asks for no other', async () => {
  const tags = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => /^(.*)\.json$/.exec(name)?.[1] ?? []);
  for (const tag of tags('src/locales')) await readReadyTexts(ready, tag, base);
  const asked = requests.map((url) => /([\w-]+)\.json$/.exec(url)?.[1]);
  expect(asked.toSorted()).toEqual(
    tags('src/locales/steps')
      .filter((tag) => tag !== 'en')
      .toSorted(),
  );
});

test('fetches nothing for steps that are all the owner’s', async () => {
  expect(await readReadyTexts(own, 'de', base)).toEqual(en);
  expect(requests).toEqual([]);
});

test.each<[string, () => Promise<Response>]>([
  ['is not there', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is a page', async () => new Response('<!doctype html>')],
  ['lacks a text', async () => Response.json({ ...de, good: undefined })],
  ['has a number for a text', async () => Response.json({ ...de, good: 5 })],
])('is in English where the file %s', async (_, given) => {
  answer = given;
  expect(await readReadyTexts(ready, 'de', base)).toEqual(en);
});
