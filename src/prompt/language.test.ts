// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { commonTables, parseConfig } from '../core/config.ts';
import { sampleEndpoint as endpoint } from '../core/samples.ts';
import { english } from './english.ts';
import { read } from './language.ts';
import type { Language } from './parts.ts';
import { stepStrings } from './step-strings.ts';

afterEach(() => vi.unstubAllGlobals());

function languageFor(json: object): Promise<Language> {
  const whole = { survey: 'nps', endpoint, ...json };
  const [survey] = parseConfig(commonTables, {}, whole, endpoint, 'acme.example', (...problem) => {
    throw new Error(problem.join());
  }).surveys;
  if (!survey) throw new Error('The sample has no survey.');
  return read(survey, english.strings, 'https://acme.example/earshot/prompt-1.js');
}

test('takes the owner’s texts by name, of every part, and no text for a list', async () => {
  const strings = { send: { en: 'Go', de: 'Los' }, next: 'On', csatPoints: 'bad|good' };
  const { strings: all } = await languageFor({ locale: 'en', strings });
  expect(all).toMatchObject({ send: 'Go', close: english.strings.close, csatPoints: english.strings.csatPoints });
  expect(stepStrings(all)).toMatchObject({ next: 'On', back: 'Back' });
});

test('is English where a file cannot be had, with the owner’s texts in the language that was meant', async () => {
  const fetched = vi.fn(() => Promise.reject(new TypeError('offline')));
  vi.stubGlobal('fetch', fetched);
  const { tag, strings, choose } = await languageFor({ locale: 'de-AT' });
  expect([tag, strings]).toEqual(['en', english.strings]);
  expect(String((fetched.mock.calls as unknown[][])[0]?.[0])).toBe('https://acme.example/earshot/locales/de.json');
  expect(choose({ en: 'shop', de: 'Laden' })).toBe('Laden');
});
