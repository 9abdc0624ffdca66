// npm run mutate: changes the code of the delivery in each way that Stryker knows, and counts which changes a test notices. It
// takes minutes, keeps what it came to in long.json, and exits 1 where fewer than 85 % are noticed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { deliveryFiles } from './delivery-files.mjs';
import { mergeResults, readMutations } from './long-results.mjs';
import { setup } from './setup.mjs';

const report = 'test-results/mutation.json';

setup();
rmSync(report, { force: true });
const since = Date.now();
const files = deliveryFiles.map((name) => `src/core/${name}.ts`).join();
const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', files], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status === 0 ? 0 : 1;

const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim();
const seconds = Math.round((Date.now() - since) / 1000);
const result = readMutations(JSON.parse(readFileSync(report, 'utf8')), seconds, commit);
const before = existsSync('long.json') ? JSON.parse(readFileSync('long.json', 'utf8')) : [];
writeFileSync('long.json', `${JSON.stringify(mergeResults(before, [result]), undefined, 2)}\n`);
console.log(`${result.runs - result.violations} of ${result.runs} changes noticed in ${seconds} s`);
