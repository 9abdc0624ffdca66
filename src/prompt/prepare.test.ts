// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { commonTables, parseConfig, type Config, type TagSettings } from '../core/config.ts';
import type { DiagnosticsChunk, PromptOptions, PromptParts } from '../core/ports.ts';
import type { Warn } from '../core/problem.ts';
import { withRare } from '../core/rare-config.ts';
import { sampleEndpoint as endpoint } from '../core/samples.ts';
import { prepare } from './prepare.ts';

const noProblem: Warn = (...problem) => {
  throw new Error(problem.join());
};

/** The parts that the prompt of a tag, or of JSON, asks for; `isDown` when none of them can be had. */
async function partsFor(tag: TagSettings, json: unknown = {}, tables = commonTables, isDown = false) {
  const parse = (): Config =>
    parseConfig(tables, { survey: 'ces', endpoint, locale: 'en', ...tag }, json, endpoint, 'acme.example', noProblem);
  const { site, surveys } = parse();
  const [survey] = surveys;
  if (!survey) throw new Error('The sample has no survey.');
  const checkNames = vi.fn<DiagnosticsChunk['checkNames']>();
  const parts: string[] = [];
  const load = async (name: keyof PromptParts): Promise<unknown> => {
    parts.push(name);
    if (isDown) throw new Error('offline');
    return { checkNames, open: () => ({ max: undefined, shape: 'numbers' }) };
  };
  const prepared = await prepare({ load: load as PromptOptions['load'], site, warn: noProblem }, survey, undefined);
  if (checkNames.mock.calls[0]) expect(checkNames.mock.calls).toEqual([[survey, noProblem]]);
  return { parts, prepared, checks: checkNames.mock.calls.length };
}

test('needs no further part for a plain question, nor for the owner’s words', async () => {
  expect((await partsFor({ subject: 'Acme', thanks: 'Ta!', followUp: 'off', question: 'Easy?' })).parts).toEqual([]);
});

test('fetches a part for each setting of it, and for no other name', async () => {
  expect((await partsFor({ accent: 'red' })).parts).toEqual(['looks']);
  for (const name of ['contact', 'link', 'linkLabelNegative', 'privacyLink', 'reasons', 'reasonsPositive', 'steps'])
    expect([name, (await partsFor({ [name]: 'off' })).parts]).toEqual([name, ['steps']]);
});

test.each(['accet', 'posision', 'reasonsNegativ', 'stepss', 'links', 'followup'])(
  'has somebody look at %s, which only begins like a setting, on a tag and in JSON, once',
  async (name) => {
    expect(await partsFor({ [name]: 'x' })).toMatchObject({ parts: ['diagnostics'], checks: 1 });
    expect(await partsFor({}, { [name]: 'x' })).toMatchObject({ parts: ['diagnostics'], checks: 1 });
  },
);

test('leaves that to the rare chunk where that was there', async () => {
  expect(await partsFor({ accet: 'x' }, {}, withRare(commonTables))).toMatchObject({ parts: [], checks: 0 });
});

test('asks all the same where nobody can look', async () => {
  const { parts, prepared } = await partsFor({ accet: 'x' }, {}, commonTables, true);
  expect(parts).toEqual(['diagnostics']);
  expect(prepared?.texts.tag).toBe('en');
});
