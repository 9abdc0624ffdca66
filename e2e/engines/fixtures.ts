import type { LaunchOptions } from '@playwright/test';
import { findWebKit } from '../../scripts/browser.mjs';
import { test as base } from '../fixtures.ts';
import { asPlaywright, asWebDriver, type Visitor } from './visitor.ts';
import { startSession } from './webdriver.ts';

interface Engine {
  /** Lends somebody with a browser that remembers nothing of this test’s origins. */
  readonly lend: (use: (visitor: Visitor) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Browsers {
  readonly launch: (options: LaunchOptions) => Promise<{
    readonly newContext: () => Promise<{
      readonly newPage: () => Promise<Parameters<typeof asPlaywright>[0]>;
      readonly close: () => Promise<void>;
    }>;
    readonly close: () => Promise<void>;
  }>;
}

async function openPlaywright(browsers: Browsers, options: LaunchOptions): Promise<Engine> {
  const browser = await browsers.launch(options);
  return {
    async lend(use) {
      const context = await browser.newContext();
      await use(asPlaywright(await context.newPage()));
      await context.close();
    },
    // Firefox may not come to an end by itself; it does with the process that started it.
    close: () => Promise.race([browser.close(), new Promise<void>((resolve) => setTimeout(resolve, 3000))]),
  };
}

/** Playwright drives no WebKit that anybody browses with. */
async function openWebKit(): Promise<Engine> {
  const session = await startSession({
    command: 'WebKitWebDriver',
    args: (port) => [`--port=${port}`],
    capabilities: { 'webkitgtk:browserOptions': { binary: findWebKit(), args: ['--automation'] } },
  });
  return { lend: (use) => use(asWebDriver(session)), close: session.close };
}

/** Tests that hold for every engine: a project for each, with the engine's name. */
export const test = base.extend<{ visitor: Visitor }, { engine: Engine }>({
  engine: [
    async ({ playwright }, use, { project }) => {
      const { channel, launchOptions } = project.use as { channel?: string; launchOptions?: LaunchOptions };
      const engine =
        project.name === 'webkit'
          ? await openWebKit()
          : await openPlaywright(playwright[project.name === 'firefox' ? 'firefox' : 'chromium'], {
              ...launchOptions,
              ...(channel && { channel }),
            });
      await use(engine);
      await engine.close();
    },
    { scope: 'worker' },
  ],
  visitor: ({ engine }, use) => engine.lend(use),
  // What is in the console is looked at in Chromium.
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
  errors: async ({}, use) => use([]),
});
