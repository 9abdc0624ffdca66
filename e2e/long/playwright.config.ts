import { defineConfig } from '@playwright/test';
import { browserArgs, findChromium, findFirefox } from '../../scripts/browser.mjs';

const executablePath = findChromium();
const firefoxPath = findFirefox();
if (!executablePath || !firefoxPath) throw new Error('npm run long installs the browsers that are missing.');

/** What takes minutes, and so is not part of `npm test`: `npm run long`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/long',
  timeout: 40 * 60_000,
  retries: 0,
  workers: 1,
  reporter: [['list'], ['json', { outputFile: '../../test-results/long.json' }]],
  projects: [
    { name: 'chromium', use: { browserName: 'chromium', launchOptions: { executablePath, args: browserArgs } } },
    {
      name: 'firefox',
      use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: firefoxPath } },
    },
  ],
});
