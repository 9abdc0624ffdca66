import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { idOf, sampleResponse } from '../sample-response.ts';
import { newFolder, readRows, startChild } from './child.ts';

const site = 'acme.example';
let data = '';
let wal = '';

/** Has a killed collector behind it, with answers in the log that are not in the database yet; resolves to their ids. */
beforeEach(async () => {
  data = newFolder();
  wal = join(data, 'earshot.db-wal');
  const child = await startChild(data);
  for (let index = 0; index < 20; index++)
    expect((await child.post(sampleResponse({ id: idOf(index) }))).status).toBe(202);
  await child.kill('SIGKILL');
  expect(statSync(wal).size).toBeGreaterThan(0);
});

afterEach(() => rmSync(data, { recursive: true }));

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => idOf(index));

async function rowsAfterStart(): Promise<readonly string[]> {
  const child = await startChild(data);
  const rows = [...(await readRows(child, site)).keys()].sort();
  await child.kill('SIGINT');
  return rows;
}

test('has every acknowledged row where garbage stands at the end of the log', async () => {
  appendFileSync(wal, Buffer.alloc(10_000, 0xa5));
  expect(await rowsAfterStart()).toEqual(ids(20));
});

test('has every row of whole commits where the last frame is torn', async () => {
  truncateSync(wal, statSync(wal).size - 100);
  expect(await rowsAfterStart()).toEqual(ids(19));
});

test('does not start, and says why, where a frame within the log is damaged; nothing is changed', async () => {
  const damaged = readFileSync(wal);
  // In the page of the first frame.
  const at = 32 + 24 + 100;
  damaged[at] = Number(damaged[at]) ^ 1;
  writeFileSync(wal, damaged);
  await expect(startChild(data)).rejects.toThrow(`${wal} holds answers that are not in`);
  expect(readFileSync(wal).equals(damaged)).toBe(true);
  // What the sentence advises, by the driver: there may be no sqlite3 here.
  const advice = `new (require('libsql'))(process.argv[1]).pragma('wal_checkpoint(TRUNCATE)')`;
  execFileSync(process.execPath, ['-e', advice, join(data, 'earshot.db')]);
  expect((await rowsAfterStart()).length).toBeLessThan(20);
});
