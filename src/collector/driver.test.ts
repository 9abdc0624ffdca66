import { expect, test } from 'vitest';
import { ensureDriver, type DriverEffects } from './driver.ts';

/** A driver that can be loaded from the `from`th try on, with what was done to get it. */
function makeEffects(from: number, install = async (): Promise<void> => {}) {
  const done: string[] = [];
  let tries = 0;
  const effects: DriverEffects = {
    load() {
      if (++tries < from) throw new Error('Cannot find module "libsql"\nRequire stack: …');
    },
    install() {
      done.push('install');
      return install();
    },
    say: (line) => done.push(line),
  };
  return { effects, done };
}

const announcement = 'Installing the database driver, libsql 1.2.3. This happens once.';
const advice = 'Run npm install earshot libsql@1.2.3, and start earshot from there.';

test('does and says nothing where the driver is there', async () => {
  const { effects, done } = makeEffects(1);
  expect(await ensureDriver('1.2.3', effects)).toBeUndefined();
  expect(done).toEqual([]);
});

test('installs it where it is not, and says so first', async () => {
  const { effects, done } = makeEffects(2);
  expect(await ensureDriver('1.2.3', effects)).toBeUndefined();
  expect(done).toEqual([announcement, 'install']);
});

test('names the reason and what to do where it cannot be installed', async () => {
  const { effects, done } = makeEffects(9, () => Promise.reject(new Error('npm failed (ENOTFOUND)')));
  expect(await ensureDriver('1.2.3', effects)).toEqual({
    problem: `The database driver is not here and could not be installed: npm failed (ENOTFOUND). ${advice}`,
  });
  expect(done).toEqual([announcement, 'install']);
});

test('goes on where installing failed because another start was quicker', async () => {
  const { effects } = makeEffects(2, () => Promise.reject(new Error('ENOTEMPTY: directory not empty')));
  expect(await ensureDriver('1.2.3', effects)).toBeUndefined();
});

test('says in one line why a driver that was installed cannot be loaded', async () => {
  const { effects } = makeEffects(9);
  expect(await ensureDriver('1.2.3', effects)).toEqual({
    problem: `The database driver is not here and could not be installed: Cannot find module "libsql". ${advice}`,
  });
});
