// npm run build: types first, then everything in dist/ anew.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuilder, runnerImport } from 'vite';

/** Builds the project in the current folder into its dist/. */
export async function build() {
  rmSync('dist', { recursive: true, force: true });
  const builder = await createBuilder({ logLevel: 'warn' });
  await builder.buildApp();
  execFileSync('npx', ['tsc', '-p', 'tsconfig.types.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
  // A declaration names its neighbours as they are published, not as they are written.
  for (const file of readdirSync('dist/types', { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.d.ts')) {
      const path = join('dist/types', file);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/(from ['"]\.[^'"]*)\.ts(?=['"])/g, '$1.js'));
    }
  // English is in the prompt itself.
  mkdirSync('dist/locales/steps', { recursive: true });
  for (const file of readdirSync('src/locales', { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.json') && !file.endsWith('en.json'))
      writeFileSync(
        join('dist/locales', file),
        JSON.stringify(JSON.parse(readFileSync(join('src/locales', file), 'utf8'))),
      );
  const { module } = await runnerImport('./scripts/settings-schema.ts', { logLevel: 'error' });
  writeFileSync('dist/settings.schema.json', `${JSON.stringify(module.makeSettingsSchema(), undefined, 2)}\n`);
}

if (process.argv[1] === import.meta.filename) await build();
