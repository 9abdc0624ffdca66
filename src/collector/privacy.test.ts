import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeApp } from './app.ts';
import { makeMeters } from './meters.ts';
import { idOf, sampleResponse } from './sample-response.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

const start = Date.UTC(2026, 10, 21);
let folder = '';
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-privacy-'));
  const opened = openSqliteStore(join(folder, 'earshot.db'), start);
  if ('problem' in opened) throw new Error(opened.problem);
  store = opened.store;
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Whether any file of the database holds these letters, in use or not. */
const isOnDisk = (text: string): boolean =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));

test('leaves nothing on disk of what a person sent once it is erased', async () => {
  for (let index = 0; index < 50; index++)
    await store.writeResponse(
      sampleResponse({
        id: idOf(index),
        user: index % 2 ? 'ann@shop.example' : 'bob@shop.example',
        comment: index % 2 ? `Tall story ${index}`.repeat(60) : 'Fast.',
        traits: { nickname: index % 2 ? 'annie' : 'bobby' },
      }),
      start,
    );
  expect(['Tall story', 'ann@shop.example', 'annie'].map(isOnDisk)).toEqual([true, true, true]);
  await store.erasePerson({ by: 'user', id: 'ann@shop.example' }, start);
  expect(['Tall story', 'ann@shop.example', 'annie'].map(isOnDisk)).toEqual([false, false, false]);
  expect(['bob@shop.example', 'bobby'].map(isOnDisk)).toEqual([true, true]);
});

test('writes a large database anew when it is opened the next time', async () => {
  const path = join(folder, 'large.db');
  const open = () => {
    const opened = openSqliteStore(path, start);
    if ('problem' in opened) throw new Error(opened.problem);
    return opened.store;
  };
  const first = open();
  for (let index = 0; index < 50; index++)
    await first.writeResponse(
      sampleResponse({ id: idOf(index), comment: 'Tall story', traits: { n: 'annie' } }),
      start,
    );
  await first.writeResponse(sampleResponse({ id: idOf(50), comment: 'Fast.' }), start + 1);
  // What is too old is erased some at a time; nobody waits for the file to be written anew then.
  await first.eraseBefore(start + 1, start + 1, 100);
  await first.close();
  const second = open();
  expect(['Tall story', 'annie'].map(isOnDisk)).toEqual([false, false]);
  expect((await second.readPage({}, 10)).rows).toHaveLength(1);
  await second.close();
});

test('never stores the address that a response came from', async () => {
  const app = makeApp({
    store,
    token: 'token-of-the-test',
    origins: '*',
    readServedFile: async () => undefined,
    trustedProxies: [],
    rateLimit: async () => undefined,
    meters: makeMeters(),
    closing: new AbortController().signal,
    draining: new AbortController().signal,
    now: () => start,
    makeId: () => 'mark',
    random: () => 0.5,
    log: () => undefined,
  });
  const answer = await app.request(
    '/v1/responses',
    {
      method: 'POST',
      body: JSON.stringify(sampleResponse()),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' },
    },
    { incoming: { socket: { remoteAddress: '203.0.113.8' } } },
  );
  expect(answer.status).toBe(202);
  expect(['acme.example', '203.0.113'].map(isOnDisk)).toEqual([true, false]);
});
