import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { makeApp, type AppParts } from '../app.ts';
import { makeOpenApi } from './openapi.ts';
import { components, document, operations } from './sample-description.ts';

/** Files, which the app finds by their names and not by routes. */
const served = ['get /', 'get /earshot.js', 'get /v/{version}/{file}'];

test('is OpenAPI 3.1 by the official schema, and every reference leads somewhere', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(() => validator.resolveRefs()).not.toThrow();
});

test('is held to that schema: a description with a fault is found', async () => {
  const faulty = { ...structuredClone(document), paths: { '/healthz': { get: { responses: { 200: {} } } } } };
  expect(await new Validator().validate(faulty)).toMatchObject({ valid: false });
});

test('holds schemas that are JSON Schema, with no keyword that there is not', () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
  const $defs = JSON.parse(
    JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as object;
  for (const name of Object.keys($defs))
    expect(() => ajv.compile({ $defs, $ref: `#/$defs/${name}` }), name).not.toThrow();
});

test('describes every route that there is, and no other', () => {
  // Laying the routes asks nothing of the parts.
  const built = makeApp({} as AppParts)
    .routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  const names = operations.map(({ name }) => name);
  expect(names.filter((name) => !built.includes(name))).toEqual(served);
  expect([...new Set(built)].filter((name) => !names.includes(name))).toEqual([]);
});

test('names every operation once', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('keeps the token for what reads or changes what was collected', () => {
  const open = operations.filter(({ operation }) => !('security' in operation)).map(({ name }) => name);
  expect(open).toEqual(['post /v1/responses', 'get /healthz', 'get /readyz', 'get /metrics', ...served]);
});

test('is published with the version of the package', () => {
  const { version, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    version: string;
    exports: Record<string, unknown>;
  };
  expect(JSON.parse(readFileSync('dist/openapi.json', 'utf8'))).toEqual(makeOpenApi(version));
  expect(exports['./openapi.json']).toBe('./dist/openapi.json');
});
