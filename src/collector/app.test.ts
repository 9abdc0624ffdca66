import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeApp, type AppParts } from './app.ts';
import { parseNetworks } from './client-address.ts';
import { QueueFullError } from './commit-queue.ts';
import { makeReadServedFile } from './files.ts';
import { maxBodyBytes } from './receive.ts';
import { makeMeters } from './meters.ts';
import { makeRateLimit } from './rate-limit.ts';
import { idOf, sampleResponse } from './sample-response.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

const token = 'token-of-the-test';
const start = Date.UTC(2026, 10, 21);
const never = new AbortController().signal;
let folder = '';
let store: Store;
let nowMs = start;
let lines: string[] = [];

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const app = (more: Partial<AppParts> = {}): Hono =>
  makeApp({
    store,
    token,
    origins: '*',
    readServedFile: makeReadServedFile(join(folder, 'dist'), '1.0.0'),
    trustedProxies: parseNetworks('127.0.0.1') ?? [],
    rateLimit: async () => undefined,
    meters: makeMeters(),
    now: () => nowMs,
    makeId: () => 'made-id',
    random: () => 0.5,
    log: (_, event, details) => lines.push(JSON.stringify({ event, ...details })),
    draining: never,
    closing: never,
    ...more,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-app-'));
  nowMs = start;
  lines = [];
  const opened = openSqliteStore(join(folder, 'earshot.db'), start);
  if ('problem' in opened) throw new Error(opened.problem);
  store = opened.store;
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const post = (body: unknown, more: RequestInit = {}, to: Hono = app()) =>
  to.request('/v1/responses', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body == 'string' ? body : JSON.stringify(body),
    ...more,
  });

const get = (path: string) => app().request(path, { headers: { authorization: `Bearer ${token}` } });

const snapshot = async (answer: Response): Promise<unknown> => [
  answer.status,
  // Each request has an id of its own.
  [...answer.headers].filter(([name]) => name !== 'x-request-id').sort(),
  await answer.text(),
];

interface Problem {
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

const problemOf = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const problem = (await answer.json()) as Problem;
  expect(problem.status).toBe(answer.status);
  return problem;
};

test('answers 202 with the id once the row is there', async () => {
  const answer = await post(sampleResponse());
  expect(answer.status).toBe(202);
  expect(await answer.json()).toEqual({ id: idOf(1) });
  expect((await store.readPage({}, 10)).rows).toMatchObject([{ response: sampleResponse(), receivedAt: start }]);
});

test('answers a duplicate and an older revision exactly like a new response', async () => {
  const first = await snapshot(await post(sampleResponse({ revision: 2 })));
  expect(await snapshot(await post(sampleResponse({ revision: 2 })))).toEqual(first);
  expect(await snapshot(await post(sampleResponse({ revision: 1 })))).toEqual(first);
});

test('takes the same JSON as text/plain, which needs no preflight', async () => {
  const headers = { 'content-type': 'text/plain;charset=UTF-8' };
  expect((await post(sampleResponse(), { headers })).status).toBe(202);
});

test('refuses another media type with 415', async () => {
  expect((await problemOf(await post('a=1', { headers: { 'content-type': 'text/html' } }))).status).toBe(415);
});

test('refuses broken JSON and broken UTF-8 with 400', async () => {
  expect((await problemOf(await post('{"v":'))).status).toBe(400);
  expect((await problemOf(await post('', { body: new Uint8Array([0x22, 0xff, 0x22]) }))).status).toBe(400);
});

test('names every field that is wrong with 422', async () => {
  const problem = await problemOf(await post({ ...sampleResponse(), score: 11, revision: 0 }));
  expect(problem.status).toBe(422);
  expect(problem.errors.map(({ field }) => field)).toEqual(['revision', 'score']);
});

test('refuses a body of more than 64 kB unread, announced or not', async () => {
  const large = JSON.stringify({ ...sampleResponse(), extra: 'x'.repeat(maxBodyBytes) });
  expect((await problemOf(await post(large))).status).toBe(413);
  const streamed = new Blob([large]).stream();
  const request = { body: streamed, duplex: 'half' } as RequestInit;
  expect((await problemOf(await post('', request))).status).toBe(413);
  const headers = { 'content-type': 'application/json', 'content-length': String(maxBodyBytes + 1) };
  expect((await problemOf(await post('{}', { headers }))).status).toBe(413);
});

test('answers 503 without a word of the reason when the store fails, and says the reason in the log', async () => {
  const error = Object.assign(new Error('disk I/O error at 0xdead'), { code: 'SQLITE_IOERR' });
  const broken: Store = { ...store, writeResponse: () => Promise.reject(error) };
  const answer = await post(sampleResponse(), {}, app({ store: broken }));
  expect(answer.headers.get('retry-after')).toBe('18');
  const problem = await problemOf(answer);
  expect(problem.status).toBe(503);
  expect(JSON.stringify(problem)).not.toContain('disk');
  expect(lines.join()).toContain('disk I/O error');
});

test('answers preflights on every path', async () => {
  for (const path of ['/v1/responses', '/v1/results', '/nothing']) {
    const answer = await app().request(path, { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type, authorization, last-event-id',
      'access-control-max-age': '86400',
      'access-control-expose-headers': 'retry-after, link',
    });
  }
});

test('sends cross-origin headers with 404 and 405 too', async () => {
  expect((await problemOf(await app().request('/nothing'))).status).toBe(404);
  expect((await problemOf(await app().request('/v1/responses', { method: 'PUT' }))).status).toBe(405);
});

test('names only a listed origin, and refuses posts from others', async () => {
  const strict = app({ origins: ['https://shop.example'] });
  const from = (origin: string) =>
    post(sampleResponse(), { headers: { 'content-type': 'text/plain', origin } }, strict);
  const allowed = await from('https://shop.example');
  expect(allowed.status).toBe(202);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(allowed.headers.get('vary')).toContain('origin');
  const other = await from('https://other.example');
  expect(other.status).toBe(403);
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
  expect(other.headers.get('vary')).toContain('origin');
  expect((await post(sampleResponse(), {}, strict)).status).toBe(202);
});

test('keeps the read side behind the token', async () => {
  for (const path of ['/v1/surveys', '/v1/results', '/v1/responses'])
    for (const authorization of [undefined, 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`]) {
      const answer = await app().request(path, { headers: authorization === undefined ? {} : { authorization } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect((await problemOf(answer)).status).toBe(401);
    }
});

test('sums up each survey by scale and leaves test mode out of the score', async () => {
  const rows = [
    sampleResponse({ score: 0, segment: 'negative', comment: 'Slow.', page: 'https://acme.example/' }),
    sampleResponse({ score: 10 }),
    sampleResponse({ score: 10 }),
    sampleResponse({ score: 0, test: true, comment: 'Only a test.' }),
    sampleResponse({ survey: 'care', kind: 'csat', min: 1, max: 5, score: 4 }),
    sampleResponse({ survey: 'care', kind: 'csat', min: 1, max: 7, score: 4 }),
  ];
  for (const [index, row] of rows.entries()) await post({ ...row, id: idOf(index) });
  const { surveys } = (await (await get('/v1/results')).json()) as { surveys: unknown[] };
  expect(surveys).toHaveLength(3);
  expect(surveys[2]).toEqual({
    outcomes: { shown: 0, scored: 3, answered: 0, dismissed: 0, later: 0, never: 0, ignored: 0 },
    site: 'acme.example',
    survey: 'nps',
    kind: 'nps',
    min: 0,
    max: 10,
    n: 3,
    score: 100 / 3,
    mean: 20 / 3,
    shares: { negative: 100 / 3, neutral: 0, positive: 200 / 3 },
    counts: { 0: 1, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0, 10: 2 },
    commented: 1,
    test: 1,
    lastReceivedAt: '2026-11-21T00:00:00.000Z',
    traits: [],
    comments: [
      {
        id: idOf(0),
        comment: 'Slow.',
        score: 0,
        segment: 'negative',
        shownAt: '2026-11-21T10:00:00.000Z',
        page: 'https://acme.example/',
      },
    ],
  });
  const brief = (await (await get('/v1/surveys')).json()) as { surveys: { n: number; max: number }[] };
  expect(brief.surveys.map(({ n, max }) => [max, n])).toEqual([
    [5, 1],
    [7, 1],
    [10, 3],
  ]);
});

test('gives a survey without scores no score, never 0', async () => {
  const { score: _, ...seen } = sampleResponse({ outcome: 'shown' });
  await post(seen);
  const { surveys } = (await (await get('/v1/results')).json()) as { surveys: object[] };
  expect(surveys[0]).toMatchObject({ n: 0 });
  expect(surveys[0]).not.toHaveProperty('score');
});

test('carries the newest 20 comments', async () => {
  for (let index = 0; index < 25; index++) {
    nowMs = start + index;
    await post(sampleResponse({ id: idOf(index), comment: `number ${index}` }));
  }
  const { surveys } = (await (await get('/v1/results')).json()) as { surveys: { comments: { comment: string }[] }[] };
  const comments = surveys[0]?.comments.map(({ comment }) => comment) ?? [];
  expect(comments).toHaveLength(20);
  expect([comments[0], comments[19]]).toEqual(['number 24', 'number 5']);
});

test('narrows results by site, survey and whole days, the last one included', async () => {
  const days = ['2026-11-19T23:59:59.999Z', '2026-11-20T00:00:00.000Z', '2026-11-21T23:59:59.999Z'];
  for (const [index, shownAt] of days.entries()) await post(sampleResponse({ id: idOf(index), shownAt }));
  const n = async (query: string): Promise<number | undefined> =>
    ((await (await get(`/v1/results?${query}`)).json()) as { surveys: { n: number }[] }).surveys[0]?.n;
  expect(await n('from=2026-11-20&to=2026-11-21')).toBe(2);
  expect(await n('to=2026-11-20T00:00:00Z')).toBe(1);
  expect(await n('site=acme.example&survey=nps')).toBe(3);
  expect(await n('site=other.example')).toBeUndefined();
});

test('pages responses by the next link', async () => {
  for (let index = 0; index < 5; index++) await post(sampleResponse({ id: idOf(index) }));
  const ids: string[] = [];
  let path: string | undefined = '/v1/responses?limit=2&survey=nps';
  while (path) {
    const answer: Response = await get(path);
    ids.push(...((await answer.json()) as { responses: { id: string }[] }).responses.map(({ id }) => id));
    path = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  expect(ids).toEqual([4, 3, 2, 1, 0].map(idOf));
});

test.each([
  ['/v1/results?from=yesterday', 'from'],
  ['/v1/results?to=2026-13-01', 'to'],
  ['/v1/results?site=', 'site'],
  ['/v1/results?surveys=nps', 'surveys'],
  ['/v1/results?survey=a&survey=b', 'survey'],
  ['/v1/responses?limit=0', 'limit'],
  ['/v1/responses?limit=501', 'limit'],
  ['/v1/responses?limit=1e2', 'limit'],
  ['/v1/responses?cursor=WzEsMl0', 'cursor'],
  ['/v1/responses?format=xml', 'format'],
])('refuses the query of %s and names %s', async (path, field) => {
  const problem = await problemOf(await get(path));
  expect(problem.status).toBe(400);
  expect(problem.errors[0]?.field).toBe(field);
});

test('serves the results page under a strict policy', async () => {
  write('dist/dashboard/index.html', '<!doctype html>');
  const answer = await app().request('/');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
});

test('serves the widget to every site, whoever may post', async () => {
  write('dist/earshot.js', 'loader');
  write('dist/prompt-Ab_1-x.js', 'prompt');
  write('dist/locales/de.json', '{}');
  write('dist/locales/steps/de.json', '{}');
  const caching: Record<string, string> = {
    '/earshot.js': 'public, max-age=3600',
    '/v/1.0.0/earshot.js': 'public, max-age=31536000, immutable',
    '/prompt-Ab_1-x.js': 'public, max-age=31536000, immutable',
    '/v/1.0.0/locales/de.json': 'public, max-age=31536000, immutable',
    '/locales/steps/de.json': 'public, max-age=3600',
  };
  for (const [path, expected] of Object.entries(caching)) {
    const answer = await app({ origins: ['https://shop.example'] }).request(path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers.get('cache-control')).toBe(expected);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('content-type')).toMatch(/javascript|json/);
  }
  expect((await app().request('/v/0.9.0/earshot.js')).status).toBe(404);
});

test.each([
  '/collector/cli.js',
  '/v/1.0.0/collector/cli.js',
  '/v/1.0.0/../collector/cli.js',
  '/v/1.0.0/%2e%2e/secret.js',
  '/%2e%2e/earshot.db',
  '/..%2fearshot.db',
  '/assets/..%2f..%2fcollector%2fcli.js',
  '/assets/../../collector/cli.js',
  '/assets/%5c..%5ccli.js',
  '/earshot.js%00.css',
  '/index.js',
  '/dashboard/index.html',
  '//etc/passwd',
])('serves nothing at %s', async (path) => {
  write('dist/collector/cli.js', 'secret');
  write('dist/index.js', 'npm entry');
  write('dist/dashboard/index.html', 'page');
  write('secret.js', 'secret');
  expect((await app().request(`http://127.0.0.1${path}`)).status).toBe(404);
});

test('is healthy always and ready only if it can write', async () => {
  expect((await app().request('/healthz')).status).toBe(200);
  expect((await app().request('/readyz')).status).toBe(200);
  const broken: Store = { ...store, probe: () => Promise.reject(new Error('read-only')) };
  const answer = await app({ store: broken }).request('/readyz');
  expect((await problemOf(answer)).status).toBe(503);
  expect((await app({ store: broken }).request('/healthz')).status).toBe(200);
});

/** Posts as if a connection from `remoteAddress` had brought it. */
const postFrom = (to: Hono, remoteAddress: string, index: number, forwardedFor?: string) =>
  to.request(
    '/v1/responses',
    {
      method: 'POST',
      headers: { 'content-type': 'text/plain', ...(forwardedFor && { 'x-forwarded-for': forwardedFor }) },
      body: JSON.stringify(sampleResponse({ id: idOf(index) })),
    },
    { incoming: { socket: { remoteAddress } } },
  );

test('holds each address to its rate, says how long to wait, and hears the others', async () => {
  const one = app({ rateLimit: makeRateLimit(2) });
  const statuses = [];
  for (let index = 1; index <= 4; index++) statuses.push((await postFrom(one, '203.0.113.9', index)).status);
  expect(statuses).toEqual([202, 202, 429, 429]);
  const refused = await postFrom(one, '203.0.113.9', 5);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  expect((await problemOf(refused)).status).toBe(429);
  expect((await postFrom(one, '203.0.113.10', 6)).status).toBe(202);
});

test('takes the word of a trusted proxy on who asked, and of nobody else', async () => {
  const one = app({ rateLimit: makeRateLimit(1) });
  const statuses = [];
  for (const [index, connection] of ['127.0.0.1', '127.0.0.1', '6.6.6.6', '6.6.6.6'].entries())
    statuses.push((await postFrom(one, connection, index, `198.51.100.${index}`)).status);
  expect(statuses).toEqual([202, 202, 202, 429]);
});

test('asks to come back later where more waits than the disk can take', async () => {
  const full = {
    ...store,
    writeResponse: async () => {
      throw new QueueFullError();
    },
  };
  const answer = await post(sampleResponse(), {}, app({ store: full, random: () => 0.999 }));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
  expect(lines.join()).not.toContain('unexpected');
});

test('counts what it took, what it knew already and what it refused, without a word of whom', async () => {
  const one = app({ rateLimit: makeRateLimit(3) });
  for (const index of [1, 1, 2, 3]) await postFrom(one, '203.0.113.9', index);
  await post('{', {}, one);
  const answer = await one.request('/metrics');
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await answer.text();
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'earshot_responses_accepted_total 3',
      'earshot_responses_duplicate_total 1',
      'earshot_responses_rejected_total{reason="rate"} 1',
      'earshot_responses_rejected_total{reason="malformed"} 1',
      'earshot_responses_rejected_total{reason="origin"} 0',
      'earshot_commit_queue 0',
    ]),
  );
  expect(text).not.toMatch(/203\.0|acme/);
});
