import { chromium, firefox, type BrowserContext, type LaunchOptions } from '@playwright/test';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDemand, openPrompt } from '../answer.ts';
import { promptOf, readStore, type Shop } from '../fixtures.ts';
import type { Endpoint } from '../fault-server.ts';

/** A browser with a profile on disk, which can be killed and started again. */
export interface Profile {
  readonly start: () => Promise<BrowserContext>;
  /** Ends the browser as a power cut would (SIGKILL), and loses what `localStorage` held. */
  readonly kill: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** The processes whose command names the folder; a browser names its profile so. */
const processesOf = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);

/** Every place in a profile where an engine keeps `localStorage`. */
const localStorageIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|\/)(?:Local Storage|ls|ls-archive\.sqlite|webappsstore\.sqlite)$/.test(path))
    .map((path) => join(folder, path));

/** A new profile of the engine that a project of Playwright uses. */
export function makeProfile(
  engine: string,
  { channel, launchOptions }: { readonly channel?: string; readonly launchOptions?: LaunchOptions },
): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-profile-'));
  const browserType = engine === 'firefox' ? firefox : chromium;
  let context: BrowserContext | undefined;
  return {
    async start() {
      context = await browserType.launchPersistentContext(folder, { ...launchOptions, ...(channel && { channel }) });
      return context;
    },
    async kill() {
      const gone = new Promise((resolve) => context?.once('close', resolve));
      for (const id of processesOf(folder)) process.kill(id, 'SIGKILL');
      await gone;
      for (const path of localStorageIn(folder)) rmSync(path, { recursive: true });
    },
    async remove() {
      await context?.close().catch(() => {});
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Answers, has the browser killed so many ms after the click, and comes back with it: the rows that the endpoint has
 * then, and without any how many responses are still stored.
 */
export async function answerAndKill(
  { start, kill }: Profile,
  shop: Shop,
  endpoint: Endpoint,
  score: number,
  afterMs: number,
): Promise<{ readonly rows: Endpoint['rows']; readonly stored: number }> {
  const url = shop.page(`/${score}`, { ...onDemand, 'data-endpoint': endpoint.url });
  await endpoint.down();
  const context = await start();
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await openPrompt(page);
  await promptOf(page).point(score).click();
  await promptOf(page).send.click();
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await kill();
  await endpoint.up();
  const again = await start();
  const next = again.pages()[0] ?? (await again.newPage());
  // The page that was killed may have held its answer for as long as a POST takes: a minute later nobody does. From then
  // on the clock runs as usual, for storage that takes too long counts as broken.
  await next.clock.install({ time: Date.now() + 60_000 });
  await next.goto(url);
  for (const end = Date.now() + 20_000; !endpoint.rows().length && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const stored = endpoint.rows().length ? 0 : Object.keys((await readStore(next, 'responses')) ?? {}).length;
  return { rows: endpoint.rows, stored };
}
