// npm run show:guest: a line for each host page, policy and engine, played in real browsers; exits 1 on a miss. Words as
// arguments play only what has them in its name, as in `npm run show:guest -- Trusted`.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setup } from './setup.mjs';

setup();
setup('e2e/hosts');
const { installChromium, installFirefox, installWebKit } = await import('./browser.mjs');
installChromium();
installFirefox();
installWebKit();
const { build } = await import('./build.mjs');
await build();

const words = process.argv.slice(2);
const report = 'test-results/guest.json';
let lines = 0;
let misses = 0;

/** All tests of a report, with the engine in which each was played. */
const testsOf = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(testsOf),
  ...specs.flatMap(({ title, tests }) =>
    tests.map(({ projectName, status, results, annotations }) => ({
      title,
      projectName,
      isOk: status === 'expected',
      results,
      tried: annotations.filter(({ type }) => type === 'tried').map(({ description }) => ` (${description})`),
    })),
  ),
];

/** Plays these files and prints a line for each of their tests. */
function play(heading, ...args) {
  rmSync(report, { force: true });
  const filter = words.length ? ['-g', words.join('|')] : [];
  const { stderr } = spawnSync('npx', ['playwright', 'test', ...args, ...filter, '--reporter=json'], {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, EVERY_HOST: '1' },
    shell: process.platform === 'win32',
    encoding: 'utf8',
  });
  let tests = [];
  try {
    tests = testsOf(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    console.error(stderr);
  }
  if (!tests.length && !words.length) misses++;
  if (tests.length) console.log(`\n${heading}`);
  for (const { title, projectName, isOk, results, tried } of tests) {
    lines++;
    if (!isOk) misses++;
    const engine = { desktop: 'chromium' }[projectName] ?? projectName;
    console.log(`${engine} · ${title}${tried.join('')} · ${isOk ? 'ok' : 'MISS'}`);
    if (!isOk) console.log(results[0]?.error?.message ?? 'It was not played to the end.');
  }
}

play('Policies, hostile pages and files that were changed', '-c', 'e2e/engines', 'policies', 'hostile', 'integrity');
play('Pages that others built', '--project=desktop', 'hosts.spec');
play('Faults planted beside the tag', '-c', 'e2e/long', '--project=chromium', '--grep-invert', 'zoo', 'hosts.spec');
play('Pages that replaced what browsers offer', '--project=desktop', 'natives.spec');
play('Places for the tag, and pages that change', '--project=desktop', 'guest.spec', 'spa.spec', 'aside.spec');
play('Texts that would be more', '--project=desktop', 'injection.spec');
play('What is kept, sent and left behind', '--project=desktop', 'privacy.spec', 'teardown.spec');
if (!lines) misses++;
console.log(misses ? `\n${misses} of ${lines} were missed.` : `\nAll ${lines} hold.`);
process.exitCode = misses ? 1 : 0;
