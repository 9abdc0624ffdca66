import { defineConfig, devices } from '@playwright/test';
import { browserArgs, findChromium, findFirefox, findWebKit } from './scripts/browser.mjs';

const executablePath = findChromium();
if (!executablePath) throw new Error('No Chromium was found. npm test installs one; or name yours in CHROMIUM.');

const firefoxPath = findFirefox();
const chromium = { launchOptions: { executablePath, args: browserArgs } };

export default defineConfig({
  testDir: 'e2e',
  // What takes minutes is in `npm run long`.
  testIgnore: ['long/**'],
  // Only what hangs fails by them: a busy machine is slow.
  timeout: 60_000,
  expect: {
    timeout: 15_000,
    // Another Chromium rounds the edges of letters and corners another way; what somebody changed is larger than that.
    toHaveScreenshot: { pathTemplate: '{testDir}/gallery/{arg}{ext}', maxDiffPixelRatio: 0.005, threshold: 0.02 },
  },
  // A picture that is missing is a failure. `npx playwright test gallery -u` takes new ones, to be looked at.
  updateSnapshots: 'none',
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { locale: 'en-GB', timezoneId: 'UTC' },
  projects: [
    {
      name: 'desktop',
      testIgnore: ['long/**', 'engines/outbox.spec.ts', 'engines/axe.spec.ts'],
      use: { ...devices['Desktop Chrome'], ...chromium },
    },
    // What a small touch screen may change; the rest is the same code.
    { name: 'phone', testMatch: ['main.spec.ts', 'prompt.spec.ts'], use: { ...devices['Pixel 7'], ...chromium } },
    // The engines that there are here; npm test says which are missing.
    ...(firefoxPath
      ? [
          {
            name: 'firefox',
            testMatch: 'engines/*.spec.ts',
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              launchOptions: { executablePath: firefoxPath },
            },
          },
        ]
      : []),
    ...(findWebKit()
      ? [{ name: 'webkit', testMatch: ['engines/*.spec.ts'], testIgnore: ['engines/kill.spec.ts'] }]
      : []),
  ],
});
