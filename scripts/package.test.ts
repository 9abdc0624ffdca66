// The packed package in an empty project, as somebody else installs it.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleResponse } from '../src/core/samples.ts';

const run = promisify(execFile);
const isWindows = process.platform === 'win32';
/** True where Node finds no driver from: some have packages above their temporary folder. */
function isEmpty(place: string): boolean {
  try {
    createRequire(join(place, 'x.js')).resolve('libsql');
    return false;
  } catch {
    return existsSync(place);
  }
}
const folder = mkdtempSync(join([tmpdir(), '/var/tmp'].find(isEmpty) ?? tmpdir(), 'earshot-package-'));
const project = join(folder, 'project');
// What npm links is a script of the shell there.
const command = join(project, 'node_modules', isWindows ? 'earshot/dist/collector/cli.js' : '.bin/earshot');
const bin = (file: string): string => resolve('node_modules', file);

/** A file of the consumer's project. */
const write = (file: string, text: string): void => writeFileSync(join(project, file), text);
const npm = (cwd: string, ...args: string[]) =>
  run('npm', [...args, '--no-audit', '--no-fund', '--prefer-offline'], { cwd, shell: isWindows });

beforeAll(async () => {
  await npm(process.cwd(), 'pack', '--pack-destination', folder);
  const packed = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  expect(packed).toHaveLength(1);
  mkdirSync(project);
  write('package.json', '{ "private": true, "type": "module" }');
  await npm(project, 'install', join(folder, packed[0] ?? ''));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('who installs Earshot for the widget', () => {
  it('gets the widget and no package of the collector’s', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['earshot']);
    expect(readdirSync(join(project, 'node_modules/earshot'))).not.toContain('node_modules');
  });

  it('gets what Node finds by the names of the package', async () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object };
    const names = Object.keys(exports).map((name) => name.replace('.', 'earshot'));
    expect(names).toContain('earshot/response.schema.json');
    write(
      'find.js',
      `import { readFileSync } from 'node:fs';
       import { start } from 'earshot';
       const read = (name) => readFileSync(new URL(import.meta.resolve(name)), 'utf8');
       console.log(typeof start, ...${JSON.stringify(names)}.filter((name) => read(name).length > 100));`,
    );
    const { stdout } = await run(process.execPath, ['find.js'], { cwd: project });
    expect(stdout.trim().split(' ')).toEqual(['function', ...names]);
  });

  it.each(['nodenext', 'bundler'])('gets types with moduleResolution %s', async (moduleResolution) => {
    write(
      'types.ts',
      `import { start, type Response, type SettingsInput } from 'earshot';
       import { compare, npsOf, type Comparison, type Counts } from 'earshot/metrics';
       const settings: SettingsInput = { endpoint: '/r', survey: 'nps', gap: '30d' };
       const calls = start(settings);
       export const sent: Promise<{ readonly sent: number }> = calls.flush();
       export const score = (response: Response): number | undefined => response.score;
       // @ts-expect-error A number is no duration.
       start({ endpoint: '/r', survey: 'nps', gap: 30 });
       // @ts-expect-error There is no such call.
       calls.hide();
       const counts: Counts = { 9: 3, 0: 1 };
       export const low: number | undefined = npsOf(counts).interval?.low;
       export const change: Comparison = compare('csat', 5, counts, counts);
       // @ts-expect-error There is no such kind.
       compare('mood', 5, counts, counts);`,
    );
    const options = { module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext', moduleResolution, noEmit: true };
    const compilerOptions = { ...options, target: 'es2022', strict: true, types: [], lib: ['es2022', 'dom'] };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['types.ts'] }));
    const { stdout } = await run(process.execPath, [bin('typescript/bin/tsc'), '-p', project]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('gets a bundle whose chunks are still fetched one by one', async () => {
    write('index.html', '<!doctype html><script type="module" src="/main.js"></script>');
    write('main.js', `import { start } from 'earshot'; start({ endpoint: '/r', survey: 'nps' });`);
    await run(process.execPath, [bin('vite/bin/vite.js'), 'build', '--logLevel', 'error'], { cwd: project });
    const files = readdirSync(join(project, 'dist/assets'));
    for (const chunk of ['prompt', 'outbox', 'language', 'diagnostics'])
      expect(files.filter((file) => file.startsWith(`${chunk}-`))).toHaveLength(1);
    const entry = files.find((file) => file.startsWith('index-')) ?? '';
    expect(readFileSync(join(project, 'dist/assets', entry), 'utf8')).not.toContain('earshot-prompt');
  });
});

describe('who starts the collector from the package', () => {
  /** Starts it in an empty folder; resolves to what it said once it listens, or has ended with a code. */
  const start = (environment: NodeJS.ProcessEnv = {}) => {
    const cwd = mkdtempSync(join(folder, 'data-'));
    const child = spawn(process.execPath, [command, '--port', '0'], { cwd, env: { ...process.env, ...environment } });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const listening = new Promise<string>((resolve) => {
      let said = '';
      const hear = (part: Buffer): void => {
        said += part;
        if (said.includes('#token=')) resolve(said);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      void ended.then(() => resolve(said));
    });
    return { listening, ended, stop: () => child.kill('SIGTERM') };
  };
  const driver = JSON.parse(readFileSync('package.json', 'utf8')) as { peerDependencies: { libsql: string } };
  const announcement = `Installing the database driver, libsql ${driver.peerDependencies.libsql}.`;

  it('is told what to do where the driver cannot be had', async () => {
    const cache = join(folder, 'empty-cache');
    const { listening, ended } = start({ npm_config_offline: 'true', npm_config_cache: cache });
    const said = await listening;
    expect(await ended).toBe(2);
    expect(said).toContain(`Run npm install earshot libsql@${driver.peerDependencies.libsql}`);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('has the driver installed beside it, once, and can post a response', async () => {
    const first = start();
    const said = await first.listening;
    expect(said).toContain(announcement);
    const endpoint = /http:\S+\/v1\/responses/.exec(said)?.[0] ?? '';
    const answer = await fetch(endpoint, { method: 'POST', body: JSON.stringify(sampleResponse()) });
    expect(answer.status).toBe(202);
    first.stop();
    expect(await first.ended).toBe(0);
    const second = start();
    expect(await second.listening).not.toContain('Installing');
    second.stop();
    expect(await second.ended).toBe(0);
  });

  it('leaves the consumer’s own packages alone', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['earshot']);
    const beside = readdirSync(join(project, 'node_modules/earshot/dist/collector')).toSorted();
    expect(beside).toEqual(['cli.js', 'cli.js.map', 'node_modules', 'package-lock.json', 'package.json'].toSorted());
  });
});
