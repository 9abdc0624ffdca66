// Builds a copy of the project in another folder and compares: the committed browser part of dist/ must be that build,
// byte for byte. That the folder is another one shows that builds are reproducible. Also completes this dist/ with what
// is not committed (collector, results page, types), so that end-to-end tests have it.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Files of a dist/ that are committed: those at its top. */
const browserFiles = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
    : [];

const copy = mkdtempSync(join(tmpdir(), 'earshot-build-'));
try {
  const sources = [
    'src',
    'scripts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.types.json',
    'vite.config.ts',
  ];
  for (const path of sources) cpSync(path, join(copy, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: copy, stdio: 'inherit' });

  const [built, committed] = [browserFiles(join(copy, 'dist')), browserFiles('dist')];
  const differing = [...new Set([...built, ...committed])].filter(
    (name) =>
      !built.includes(name) ||
      !committed.includes(name) ||
      !readFileSync(join(copy, 'dist', name)).equals(readFileSync(join('dist', name))),
  );
  if (differing.length) {
    console.error(
      `dist/ is not the build of these sources: ${differing.join(', ')}. Run npm run build and commit dist/.`,
    );
    process.exitCode = 1;
  }
  for (const part of ['collector', 'dashboard', 'types']) {
    rmSync(join('dist', part), { recursive: true, force: true });
    cpSync(join(copy, 'dist', part), join('dist', part), { recursive: true });
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
