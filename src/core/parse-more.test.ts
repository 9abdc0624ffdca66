import { expect, test } from 'vitest';
import { languageSiteSettings } from './language-settings.ts';
import { parseConfig, commonTables } from './config.ts';
import { parseMore } from './parse-more.ts';
import { promptSurveySettings } from './prompt-settings.ts';
import { withRare } from './rare-config.ts';
import { sampleEndpoint } from './samples.ts';
import type { SettingsInput } from './settings.ts';

/** What was put off, parsed; and what was wrong with it, with the number of problems that there were before. */
function parsed(tag: Readonly<Record<string, string>>, json: SettingsInput) {
  const problems: string[] = [];
  const { surveys } = parseConfig(
    withRare(commonTables),
    { endpoint: sampleEndpoint, ...tag },
    json,
    'https://acme.example/',
    'acme.example',
    (...[id, key, raw]) => problems.push([id, key, raw].join(' ')),
  );
  const [survey] = surveys;
  if (!survey) throw new Error('The sample has no survey.');
  const before = problems.length;
  const settings = parseMore(survey, { site: languageSiteSettings, survey: promptSurveySettings });
  return { settings, before, problems };
}

test('has the defaults where nothing is set', () => {
  const { settings, problems } = parsed({ survey: 'nps' }, {});
  expect(settings).toMatchObject({ locale: 'auto', strings: undefined, question: undefined });
  expect(problems).toEqual([]);
});

test('lets the tag go before the JSON in what is said of the site', () => {
  const { settings } = parsed({ survey: 'nps', locale: 'de' }, { locale: 'fr', strings: { send: 'Go' } });
  expect(settings).toMatchObject({ locale: 'de', strings: { send: 'Go' } });
});

test("lets a survey's own settings go before those of the tag", () => {
  const { settings } = parsed(
    { intro: 'Hello', question: 'Well?' },
    { surveys: [{ survey: 'nps', question: 'How?' }] },
  );
  expect(settings).toMatchObject({ intro: 'Hello', question: 'How?' });
});

test('reports what is wrong when it is parsed, and not before', () => {
  const { settings, before, problems } = parsed({ survey: 'nps', locale: 'Klingon!', question: ' ' }, {});
  expect(settings).toMatchObject({ locale: 'auto', question: undefined });
  expect([before, problems]).toEqual([0, ['value locale Klingon!', 'value question  ']]);
});
