// npm run long: the suites that take minutes. What they came to is merged into long.json; exits 1 where one found something.
// The name of a group runs only that (`npm run long -- outbox`); further arguments go to Playwright (`--project chromium`).
// LONG_SEED and LONG_RUNS repeat an earlier run. What belongs to the outbox includes its simulation and its benchmark; the
// collector's suites need no browser.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mergeResults, readReport } from './long-results.mjs';
import { setup } from './setup.mjs';

const report = 'test-results/long.json';
/** The specs of each group, in e2e/long. */
const groups = {
  claim: ['tabs'],
  outbox: ['leave', 'lost-acknowledgement', 'kill'],
  prompt: ['axe', 'gallery'],
  guest: ['hosts'],
};
const [group, ...others] = process.argv.slice(2);
const specs = group && Object.hasOwn(groups, group) ? groups[group].map((name) => `${name}.spec.ts`) : [];
const hasBrowsers = group !== 'collector';
const hasOutbox = !['claim', 'prompt', 'guest', 'collector'].includes(group) && !others.length;
const hasCollector = group === 'collector' || group === undefined;
const shell = process.platform === 'win32';

/** Runs the specs in the browsers, which are installed where they are missing. */
async function playBrowsers(commit) {
  setup('e2e/hosts');
  const { installChromium, installFirefox, installWebKit } = await import('./browser.mjs');
  installChromium();
  installFirefox();
  installWebKit();
  rmSync(report, { force: true });
  const args = ['playwright', 'test', '-c', 'e2e/long', ...specs, ...(specs.length ? others : process.argv.slice(2))];
  const { status } = spawnSync('npx', args, { stdio: 'inherit', shell });
  process.exitCode = status === 0 ? 0 : 1;
  return readReport(JSON.parse(readFileSync(report, 'utf8')), commit);
}

async function playBacklog(commit) {
  const { measureBacklog } = await import('../bench/outbox.mjs');
  const since = Date.now();
  const { runs, violations } = await measureBacklog();
  const seconds = Math.round((Date.now() - since) / 1e3);
  return { suite: 'backlog', runs, violations, seed: 0, seconds, commit };
}

setup();
execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim();
const results = hasBrowsers ? [...(await playBrowsers(commit))] : [];
if (hasOutbox) results.push(await playBacklog(commit));
if (hasCollector) {
  const { playCollector } = await import('./long-collector.mjs');
  results.push(...(await playCollector(commit)));
}
if (results.some(({ violations }) => violations)) process.exitCode = 1;
const before = existsSync('long.json') ? JSON.parse(readFileSync('long.json', 'utf8')) : [];
writeFileSync('long.json', `${JSON.stringify(mergeResults(before, results), undefined, 2)}\n`);
for (const { suite, runs, violations, seed, seconds } of results)
  console.log(`${violations ? '✗' : '✓'} ${suite}: ${runs - violations} of ${runs} in ${seconds} s (seed ${seed})`);
// It records what it came to by itself.
if (hasOutbox) {
  const { status: simulated } = spawnSync(process.execPath, ['scripts/simulate.mjs', '--runs', '100000'], {
    stdio: 'inherit',
  });
  if (simulated !== 0) process.exitCode = 1;
}
