// npm run trace:collector [-- --posts 50] [--plant]: posts to a collector under strace, and shows that each acknowledgement
// was written after its row and an fdatasync. Exits 1 where one was not. With --plant the collector is one that does not
// wait for the disk: a control, which has to fail.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCollector } from './collector.mjs';
import { proveAcknowledgements, readCalls } from './read-strace.mjs';
import { responseOf } from './show-collector/sample.mjs';
import { installStrace } from './strace.mjs';

const calls = 'pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg';

/** Copies the built collector in that folder and has it not wait for the disk; returns its command. */
function plant(built) {
  const copy = 'test-results/planted/collector';
  cpSync(built, copy, { recursive: true });
  const command = join(copy, 'cli.js');
  const source = readFileSync(command, 'utf8');
  const planted = source
    .replace('synchronous = FULL', 'synchronous = OFF')
    .replace('synchronous === 2', 'synchronous === 0');
  if (!planted.includes('synchronous = OFF') || !planted.includes('synchronous === 0'))
    throw new Error('There was nothing to plant.');
  writeFileSync(command, planted);
  return command;
}

/** Posts one after the other, then as many at once, so that several share a commit; resolves to the acknowledged ids. */
async function postAll(origin, posts) {
  const post = async (index) => {
    const answer = await fetch(`${origin}/v1/responses`, { method: 'POST', body: JSON.stringify(responseOf(index)) });
    return answer.status === 202 ? [(await answer.json()).id] : [];
  };
  const found = [];
  const half = Math.ceil(posts / 2);
  for (let index = 0; index < half; index++) found.push(...(await post(index)));
  const others = Array.from({ length: posts - half }, (_, index) => post(half + index));
  return [...found, ...(await Promise.all(others)).flat()];
}

/**
 * Posts to the built collector at `command` under strace.
 * @param {string} command
 * @param {number} posts
 * @returns {Promise<{ acknowledged: readonly string[], proven: readonly string[], unproven: readonly string[] }>} ids
 */
export async function traceCollector(command, posts) {
  installStrace();
  const folder = mkdtempSync(join(tmpdir(), 'earshot-trace-'));
  const file = join(folder, 'trace');
  // Detached (-D): signals go to the collector itself.
  const strace = ['strace', '-D', '-f', '-qq', '-y', '-s', '9000', '-e', `trace=${calls}`, '-o', file];
  const flags = ['--port', '0', '--rate', '1000000', '--data', join(folder, 'data')];
  const collector = await startCollector(flags, { command: [...strace, process.execPath, command] });
  const acknowledged = await postAll(collector.origin, posts);
  await collector.stop();
  const found = proveAcknowledgements(readCalls(readFileSync(file, 'utf8')));
  rmSync(folder, { recursive: true });
  return { acknowledged, ...found };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { posts: { type: 'string', default: '50' }, plant: { type: 'boolean' } } });
  const built = 'dist/collector';
  const posts = Number(values.posts);
  const { acknowledged, proven, unproven } = await traceCollector(
    values.plant ? plant(built) : join(built, 'cli.js'),
    posts,
  );
  console.log(`${acknowledged.length} of ${posts} posts were acknowledged.`);
  console.log(
    `${proven.length} acknowledgements were written after their row and an fdatasync, ${unproven.length} were not.`,
  );
  if (unproven.length || proven.length !== posts || acknowledged.length !== posts) process.exitCode = 1;
}
