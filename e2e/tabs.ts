import type { BrowserContext, Page } from '@playwright/test';
import { atOnce, call, readStore, type Attributes, type Shop } from './fixtures.ts';

/** How tabs come to be due together: by being opened, or by an event that all of them hear. */
export type Together = 'opened' | 'told';

/** Every tab is looked at, as far as its page can tell: whatever stops a prompt then is the claim. */
const lookAtAll = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    Object.defineProperty(document, 'hidden', { value: false });
    document.hasFocus = () => true;
    const shown: unknown[] = [];
    Object.assign(window, { shown });
    document.addEventListener('earshot:shown', (event) => shown.push((event as CustomEvent).detail));
    new BroadcastChannel('go').addEventListener('message', () => {
      (window as unknown as { earshot: (...call: string[]) => void }).earshot('track', 'go');
    });
  });

/** How often a page has shown a prompt, once some page has and every one has had the time to. */
const shownIn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    while (!Object.values(localStorage).join().includes('shownAt')) await pause(20);
    // A tab that still meant to ask would ask within a few frames.
    await pause(250);
    return (window as unknown as { shown: unknown[] }).shown.length;
  });

/** Tabs of one browser, in which every page that comes takes itself for looked at. */
export async function openTabs(context: BrowserContext, count: number): Promise<readonly Page[]> {
  await lookAtAll(context);
  return Promise.all(Array.from({ length: count }, () => context.newPage()));
}

/** The address of a page on a host that this browser has never been to: it remembers nothing there. */
function freshUrl(shop: Shop, together: Together, round: number): string {
  const how: Attributes = { opened: atOnce, told: { 'data-survey': 'csat', 'data-trigger': 'event:go' } }[together];
  const url = new URL(shop.page(`/${together}`, how));
  // One site, so that the tabs need no new processes; an origin of its own, so that storage is new.
  url.hostname = `round-${round}.shop.localhost`;
  return url.href;
}

/**
 * Lets the tabs be due together on a new origin. Returns how many prompts were shown there, and how many claims are on
 * disk: one of each, if all is well. `waitMs` gives the ms after which a tab goes there.
 */
export async function beDueTogether(
  pages: readonly Page[],
  shop: Shop,
  round: number,
  waitMs: () => number,
): Promise<{ readonly together: Together; readonly shown: number; readonly claims: number }> {
  const together = round % 2 ? 'told' : 'opened';
  const url = freshUrl(shop, together, round);
  await Promise.all(
    pages.map(async (page) => {
      await new Promise((resolve) => setTimeout(resolve, waitMs()));
      await page.goto(url);
      if (together === 'told') await call(page, 'flush');
    }),
  );
  const [first] = pages;
  if (!first) throw new Error('there is no tab');
  if (together === 'told')
    await first.evaluate(() => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      new BroadcastChannel('go').postMessage('');
      (window as unknown as { earshot: (...call: string[]) => void }).earshot('track', 'go');
    });
  const shown = await Promise.all(pages.map(shownIn));
  const state = JSON.stringify(await readStore(first, 'state'));
  return {
    together,
    shown: shown.reduce((sum, one) => sum + one, 0),
    claims: state.split('shownAt').length - 1,
  };
}
