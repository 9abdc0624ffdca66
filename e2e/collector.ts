import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCollector as start } from '../scripts/collector.mjs';

/** A collector of the build, in a folder of its own. */
export interface RunningCollector {
  readonly origin: string;
  readonly token: string;
  readonly results: string;
  readonly data: string;
  /** Ends the process; the data stay when `keep` is set. */
  readonly stop: (keep?: boolean) => Promise<void>;
}

export async function startCollector(
  port = 0,
  data = mkdtempSync(join(tmpdir(), 'earshot-')),
): Promise<RunningCollector> {
  const { origin, token, results, stop } = await start(['--port', String(port), '--data', data]);
  return {
    origin,
    token,
    results,
    data,
    async stop(keep = false) {
      await stop();
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
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}
