import { defineConfig } from '@playwright/test';
import { findFirefox, findWebKit } from '../../scripts/browser.mjs';
import base from '../../playwright.config.ts';

// `npm run test:engines`: the same assertions in Chromium, Firefox and WebKit, all of them. None may be missing.
for (const [name, find] of Object.entries({ Firefox: findFirefox, WebKit: findWebKit }))
  if (!find()) throw new Error(`No ${name} was found. CI=1 npm test installs one where it can.`);

const engines = base.projects?.filter(({ name = '' }) => ['firefox', 'webkit'].includes(name)) ?? [];
const { use } = base.projects?.find(({ name }) => name === 'desktop') ?? {};

export default defineConfig({
  ...base,
  testDir: '.',
  projects: [{ name: 'chromium', use: use ?? {} }, ...engines].map((project) => ({
    ...project,
    testMatch: '*.spec.ts',
  })),
});
