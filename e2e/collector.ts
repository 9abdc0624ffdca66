import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A collector of the build, in a folder of its own. */
export interface RunningCollector {
  readonly origin: string;
  readonly token: string;
  readonly results: string;
  readonly data: string;
  /** Ends the process; the data stay when `keep` is set. */
  readonly stop: (keep?: boolean) => Promise<void>;
}

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.on('exit', () => resolve());
  });

/** Starts the built collector; rejects with what it said if it does not listen. */
export async function startCollector(
  port = 0,
  data = mkdtempSync(join(tmpdir(), 'earshot-')),
): Promise<RunningCollector> {
  const child = spawn(process.execPath, ['dist/collector/cli.js', '--port', String(port), '--data', data]);
  let said = '';
  const results = await new Promise<string>((resolve, reject) => {
    const listen = (part: Buffer): void => {
      said += part.toString();
      const found = /http:\/\/\S+\/#token=\S+/.exec(said)?.[0];
      if (found) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => reject(new Error(said)));
  });
  const url = new URL(results);
  return {
    origin: url.origin,
    token: url.hash.slice('#token='.length),
    results,
    data,
    async stop(keep = false) {
      child.kill('SIGTERM');
      await exited(child);
      if (!keep) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Runs the collector's command to its end. */
export async function runCollector(
  ...args: readonly string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['dist/collector/cli.js', ...args]);
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  await exited(child);
  return { code: child.exitCode, out, err };
}
