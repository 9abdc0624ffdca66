import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decidePlace, readFiles, type DatabaseFiles, type Place } from './lost-file.ts';

const opened: DatabaseFiles = { main: '1:10', wal: '1:11', disk: 1 };

test.each<[string, Partial<DatabaseFiles>, Place]>([
  ['both are where they were', {}, 'here'],
  ['one is gone', { main: undefined }, 'gone'],
  ['the log is gone', { wal: undefined }, 'gone'],
  ['both are gone', { main: undefined, wal: undefined }, 'gone'],
  ['another file is in its place', { main: '1:12' }, 'stranger'],
  ['it is gone, and another log there', { main: undefined, wal: '1:13' }, 'stranger'],
  ['their disk is gone', { main: undefined, wal: undefined, disk: 2 }, 'away'],
  ['another disk has such files, too', { main: '2:10', wal: '2:11', disk: 2 }, 'away'],
])('knows how its files stand where %s', (_, now, place) => {
  expect(decidePlace(opened, { ...opened, ...now })).toBe(place);
});

test('takes a folder that is gone for one on the disk that it was on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-lost-'));
  const path = join(folder, 'earshot.db');
  writeFileSync(path, '');
  const before = readFiles(path);
  expect(before.main).toBeDefined();
  rmSync(folder, { recursive: true });
  expect(readFiles(path)).toEqual({ ...before, main: undefined });
});
