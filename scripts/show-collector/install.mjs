// Packs Earshot and installs it into an empty folder, as who takes it from the registry has it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startCollector } from '../collector.mjs';

const shell = process.platform === 'win32';
const npm = (args, cwd) =>
  execFileSync('npm', args, { cwd, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Packs the build in `dist/` and installs it, and nothing else, into a new folder in `folder`; returns what starts it. */
export function installPacked(folder) {
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], '.'));
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{"private":true}\n');
  // Nothing else: the collector brings its driver when it first starts.
  npm(['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, filename)], empty);
  const command = resolve(empty, 'node_modules/earshot/dist/collector/cli.js');
  return {
    /** The command's file. */
    command,
    /** Starts it on a data folder in the folder that was empty. */
    start: (data, ...flags) =>
      startCollector(['--port', '0', '--data', join(empty, data), ...flags], {
        command: [process.execPath, command],
        cwd: empty,
        // What goes wrong is caused here, and claimed.
        hear: () => undefined,
      }),
    /** The folder that was empty. */
    folder: empty,
  };
}
