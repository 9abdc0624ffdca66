import { expect, test } from 'vitest';
import { commonTables, isCommon, parseConfig, type TagSettings } from './config.ts';
import { hasGuessedNames } from './guessed-names.ts';
import { putOffTables, withRare } from './rare-config.ts';
import { sampleEndpoint as endpoint } from './samples.ts';

function guesses(tag: TagSettings, json: unknown = {}, tables = commonTables): boolean {
  const whole = { survey: 'csat', endpoint, ...tag };
  const [survey] = parseConfig(tables, whole, json, endpoint, 'acme.example', () => {}).surveys;
  if (!survey) throw new Error('The sample has no survey.');
  return hasGuessedNames(survey);
}

test('knows every setting that needs no rare chunk, and lets each through without one', () => {
  for (const table of [commonTables.site, commonTables.survey, putOffTables.site, putOffTables.survey])
    for (const key of Object.keys(table)) {
      const tag = { survey: 'csat', [key]: 'csat' };
      expect([key, guesses(tag), isCommon(tag, {})]).toEqual([key, false, true]);
    }
});

test.each(['accet', 'posision', 'reasonsNegativ', 'stepss', 'links', 'followup', 'thank'])(
  'finds %s, which only begins like a setting, on a tag and in JSON',
  (name) => {
    expect(isCommon({ [name]: 'x' }, {})).toBe(true);
    expect(guesses({ [name]: 'x' })).toBe(true);
    expect(guesses({}, { [name]: 'x' })).toBe(true);
  },
);

test('leaves everything to the rare chunk where that was there', () => {
  expect(guesses({ accet: 'x', delay: '2s' }, {}, withRare(commonTables))).toBe(false);
});
