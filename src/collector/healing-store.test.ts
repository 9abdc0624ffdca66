import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LostFileError, openHealingStore } from './healing-store.ts';
import { idOf, sampleResponse } from './sample-response.ts';
import { openSqliteStore, type OpenedStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

const now = Date.UTC(2026, 10, 21);
let folder = '';
let path = '';
let events: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-healing-'));
  path = join(folder, 'earshot.db');
  events = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

const standard = (): OpenedStore => openSqliteStore(path, now);

function open(how = standard): Store {
  const opened = openHealingStore({ path, open: how, log: (_, event) => events.push(event) });
  if ('problem' in opened) throw new Error(opened.problem);
  return opened.store;
}

const write = (store: Store, index: number) => store.writeResponse(sampleResponse({ id: idOf(index) }), now + index);

const idsIn = async (store: Store): Promise<string[]> =>
  (await store.readPage({}, 100)).rows.map(({ response }) => response.id).sort();

test('refuses all rows of the commit that finds the file gone, and has them after it has healed', async () => {
  const store = open();
  await write(store, 0);
  rmSync(path);
  const several = [1, 2, 3].map((index) => write(store, index).catch((error: unknown) => error));
  for (const result of await Promise.all(several)) expect(result).toBeInstanceOf(LostFileError);
  await vi.waitFor(async () => expect(await idsIn(store)).toEqual([0, 1, 2, 3].map(idOf)));
  expect(existsSync(path)).toBe(true);
  expect(events).toEqual(['database lost', 'database healed']);
  expect(readdirSync(folder).filter((name) => name.includes('rescued'))).toEqual([]);
  await store.close();
});

test('acknowledges no row that still waits for the lost file while the new one is put in place', async () => {
  const store = open();
  rmSync(path);
  // Its probe finds the loss at once; the row waits some milliseconds longer.
  const row = write(store, 1).catch((error: unknown) => error);
  await expect(store.probe(now)).rejects.toBeInstanceOf(LostFileError);
  expect(await row).toBeInstanceOf(LostFileError);
  await vi.waitFor(() => expect(events).toContain('database healed'));
  expect(await write(store, 2)).toBe('new');
  await store.close();
});

test('tries again where the new file cannot be opened at first', async () => {
  let isBroken = false;
  const store = open(() => (isBroken ? { problem: 'no room' } : standard()));
  await write(store, 0);
  isBroken = true;
  rmSync(path);
  await expect(store.probe(now)).rejects.toBeInstanceOf(LostFileError);
  await vi.waitFor(() => expect(events).toContain('rescued database cannot be opened'));
  await expect(write(store, 1)).rejects.toBeInstanceOf(LostFileError);
  isBroken = false;
  await vi.waitFor(() => expect(events).toContain('database healed'), { timeout: 5000 });
  expect(await idsIn(store)).toEqual([idOf(0)]);
  await store.close();
});

test('heals twice', async () => {
  const store = open();
  for (const index of [0, 1]) {
    await write(store, index);
    rmSync(path);
    await expect(store.probe(now)).rejects.toBeInstanceOf(LostFileError);
    await vi.waitFor(() => expect(events.filter((event) => event === 'database healed')).toHaveLength(index + 1));
  }
  expect(await idsIn(store)).toEqual([0, 1].map(idOf));
  await store.close();
});

test('tells of commits after it has healed, too', async () => {
  const store = open();
  const heard = vi.fn<() => void>();
  store.onCommit(heard);
  await write(store, 0);
  expect(heard).toHaveBeenCalledTimes(1);
  rmSync(path);
  await expect(store.probe(now)).rejects.toBeInstanceOf(LostFileError);
  await vi.waitFor(() => expect(events).toContain('database healed'));
  await write(store, 1);
  expect(heard).toHaveBeenCalledTimes(2);
  await store.close();
});

test('says what keeps the database from being opened', () => {
  expect(openHealingStore({ path, open: () => ({ problem: 'no room' }), log: () => undefined })).toEqual({
    problem: 'no room',
  });
});
