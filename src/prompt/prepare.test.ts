// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { commonTables, parseConfig, type TagSettings } from '../core/config.ts';
import type { PromptOptions, PromptParts } from '../core/ports.ts';
import type { Warn } from '../core/problem.ts';
import { sampleEndpoint as endpoint } from '../core/samples.ts';
import { english } from './english.ts';
import { prepare } from './prepare.ts';

const noProblem: Warn = (...problem) => {
  throw new Error(problem.join());
};

/** The parts that the prompt of a tag asks for. */
async function partsFor(tag: TagSettings): Promise<readonly string[]> {
  const whole = { survey: 'ces', endpoint, locale: 'en', ...tag };
  const [survey] = parseConfig(commonTables, whole, {}, endpoint, 'acme.example', noProblem).surveys;
  if (!survey) throw new Error('The sample has no survey.');
  const parts: string[] = [];
  const load = async (name: keyof PromptParts): Promise<unknown> => {
    parts.push(name);
    return {
      read: async () => english,
      open: () => ({ max: undefined, shape: 'numbers' }),
    };
  };
  await prepare({ load: load as PromptOptions['load'], warn: noProblem }, survey, undefined);
  return parts;
}

test('needs no further part for a plain question, nor for the owner’s words', async () => {
  expect(await partsFor({ subject: 'Acme', thanks: 'Ta!', followUp: 'off', question: 'Easy?' })).toEqual([]);
});

test('fetches a part for each setting of it', async () => {
  for (const name of ['accent', 'offset', 'position', 'scale', 'shape', 'target', 'theme'])
    expect([name, await partsFor({ [name]: 'x' })]).toEqual([name, ['looks']]);
  for (const name of ['contact', 'link', 'linkLabelNegative', 'privacyLink', 'reasons', 'reasonsPositive', 'steps'])
    expect([name, await partsFor({ [name]: 'off' })]).toEqual([name, ['steps']]);
});

test('fetches the languages for anything but plain English', async () => {
  expect(await partsFor({ locale: 'de' })).toEqual(['language']);
});
