import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startSite, type Site } from '../site.ts';
import { comeBack } from './come-back.ts';
import type { Host } from './host.ts';
import { serveHost } from './serve-host.ts';
import { watchGlobals, type GlobalsWatch } from './watch-globals.ts';
import { watchVisit, type VisitWatch } from './watch-visit.ts';

/** What a visit to a host came to. */
export interface Visit<T> extends VisitWatch {
  /** What `act` returned. */
  readonly outcome: T;
  readonly origin: string;
  /** What became of the page's globals. */
  readonly changes: readonly string[];
  /** What the page threw, and what its console said. */
  readonly errors: readonly string[];
  /** The browser kept the page for the button back. */
  readonly isKept: boolean;
}

/** Lets a visitor who was never anywhere go to a site that nobody has been to. */
export async function asNewcomer<T>(
  browser: Browser,
  work: (context: BrowserContext, site: Site) => Promise<T>,
): Promise<T> {
  const site = await startSite();
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 },
  });
  try {
    return await work(context, site);
  } finally {
    await context.close();
    await site.stop();
  }
}

const visitOnce = <T>(browser: Browser, host: Host, tag: string, act: (page: Page) => Promise<T>) =>
  asNewcomer(browser, async (context, site): Promise<Omit<Visit<T>, 'isKept'>> => {
    await context.addInitScript(watchGlobals);
    await context.addInitScript(watchVisit);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(await serveHost(host, site, tag));
    const outcome = await act(page);
    const [changes, visit] = await page.evaluate(() => {
      const { watch, visit } = window as unknown as { watch: GlobalsWatch; visit: VisitWatch };
      return [watch.compare(), visit] as const;
    });
    const handlers = await page.evaluate(() =>
      (['onunload', 'onbeforeunload'] as const).filter((name) => window[name] !== null),
    );
    return { ...visit, endings: [...visit.endings, ...handlers], outcome, origin: site.origin, changes, errors };
  });

/** Visits a host whose head ends with `tag`, and again only to leave and to come back after `pause`. */
export async function visitHost<T>(
  browser: Browser,
  host: Host,
  tag: string,
  act: (page: Page) => Promise<T>,
  pause: (page: Page) => Promise<void>,
): Promise<Visit<T>> {
  const visits = [
    visitOnce(browser, host, tag, act),
    asNewcomer(browser, async (context, site) => {
      await context.addInitScript(watchGlobals);
      return comeBack(context, site, await serveHost(host, site, tag), pause);
    }),
  ] as const;
  await Promise.allSettled(visits);
  const [visit, isKept] = await Promise.all(visits);
  return { ...visit, isKept };
}
