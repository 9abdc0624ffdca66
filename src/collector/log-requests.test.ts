import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { expect, test } from 'vitest';
import { makeApp } from './app.ts';
import { parseNetworks } from './client-address.ts';
import { makeLog } from './log.ts';
import { logRequests } from './log-requests.ts';
import { makeMeters } from './meters.ts';
import { makeProblem } from './problem.ts';
import { makeRateLimit } from './rate-limit.ts';
import { sampleResponse } from './sample-response.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/** A small app whose lines are kept as they are written. */
function makeSmall() {
  const lines: string[] = [];
  const app = new Hono();
  app.use(requestId({ limitLength: 64 }), logRequests(makeLog({ write: (line) => void lines.push(line) })));
  app.get('/things/:id', ({ text }) => text('here'));
  app.get('/broken', () => makeProblem(400, 'No.'));
  app.get('*', () => makeProblem(404, 'There is nothing here.'));
  return { app, lines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('says of a request its id, method, route, status and time, and no more', async () => {
  const { app, lines } = makeSmall();
  const answer = await app.request('/things/alice?user=alice');
  expect(lines()).toEqual([
    {
      level: 'info',
      time: expect.any(String) as string,
      event: 'request',
      requestId: answer.headers.get('x-request-id'),
      method: 'GET',
      route: '/things/:id',
      status: 200,
      ms: expect.any(Number) as number,
    },
  ]);
  await app.request('/alice');
  expect(lines()[1]).toMatchObject({ route: '*', status: 404 });
});

test('names the request in a refusal, and leaves the rest of it as it is', async () => {
  const { app, lines } = makeSmall();
  const answer = await app.request('/broken');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  const { requestId: id } = lines()[0] ?? {};
  expect(await answer.json()).toMatchObject({ status: 400, detail: 'No.', requestId: id });
  expect(answer.headers.get('x-request-id')).toBe(id);
});

test.each([
  ['a short word', 'abc-123', true],
  ['what is too long', 'a'.repeat(65), false],
  ['an e-mail address', 'alice@example.com', false],
  ['an address', '203.0.113.9', false],
  ['a new line', 'a\tb', false],
])('takes the id of a proxy: %s', async (_, given, isTaken) => {
  const { app } = makeSmall();
  const answer = await app.request('/broken', { headers: { 'x-request-id': given } });
  expect(answer.headers.get('x-request-id') === given).toBe(isTaken);
});

const secrets = {
  comment: 'comment-Zebra',
  contactEmail: 'zebra@example.com',
  user: 'user-Zebra',
  visitor: 'visitor-Zebra',
  token: 'owner-Zebra',
  page: 'https://acme.example/Zebra',
  traits: { plan: 'Zebra' },
} as const;
const readToken = 'token-Zebra-123';
const address = '203.0.113.77';

const failing = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};

/** An app of which everything is asked that could tell of a person, over stores that work, fail and quote. */
async function fillLog(): Promise<string> {
  let text = '';
  const { signal } = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), 'earshot-log-'));
  const opened = openSqliteStore(join(folder, 'earshot.db'), Date.now());
  if ('problem' in opened) throw new Error(opened.problem);
  const { store } = opened;
  const quoting: Store = {
    ...store,
    writeResponse: failing(`bad value ${JSON.stringify(secrets)}`),
    probe: failing(`cannot write ${secrets.comment}`),
  };
  for (const one of [store, quoting]) {
    const app = makeApp({
      store: one,
      token: readToken,
      origins: ['https://acme.example'],
      readServedFile: async () => undefined,
      trustedProxies: parseNetworks('127.0.0.1') ?? [],
      rateLimit: makeRateLimit(5),
      meters: makeMeters(),
      now: Date.now,
      makeId: () => 'made-id',
      random: Math.random,
      log: makeLog({ write: (line) => (text += line) }),
      draining: signal,
      closing: signal,
    });
    const connection = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
    const headers = {
      'content-type': 'text/plain',
      'x-forwarded-for': address,
      'x-request-id': 'zebra@example.com',
      referer: secrets.page,
      'user-agent': 'Zebra',
    };
    const whole = JSON.stringify(sampleResponse(secrets));
    for (const body of [whole, whole.slice(0, -1), `${whole}Zebra`, JSON.stringify({ ...secrets, score: 'Zebra' })])
      for (const origin of ['https://acme.example', 'https://zebra.example'])
        await app.request('/v1/responses', { method: 'POST', headers: { ...headers, origin }, body }, connection);
    for (const path of ['/v1/people?user=user-Zebra', '/v1/responses?site=Zebra', '/Zebra', '/readyz', '/v1/results'])
      for (const authorization of [`Bearer ${readToken}`, 'Bearer Zebra'])
        for (const method of ['GET', 'DELETE'])
          await app.request(`${path}#Zebra`, { method, headers: { ...headers, authorization } }, connection);
  }
  await store.close();
  rmSync(folder, { recursive: true });
  return text;
}

test('writes nothing into the log that tells of a person, or what opens the results', async () => {
  const text = await fillLog();
  expect(text.split('\n').length).toBeGreaterThan(50);
  expect(text).toContain('"status":202');
  expect(text).toContain('"status":503');
  expect(text).toContain('"event":"unexpected"');
  expect(text.toLowerCase()).not.toContain('zebra');
  expect(text).not.toContain(address);
});
