import { Ajv2020 } from 'ajv/dist/2020.js';
import { allTables } from '../src/core/all-tables.ts';
import { checkSettings } from '../src/core/check-settings.ts';
import type { TagSettings } from '../src/core/config.ts';
import { describeProblem } from '../src/core/describe-problem.ts';
import type { Problem } from '../src/core/problem.ts';
import { gatherTraits } from '../src/core/rare-config.ts';
import { makeSettingsSchema } from './settings-schema.ts';

const ajv = new Ajv2020({ strictTypes: false });
const validate = ajv.compile(makeSettingsSchema());
const tables = allTables;

/** What the published JSON Schema says against settings in JSON. */
export const schemaProblems = (json: unknown): string[] =>
  validate(json)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `schema: ${instancePath} ${message}`);

/** What the widget would say of the settings of a tag, of JSON or of both. */
export function settingsProblems(attributes: TagSettings, json: unknown): string[] {
  const problems: Problem[] = [];
  const warn = (...problem: Problem): void => void problems.push(problem);
  const tag = gatherTraits(attributes);
  // On a tag a page may write what it likes; in a sample an attribute that is no setting is a mistake.
  for (const key of Object.keys(tag))
    if (!(key in tables.site) && !(key in tables.survey)) warn('unknown', key, true, undefined);
  checkSettings(tag, json, 'https://shop.acme.example/', 'shop.acme.example', warn);
  // What a tag's file adds is not known here.
  const found = 'config' in tag ? problems.filter(([code]) => code !== 'noEndpoint' && code !== 'survey') : problems;
  return [...schemaProblems(json), ...found.map(describeProblem)];
}
