// Installs the packages if they are not those of the lock file. Uses Node's own modules only: there may be no others yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Packages as locked, for this Node and machine, in a folder that has a lock file; nothing to do the second time. */
export function setup(folder = '.') {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
    console.error(`Node ${process.versions.node} is too old: Earshot needs 20.19 or later of 20, or 22.12 or later.`);
    process.exit(2);
  }
  const stamp = createHash('sha256')
    .update(readFileSync(`${folder}/package-lock.json`))
    .update(process.version + process.platform + process.arch)
    .digest('hex');
  const stampFile = `${folder}/node_modules/.setup-stamp`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log(`Installing packages${folder === '.' ? '' : ` of ${folder}`} …`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed: the packages could not be installed.');
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
}
