// npm run build: types first, then everything in dist/ anew.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuilder, runnerImport } from 'vite';
import { makeDriverFiles } from './driver-lock.mjs';
import { makeVersionedTag } from './versioned-tag.mjs';

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
      writeFileSync(join('dist/locales', file), JSON.stringify(readJson(join('src/locales', file))));
  const project = readJson('package.json');
  const { manifest, lock } = makeDriverFiles(project, readJson('package-lock.json'));
  writeJson('collector/package.json', manifest);
  writeJson('collector/package-lock.json', lock);
  await writeMade('settings.schema.json', './scripts/settings-schema.ts', (made) => made.makeSettingsSchema());
  await writeMade('response.schema.json', './src/core/response-schema.ts', (made) => made.responseSchema);
  await writeMade('openapi.json', './src/collector/openapi/openapi.ts', (made) => made.makeOpenApi(project.version));
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const writeJson = (file, value) => writeFileSync(`dist/${file}`, `${JSON.stringify(value, undefined, 2)}\n`);

/** Writes what `pick` takes out of a module in TypeScript. */
async function writeMade(file, path, pick) {
  const { module } = await runnerImport(path, { logLevel: 'error' });
  writeJson(file, pick(module));
}

if (process.argv[1] === import.meta.filename) {
  await build();
  console.log(`This version, and no other byte of it:

${makeVersionedTag('earshot.js', 'https://answers.example')}

The same as one file, without parts:

${makeVersionedTag('earshot.all.js', 'https://answers.example')}`);
}
