import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installDriver, readDriverVersion, type RunNpm } from './install-driver.ts';

let folder = '';
const files = ['package-lock.json', 'package.json'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-driver-'));
  writeFileSync(join(folder, 'package.json'), '{"dependencies":{"libsql":"1.2.3"}}');
  writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3}');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What npm does where all is well, as far as it matters here. */
const npm: RunNpm = async (inside) => {
  mkdirSync(join(inside, 'node_modules', 'libsql'), { recursive: true });
  writeFileSync(join(inside, 'node_modules', 'libsql', 'index.js'), '');
};

test('reads which version is wanted', () => expect(readDriverVersion(folder)).toBe('1.2.3'));

test('installs exactly what is locked, without scripts, and leaves nothing else behind', async () => {
  await installDriver(folder, async (inside, args) => {
    expect(args[0]).toBe('ci');
    expect(args).toContain('--ignore-scripts');
    expect(readFileSync(join(inside, 'package-lock.json'), 'utf8')).toBe('{"lockfileVersion":3}');
    await npm(inside, args);
  });
  expect(readdirSync(folder).toSorted()).toEqual(['node_modules', ...files]);
  expect(existsSync(join(folder, 'node_modules/libsql/index.js'))).toBe(true);
});

test('leaves no half of a driver where npm fails', async () => {
  const failing: RunNpm = async (inside, args) => {
    await npm(inside, args);
    throw new Error('npm failed (ECONNRESET)');
  };
  await expect(installDriver(folder, failing)).rejects.toThrow('npm failed (ECONNRESET)');
  expect(readdirSync(folder).toSorted()).toEqual(files);
});

test('keeps the driver of another start that was quicker', async () => {
  await expect(
    installDriver(folder, async (inside, args) => {
      await npm(inside, args);
      await npm(folder, args);
      writeFileSync(join(folder, 'node_modules/libsql/index.js'), 'first');
    }),
  ).rejects.toThrow();
  expect(readFileSync(join(folder, 'node_modules/libsql/index.js'), 'utf8')).toBe('first');
  expect(readdirSync(folder).toSorted()).toEqual(['node_modules', ...files]);
});

test('says what fails where the folder is gone', async () => {
  await expect(installDriver(join(folder, 'gone'), npm)).rejects.toThrow('ENOENT');
});
