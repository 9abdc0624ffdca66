import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import type { Row } from './fault-server.ts';

const schema = JSON.parse(readFileSync('dist/response.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** What is wrong with a posted response by the published schema. Nothing in a form: its values are all texts. */
export function checkResponse(contentType: string, row: Row): string[] {
  if (contentType.includes('urlencoded') || validate(row)) return [];
  const errors = validate.errors ?? [];
  // What is wrong with a field says more than that the whole fits none of the scales.
  const error = errors.find(({ schemaPath }) => !schemaPath.startsWith('#/anyOf')) ?? errors.at(-1);
  return [`${error?.instancePath} ${error?.message} in ${JSON.stringify(row)}`];
}
