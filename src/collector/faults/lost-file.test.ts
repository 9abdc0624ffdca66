import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { idOf, sampleResponse } from '../sample-response.ts';
import { newFolder, readRows, startChild, type Child } from './child.ts';

const site = 'acme.example';
let folder = '';
let data = '';
let child: Child;

const post = async (index: number): Promise<number> => {
  const answer = await child.post(sampleResponse({ id: idOf(index) }));
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  if (answer.status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  await answer.arrayBuffer();
  return answer.status;
};

const events = (): readonly unknown[] => child.lines.map(({ event }) => event);

/** Kills the collector, and looks at what the next one finds. */
async function rowsAfterKill(): Promise<readonly string[]> {
  await child.kill('SIGKILL');
  child = await startChild(data);
  return [...(await readRows(child, site)).keys()].sort();
}

beforeEach(async () => {
  folder = newFolder();
  data = join(folder, 'data');
  child = await startChild(data);
  for (const index of [0, 1, 2]) expect(await post(index)).toBe(202);
});

afterEach(async () => {
  await child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['the database is deleted', () => rmSync(join(data, 'earshot.db'))],
  ['only its log is deleted', () => rmSync(join(data, 'earshot.db-wal'))],
  ['all of its files are', () => ['', '-wal', '-shm'].map((end) => rmSync(join(data, `earshot.db${end}`)))],
  ['the whole folder is', () => rmSync(data, { recursive: true })],
  ['the folder is moved away', () => renameSync(data, join(folder, 'elsewhere'))],
])('acknowledges nothing that the next start would not have where %s, and heals', async (_, lose) => {
  lose();
  expect(await post(3)).toBe(503);
  await vi.waitFor(async () => expect(await post(3)).toBe(202), { timeout: 5000, interval: 20 });
  expect(events()).toEqual(expect.arrayContaining(['database lost', 'database healed']));
  expect(await rowsAfterKill()).toEqual([0, 1, 2, 3].map(idOf));
});

test('heals without a request, too', async () => {
  rmSync(join(data, 'earshot.db'));
  await vi.waitFor(() => expect(events()).toContain('database healed'), { timeout: 5000, interval: 20 });
  expect(await rowsAfterKill()).toEqual([0, 1, 2].map(idOf));
});

test('has all rows in place when it is told to go before it could heal', async () => {
  rmSync(join(data, 'earshot.db'));
  expect(await child.kill('SIGINT')).toBe(0);
  child = await startChild(data);
  expect([...(await readRows(child, site)).keys()].sort()).toEqual([0, 1, 2].map(idOf));
});

test('leaves a file alone that somebody else put in its place, keeps the rows beside it, and says so', async () => {
  const path = join(data, 'earshot.db');
  rmSync(path);
  writeFileSync(path, 'something else');
  expect(await post(3)).toBe(503);
  await vi.waitFor(async () => expect(await child.readiness()).toBe(503), { timeout: 1000, interval: 20 });
  const said = 'database replaced by another file; rows kept beside it';
  await vi.waitFor(() => expect(events()).toContain(said), { timeout: 5000, interval: 20 });
  expect(await post(3)).toBe(503);
  expect(readFileSync(path, 'utf8')).toBe('something else');
  await child.kill('SIGKILL');
  const kept = readdirSync(data).filter((name) => name.includes('rescued'));
  expect(kept).toHaveLength(1);
  for (const name of readdirSync(data)) if (/-(wal|shm)$/.test(name)) rmSync(join(data, name));
  copyFileSync(join(data, String(kept[0])), path);
  child = await startChild(data);
  expect([...(await readRows(child, site)).keys()]).toEqual(expect.arrayContaining([0, 1, 2].map(idOf)));
});
