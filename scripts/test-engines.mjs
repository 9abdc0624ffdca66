// npm run test:engines: the same assertions in Chromium, Firefox and WebKit, all of them; npm test runs what it has time for.
// Arguments go to Playwright, as in `npm run test:engines -- --project=webkit policies`.
import { spawnSync } from 'node:child_process';
import { setup } from './setup.mjs';

setup();
const { installChromium, installFirefox, installWebKit } = await import('./browser.mjs');
installChromium();
installFirefox();
installWebKit();
const shell = process.platform === 'win32';
const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit', shell });
if (build.status) process.exit(1);
const args = ['playwright', 'test', '-c', 'e2e/engines', ...process.argv.slice(2)];
process.exitCode = spawnSync('npx', args, { stdio: 'inherit', shell }).status ?? 1;
