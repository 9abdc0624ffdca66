// npm test: everything that CI checks. Each step does its own set-up; the last line counts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { setup } from './setup.mjs';

setup();
// What the host pages of the end-to-end tests are built with.
setup('e2e/hosts');
const { installChromium, installFirefox, installWebKit } = await import('./browser.mjs');
const { installSystemd } = await import('./systemd.mjs');
installChromium();
const optional = { Firefox: installFirefox, WebKit: installWebKit, systemd: installSystemd };
for (const [name, install] of Object.entries(optional))
  try {
    install();
  } catch (error) {
    // Not every machine has every one; continuous integration must.
    if (process.env.CI) throw error;
    console.error(`\n! The tests with ${name} are left out. ${error.message}\n`);
  }

const count = { passed: 0, failed: 0, skipped: 0 };
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs one command as one check. */
function check(name, command, args) {
  const since = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  count[status === 0 ? 'passed' : 'failed']++;
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds(since)})\n`);
}

/** Runs a test runner and adds up what its JSON report counts; a run without a test is a failure. */
function runner(name, args, report, read) {
  const since = Date.now();
  rmSync(report, { force: true });
  const { status } = spawnSync('npx', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  let found = { passed: 0, failed: 0, skipped: 0 };
  try {
    found = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {}
  // A runner that broke off has failed even if no test of it has.
  if ((status !== 0 || !found.passed) && !found.failed) found = { ...found, failed: 1 };
  for (const key of Object.keys(count)) count[key] += found[key];
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds(since)})\n`);
}

mkdirSync('test-results', { recursive: true });
check('build: dist/ is that of these sources', process.execPath, ['scripts/check-build.mjs']);
check('lint and format', 'npm', ['run', '--silent', 'lint']);
// After the build: the tests use the published types, too.
check('types', 'npm', ['run', '--silent', 'types']);
check('budgets', process.execPath, ['scripts/budgets.mjs']);
check('package: what is in it', 'npx', ['publint', '--strict']);
check('package: its types', 'npx', ['attw', '--pack', '--profile', 'esm-only', '--format', 'ascii']);
runner(
  'unit tests',
  ['vitest', 'run', '--coverage', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'],
  'test-results/unit.json',
  ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }),
);
runner('end-to-end tests', ['playwright', 'test'], 'test-results/e2e.json', ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
}));

console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed || count.skipped ? 1 : 0;
