import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDamage } from './damaged-wal.ts';

const pageBytes = 4096;
const frameBytes = 24 + pageBytes;
let folder = '';
let whole: Buffer;

const path = (): string => join(folder, 'copy.db-wal');

/** The damage that is found in a log of five commits, of some frames each, once it is changed so. */
const damageOf = (change: (wal: Buffer) => Buffer | undefined): string | undefined => {
  const copy = Buffer.from(whole);
  writeFileSync(path(), change(copy) ?? copy);
  return findDamage(path());
};

const flip = (wal: Buffer, at: number): undefined => void (wal[at] = Number(wal[at]) ^ 1);
const frames = (): number => (whole.length - 32) / frameBytes;
/** Whether that frame is the last one of a commit. */
const isCommit = (frame: number): boolean => whole.readUInt32BE(32 + frame * frameBytes + 4) > 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-wal-'));
  const database = new Database(join(folder, 'earshot.db'));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT)');
  database.pragma('wal_checkpoint(TRUNCATE)');
  for (let commit = 0; commit < 5; commit++)
    database.prepare('INSERT INTO rows (body) VALUES (?)').run('x'.repeat(3 * pageBytes));
  whole = readFileSync(join(folder, 'earshot.db-wal'));
  copyFileSync(join(folder, 'earshot.db'), join(folder, 'copy.db'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('finds nothing wrong with a log as SQLite writes it, with an empty one, or where there is none', () => {
  expect(frames()).toBeGreaterThan(10);
  expect(damageOf((wal) => wal)).toBeUndefined();
  expect(damageOf(() => Buffer.alloc(0))).toBeUndefined();
  expect(findDamage(join(folder, 'none'))).toBeUndefined();
});

test('takes a torn end for what it is, wherever it was torn', () => {
  for (let size = 33; size < whole.length; size += 1000) {
    writeFileSync(path(), whole);
    truncateSync(path(), size);
    expect(findDamage(path())).toBeUndefined();
  }
  expect(damageOf((wal) => Buffer.concat([wal, Buffer.alloc(10_000, 7)]))).toBeUndefined();
});

test('lets a last commit be torn in its midst, as when the power fails', () => {
  const last = frames() - 1;
  const begin = [...Array(last).keys()].findLast(isCommit) ?? 0;
  for (let frame = begin + 1; frame <= last; frame++)
    expect(damageOf((wal) => void wal.fill(0, 32 + frame * frameBytes, 32 + (frame + 1) * frameBytes))).toBeUndefined();
});

test('finds each damaged frame that a later commit proves to have been on disk', () => {
  const last = frames() - 1;
  const begin = [...Array(last).keys()].findLast(isCommit) ?? 0;
  for (let frame = 0; frame <= begin; frame++) {
    const at = 32 + frame * frameBytes;
    for (const byte of [16, 24, 24 + pageBytes - 1])
      expect([frame, byte, damageOf((wal) => flip(wal, at + byte))]).toEqual([
        frame,
        byte,
        `its frame ${frame + 1} is damaged, and committed rows come after it`,
      ]);
  }
});

test('finds a damaged beginning, which hides all that follows', () => {
  for (const byte of [0, 4, 8, 16, 24]) expect(damageOf((wal) => flip(wal, byte))).toContain('first 32 bytes');
});

test('is not misled by what an earlier writing has left behind', () => {
  const database = new Database(join(folder, 'again.db'));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT)');
  const insert = database.prepare('INSERT INTO rows (body) VALUES (?)');
  for (let commit = 0; commit < 5; commit++) insert.run('x'.repeat(3 * pageBytes));
  database.pragma('wal_checkpoint(RESTART)');
  for (let commit = 0; commit < 2; commit++) insert.run('y'.repeat(pageBytes));
  const wal = readFileSync(join(folder, 'again.db-wal'));
  writeFileSync(path(), wal);
  expect(findDamage(path())).toBeUndefined();
  flip(wal, 32 + 100);
  writeFileSync(path(), wal);
  expect(findDamage(path())).toContain('its frame 1 is damaged');
});
