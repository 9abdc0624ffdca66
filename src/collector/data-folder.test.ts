import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('makes the folder and a token that is for its owner alone, once', () => {
  const path = join(folder, 'a/b');
  const first = openDataFolder(path);
  expect(first).toMatchObject({
    database: join(path, 'earshot.db'),
    token: expect.stringMatching(/^[\w-]{32}$/) as string,
  });
  expect(statSync(join(path, 'token')).mode & 0o777).toBe(0o600);
  expect(openDataFolder(path)).toEqual(first);
});

test('neither makes nor changes a stored token when one is given', () => {
  openDataFolder(folder);
  const before = readFileSync(join(folder, 'token'), 'utf8');
  expect(openDataFolder(folder, 'another-token')).toMatchObject({ token: 'another-token' });
  expect(readFileSync(join(folder, 'token'), 'utf8')).toBe(before);
});

test('says in one sentence why a path cannot be the data folder', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'below'), '/proc/nothing/below'])
    expect(openDataFolder(path)).toEqual({
      problem: expect.stringMatching(
        /^--data ".+" cannot be used: .+; it must be a folder that can be written to\.$/,
      ) as string,
    });
});

test('does not run with an empty token file', () => {
  writeFileSync(join(folder, 'token'), '');
  expect(openDataFolder(folder)).toEqual({ problem: expect.stringContaining('holds no token') as string });
});
