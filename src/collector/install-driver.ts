import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureDriver } from './driver.ts';

/** Runs npm in a folder; rejects with the reason where npm fails or is not there. */
export type RunNpm = (folder: string, args: readonly string[]) => Promise<void>;

// What the lock file says, whatever the user's own settings of npm leave out; its scripts have nothing to do.
const args = [
  ['ci', '--omit=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
  ['--package-lock', '--global=false', '--workspaces=false', '--loglevel=error'],
].flat();

const runNpm: RunNpm = (folder, given) =>
  new Promise((resolve, reject) => {
    const isWindows = process.platform === 'win32';
    const child = spawn('npm', given, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], shell: isWindows });
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part));
    child.on('error', (error) => reject(new Error(`npm cannot be run (${error.message})`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const [, reason = `it ended with code ${code}`] = /^npm (?:error|ERR!) code (\S+)$/m.exec(said) ?? [];
      reject(new Error(`npm failed (${reason})`));
    });
  });

/** The version of the driver that `package.json` in `folder` asks for. */
export function readDriverVersion(folder: string): string {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: { libsql: string };
  };
  return dependencies.libsql;
}

/**
 * Installs what `package-lock.json` in `folder` locks, into its node_modules: all of it or nothing, also where two do so
 * at the same time or one is broken off.
 */
export async function installDriver(folder: string, run: RunNpm = runNpm): Promise<void> {
  const workshop = mkdtempSync(join(folder, 'installing-'));
  try {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(folder, file), join(workshop, file));
    await run(workshop, args);
    renameSync(join(workshop, 'node_modules'), join(folder, 'node_modules'));
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Makes sure that what runs in `folder` can load the driver; resolves to what to do where it cannot. */
export function requireDriver(
  folder: string,
  say: (line: string) => void,
): Promise<{ readonly problem: string } | undefined> {
  const load = createRequire(join(folder, 'cli.js'));
  return ensureDriver(readDriverVersion(folder), {
    load: () => void load('libsql'),
    install: () => installDriver(folder),
    say,
  });
}
