// Starts the built collector: for npm start, the shows, the end-to-end tests and those of faults.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What people want to see of the log of a collector that serves something else: what is not as usual. */
const printNews = (/** @type {string} */ line) => {
  try {
    if (JSON.parse(line).level === 'info') return;
  } catch {}
  if (line) console.error(line);
};

/**
 * Starts the built collector with these flags; resolves once it listens, rejects with what it said if it ends before.
 * @param {readonly string[]} flags
 * @param {{ command?: readonly string[], cwd?: string, hear?: (line: string) => void }} [more] `command`: what runs it, its
 *   own command line last; `hear` is told each line of its log, the standard prints what is not as usual
 */
export async function startCollector(flags, more = {}) {
  const { command = [process.execPath, 'dist/collector/cli.js'], cwd, hear = printNews } = more;
  const [program = '', ...before] = command;
  const child = spawn(program, [...before, ...flags], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  /** @type {string | undefined} */
  let address;
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => {
    child.on('close', (code) => resolve(code));
    child.on('error', (error) => {
      said += error.message;
      resolve(null);
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!address) said += `${line}\n`;
    hear(line);
  });
  /** @type {string} */
  const results = await new Promise((resolve, reject) => {
    child.stdout.on('data', (/** @type {Buffer} */ part) => {
      if (address) return;
      said += part;
      [address] = /http:\/\/\S+\/#token=\S+/.exec(said) ?? [];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(said.trim())));
  });
  const { origin, hash } = new URL(results);
  return {
    origin,
    token: hash.slice('#token='.length),
    /** The address of the results page, with the token in its fragment. */
    results,
    /** Resolves to its exit code when the process is gone; null where a signal ended it. */
    ended,
    /** @param {NodeJS.Signals} signal */
    kill(signal) {
      child.kill(signal);
      return ended;
    },
    /** Ends it in good order, without the wait in which a balancer would notice. */
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
