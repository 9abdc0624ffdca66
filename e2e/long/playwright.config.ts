import { defineConfig } from '@playwright/test';
import { browserArgs, findChromium, findFirefox, findWebKit } from '../../scripts/browser.mjs';

const executablePath = findChromium();
const firefoxPath = findFirefox();
if (!executablePath || !firefoxPath || !findWebKit())
  throw new Error('npm run long installs the browsers that are missing.');

/** What takes minutes, and so is not part of `npm test`: `npm run long`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/long',
  timeout: 40 * 60_000,
  retries: 0,
  workers: 1,
  reporter: [['list'], ['json', { outputFile: '../../test-results/long.json' }]],
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath,
          args: browserArgs,
          // Pages that are left go into the cache of the back button, as with every visitor.
          ignoreDefaultArgs: ['--disable-back-forward-cache'],
        },
      },
    },
    {
      name: 'firefox',
      // What these are about is between outbox and endpoint, what the stage of a card does to its page, colours that this
      // engine cannot be made to force, and shifts of the layout, of which it does not tell.
      testIgnore: ['lost-acknowledgement.spec.ts', 'gallery.spec.ts', 'axe.spec.ts', 'hosts.spec.ts'],
      use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: firefoxPath } },
    },
    { name: 'webkit', testMatch: 'leave.spec.ts' },
  ],
});
