import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeApp, type AppParts } from '../app.ts';
import { parseNetworks } from '../client-address.ts';
import { makeReadServedFile } from '../files.ts';
import { makeMeters } from '../meters.ts';
import { idOf, sampleResponse } from '../sample-response.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import type { Store } from '../store.ts';
import { components, document, operations } from './sample-description.ts';

/** What each request finds: a response of a person, and two of two sites with one id. */
const kept = [
  sampleResponse({ user: 'u_1', comment: 'Fast.', traits: { plan: 'pro' } }),
  sampleResponse({ id: idOf(2) }),
  sampleResponse({ id: idOf(2), site: 'b.example' }),
];

const token = 'token-of-the-test';
let folder = '';
let store: Store;
let closing: AbortController;

const app = (more: Partial<AppParts> = {}) =>
  makeApp({
    store,
    token,
    origins: '*',
    readServedFile: makeReadServedFile(folder, '1.0.0'),
    trustedProxies: parseNetworks('127.0.0.1') ?? [],
    rateLimit: async () => undefined,
    meters: makeMeters(),
    closing: closing.signal,
    draining: new AbortController().signal,
    makeId: () => 'mark-2',
    now: () => Date.UTC(2026, 10, 21),
    random: () => 0.5,
    log: () => {},
    ...more,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-openapi-'));
  mkdirSync(join(folder, 'dashboard'));
  writeFileSync(join(folder, 'dashboard/index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'earshot.js'), 'loader');
  closing = new AbortController();
  const opened = openSqliteStore(join(folder, 'earshot.db'), 0);
  if ('problem' in opened) throw new Error(opened.problem);
  store = opened.store;
  await Promise.all(kept.map((one) => store.writeResponse(one, 0)));
  await store.writeAnnotation({ id: 'mark-1', at: 0, text: '2.0' });
});

afterEach(async () => {
  closing.abort();
  await store.close();
  rmSync(folder, { recursive: true });
});

const asOwner = { headers: { authorization: `Bearer ${token}` } };
const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
const lines = (body: BodyInit): RequestInit => ({
  method: 'POST',
  headers: { ...asOwner.headers, 'content-type': 'application/x-ndjson' },
  body,
});
const valid = JSON.stringify(sampleResponse({ comment: 'Fast.', segment: 'positive' }));

test.each<[name: string, path: string, status: number, request: RequestInit, parts?: Partial<AppParts>]>([
  ['post /v1/responses', '', 202, { ...json, body: valid }],
  ['post /v1/responses', '', 400, { ...json, body: '{' }],
  ['post /v1/responses', '', 403, { ...json, body: valid, headers: { origin: 'https://a.example' } }, { origins: [] }],
  ['post /v1/responses', '', 413, { ...json, body: ' '.repeat(70_000) }],
  ['post /v1/responses', '', 415, { method: 'POST', headers: { 'content-type': 'text/html' }, body: valid }],
  ['post /v1/responses', '', 422, { ...json, body: '{}' }],
  ['post /v1/responses', '', 429, { ...json, body: valid }, { rateLimit: async () => 7 }],
  ['get /v1/surveys', '', 200, asOwner],
  ['get /v1/surveys', '', 401, {}],
  ['get /v1/results', '', 200, asOwner],
  ['get /v1/results', '?from=yesterday', 400, asOwner],
  ['get /v1/results', '', 401, {}],
  ['get /v1/responses', '?limit=1', 200, asOwner],
  ['get /v1/responses', '?limit=0', 400, asOwner],
  ['get /v1/responses', '', 401, {}],
  ['get /v1/results', '?split=device&interval=week', 200, asOwner],
  ['get /v1/responses', '?format=ndjson', 200, asOwner],
  ['get /v1/responses', '?format=csv', 200, asOwner],
  [
    'patch /v1/responses/{id}',
    `/v1/responses/${idOf(1)}`,
    200,
    { ...asOwner, method: 'PATCH', body: '{"tags":["a"]}' },
  ],
  ['patch /v1/responses/{id}', `/v1/responses/${idOf(1)}?a=1`, 400, { ...asOwner, method: 'PATCH', body: '{}' }],
  [
    'patch /v1/responses/{id}',
    `/v1/responses/${idOf(9)}`,
    404,
    { ...asOwner, method: 'PATCH', body: '{"tags":["a"]}' },
  ],
  [
    'patch /v1/responses/{id}',
    `/v1/responses/${idOf(2)}`,
    409,
    { ...asOwner, method: 'PATCH', body: '{"tags":["a"]}' },
  ],
  ['patch /v1/responses/{id}', `/v1/responses/${idOf(1)}`, 422, { ...asOwner, method: 'PATCH', body: '{}' }],
  ['get /v1/stream', '', 200, asOwner],
  ['get /v1/stream', '?from=2026-11-21', 400, asOwner],
  ['post /v1/annotations', '', 201, { ...asOwner, method: 'POST', body: '{"at":"2026-11-21","text":"2.0"}' }],
  ['post /v1/annotations', '', 400, { ...asOwner, method: 'POST', body: '{' }],
  ['post /v1/annotations', '', 413, { ...asOwner, method: 'POST', body: ' '.repeat(70_000) }],
  ['post /v1/annotations', '', 422, { ...asOwner, method: 'POST', body: '{}' }],
  ['get /v1/annotations', '', 200, asOwner],
  ['get /v1/annotations', '?from=soon', 400, asOwner],
  ['delete /v1/annotations/{id}', '/v1/annotations/mark-1', 204, { ...asOwner, method: 'DELETE' }],
  ['delete /v1/annotations/{id}', '/v1/annotations/mark-9', 404, { ...asOwner, method: 'DELETE' }],
  ['post /v1/imports', '', 200, lines(`${valid}\n{}`)],
  ['post /v1/imports', '', 400, lines(new Uint8Array([0xff]))],
  ['post /v1/imports', '', 413, lines(' '.repeat(17e6))],
  ['post /v1/imports', '', 415, { ...asOwner, method: 'POST', body: valid }],
  ['get /v1/people', '?user=u_1', 200, asOwner],
  ['get /v1/people', '', 400, asOwner],
  ['delete /v1/people', '?user=u_1', 200, { ...asOwner, method: 'DELETE' }],
  ['delete /v1/people', '', 400, { ...asOwner, method: 'DELETE' }],
  ['get /healthz', '', 200, {}],
  ['get /readyz', '', 200, {}],
  ['get /metrics', '', 200, {}],
  ['get /', '', 200, {}],
  ['get /earshot.js', '', 200, {}],
  ['get /v/{version}/{file}', '/v/1.0.0/earshot.js', 200, {}],
  ['get /v/{version}/{file}', '/v/0.9.0/earshot.js', 404, {}],
])('describes what %s%s answers with %i', async (name, more, status, request, parts) => {
  const [, path = ''] = name.split(' ');
  const answer = await app(parts).request(more.startsWith('/') ? more : `${path}${more}`, request);
  expect(answer.status).toBe(status);
  await expectDescribed(name, answer);
});

test('describes the parameters that are taken, and no others', async () => {
  const taking = operations.filter(({ operation }) => operation.parameters?.some((one) => one.in === 'query'));
  expect(taking.length).toBeGreaterThan(6);
  for (const { name, operation } of taking) {
    const [method = '', path = ''] = name.split(' ');
    const request = { ...asOwner, method: method.toUpperCase() };
    const { errors } = (await (await app().request(`${path}?nothing=1`, request)).json()) as { errors: Problems };
    const described = operation.parameters?.filter((one) => one.in === 'query').map((one) => one.name);
    expect(described?.filter((one) => one !== 'traits').toSorted(), name).toEqual(
      errors[0]?.message.split(': ')[1]?.split(', ').toSorted(),
    );
  }
});

test('describes the refusal of a store that fails, which any route may answer with', async () => {
  const broken: Store = { ...store, probe: () => Promise.reject(new Error('read-only')) };
  const answer = await app({ store: broken }).request('/readyz');
  expect(answer.status).toBe(503);
  await expectDescribed('get /readyz', answer);
  for (const { operation } of operations) expect(Object.keys(operation.responses)).toContain('503');
});

type Problems = readonly { readonly message: string }[];

/** The same schema, but that objects hold what is described and nothing else. */
const closed = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (_, value: { readonly type?: unknown; readonly properties?: object } | null) =>
    value?.type === 'object' && value.properties ? { additionalProperties: false, ...value } : value,
  ) as object;

/** Status, media type, body and headers of an answer are those of the description. */
async function expectDescribed(name: string, answer: Response): Promise<void> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(closed(document), 'api', false);
  const operation = operations.find((one) => one.name === name)?.operation;
  const found = operation?.responses[answer.status];
  const { headers = {}, content = {} } = components.responses[found?.$ref?.split('/').at(-1) ?? ''] ?? found ?? {};
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  // A stream has no end to wait for.
  if (type === 'text/event-stream') await answer.body?.cancel();
  const body = type === 'text/event-stream' ? '' : await answer.text();
  if (!Object.keys(content).length) return expect(body).toBe('');
  expect(Object.keys(content)).toContain(type);
  const value: unknown = /[/+]json$/.test(type) ? JSON.parse(body) : body;
  const absolute = JSON.parse(
    JSON.stringify(closed(content[type]?.schema ?? {})).replaceAll('"#/', '"api#/'),
  ) as object;
  expect(ajv.validate(absolute, value), ajv.errorsText()).toBe(true);
  for (const [header, { $ref }] of Object.entries(headers)) {
    const { required = false, schema } = components.headers[$ref.split('/').at(-1) ?? ''] ?? { schema: {} };
    const text = answer.headers.get(header);
    if (text === null) expect(required, `${header} is missing`).toBe(false);
    else expect(ajv.validate(schema, 'type' in schema && schema.type === 'integer' ? Number(text) : text)).toBe(true);
  }
}
