import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { findSystemdAnalyze } from '../../../scripts/systemd.mjs';
import { parseOptions } from '../options.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');
const dockerfile = read('Dockerfile');
const unit = read('earshot.service');

/** The values of every instruction of this name, in order, with continued lines in one. */
const instructions = (name: string): string[] =>
  [...dockerfile.replaceAll(/\\\n\s*/g, '').matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(
    ([, value = '']) => value,
  );
const problemsOf = (text: string): string[] => validate(text).map(({ message }) => String(message));
const lastWord = (text: string | undefined): string => text?.split('/').at(-1) ?? '';

describe('the Dockerfile', () => {
  it('has nothing that its linter finds fault with', () => expect(problemsOf(dockerfile)).toEqual([]));

  it.each([
    ['an instruction that there is not', 'EXPOSE 4700', 'EXPSOE 4700'],
    ['a port that is no number', 'EXPOSE 4700', 'EXPOSE http'],
    ['a flag that there is not', '--interval=30s', '--every=30s'],
    ['a time without a unit', '--interval=30s', '--interval=30'],
    ['a second entry point', 'USER node', 'ENTRYPOINT ["sh"]'],
  ])('is held to that: %s is found', (_, from, to) => {
    expect(problemsOf(dockerfile.replace(from, to))).not.toEqual([]);
  });

  it('runs the collector on a Node that the package takes, and not as root', () => {
    expect(instructions('FROM')).toEqual([expect.stringMatching(/^node:(20|22)-slim$/)]);
    expect(instructions('USER').at(-1)).toBe('node');
    expect(instructions('VOLUME')).toEqual(['/data']);
    expect(lastWord(instructions('ENTRYPOINT')[0])).toBe('cli.js"]');
  });

  it('sets variables that the collector reads, to values that it takes', () => {
    const given = [...(instructions('ENV')[0] ?? '').matchAll(/(EARSHOT_\w+)=(\S+)/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    const parsed = parseOptions([], Object.fromEntries(given) as Record<string, string>);
    expect(parsed).toMatchObject({ run: { host: '0.0.0.0', port: 4700, data: '/data' } });
    expect(given).toHaveLength(3);
  });

  it('is healthy while /healthz answers 200, and not otherwise', async () => {
    const [, command = ''] = instructions('HEALTHCHECK')[0]?.split(' CMD ') ?? [];
    const [program = '', ...args] = JSON.parse(command) as string[];
    expect(program).toBe('node');
    const check = (port: number) =>
      new Promise<number | null>((resolve) => {
        const env = { ...process.env, EARSHOT_PORT: String(port) };
        spawn(process.execPath, args, { env, stdio: 'inherit' }).on('close', resolve);
      });
    let status = 200;
    const server = createServer(({ url }, answer) => answer.writeHead(url === '/healthz' ? status : 404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await check(port)).toBe(0);
    status = 503;
    expect(await check(port)).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await check(port)).toBe(1);
  });
});

const analyze = findSystemdAnalyze();

// npm test says so where there is no systemd; continuous integration has it.
if (analyze)
  describe('the unit of systemd', () => {
    /** Everything that systemd-analyze complains of. */
    const verify = (text: string): string => {
      const folder = mkdtempSync(join(tmpdir(), 'earshot-unit-'));
      writeFileSync(join(folder, 'earshot.service'), text);
      const { stderr, stdout, status } = spawnSync(analyze, ['verify', join(folder, 'earshot.service')], {
        encoding: 'utf8',
      });
      rmSync(folder, { recursive: true });
      return `${stdout}${stderr}${status === 0 ? '' : `code ${status}`}`.replaceAll(folder, '');
    };

    it('is one that systemd takes without a word', () => expect(verify(unit)).toBe(''));

    it.each([
      ['a setting that there is not', 'ProtectHome', 'ProtectHoem'],
      ['a value that there is not', 'ProtectSystem=strict', 'ProtectSystem=very'],
      ['a program that there is not', '/usr/bin/env', '/usr/bin/evn'],
      ['a system call that there is not', '@system-service', '@service'],
    ])('is held to that: %s is found', (_, from, to) => {
      expect(unit).toContain(from);
      expect(verify(unit.replace(from, to))).not.toBe('');
    });

    it('leaves the collector little of the machine', () => {
      const rate = (text: string): number => {
        const folder = mkdtempSync(join(tmpdir(), 'earshot-unit-'));
        const file = join(folder, 'earshot.service');
        writeFileSync(file, text);
        const { stdout } = spawnSync(analyze, ['security', '--offline=true', '--no-pager', file], { encoding: 'utf8' });
        rmSync(folder, { recursive: true });
        return Number(/exposure level for \S+ ([\d.]+)/.exec(stdout)?.[1]);
      };
      expect(rate(unit)).toBeLessThan(2);
      expect(rate(unit.replaceAll(/^(Protect|Private|Restrict).*$/gm, ''))).toBeGreaterThan(2);
    });
  });

it('gives the collector of both the time that it takes to end', () => {
  expect(unit).toContain('\nKillSignal=SIGTERM\n');
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
  expect(instructions('STOPSIGNAL')).toEqual(['SIGTERM']);
});
