// Installs what comes from Debian.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** True where this is Linux and the user may install. */
export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** The path of the first of these commands; undefined where there is none of them. */
export const findCommand = (...names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync);

/** By apt as root on Debian and its kin; elsewhere, and where that fails, nothing happens. */
export function installByApt(...names) {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  const run = (...args) => execFileSync('apt-get', args, { stdio: 'inherit' });
  try {
    run('update', '-qq');
    run('install', '-y', '-qq', '--no-install-recommends', ...names);
  } catch {
    console.error(`apt has no ${names.join(' and ')} for this system.`);
  }
}
