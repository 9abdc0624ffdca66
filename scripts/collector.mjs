// Starts the built collector: for npm start, npm run show and the end-to-end tests.
import { spawn } from 'node:child_process';

/**
 * Starts the built collector with these flags; resolves once it listens, rejects with what it said if it ends before.
 * @param {readonly string[]} flags
 */
export async function startCollector(flags) {
  const child = spawn(process.execPath, ['dist/collector/cli.js', ...flags]);
  let said = '';
  /** @type {string | undefined} */
  let address;
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.on('exit', () => resolve()));
  /** @type {string} */
  const results = await new Promise((resolve, reject) => {
    /** @param {Buffer} part */
    const hear = (part) => {
      said += part;
      [address] = /http:\/\/\S+\/#token=\S+/.exec(said) ?? [];
      if (address) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.stderr.on('data', (part) => address && process.stderr.write(part));
    void ended.then(() => reject(new Error(said.trim())));
  });
  const { origin, hash } = new URL(results);
  return {
    origin,
    token: hash.slice('#token='.length),
    /** The address of the results page, with the token in its fragment. */
    results,
    /** Resolves when the process is gone. */
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
