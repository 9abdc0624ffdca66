import type { Page } from '@playwright/test';
import type { Endpoint } from '../fault-server.ts';
import type { Session } from './webdriver.ts';

/** Somebody with a browser, whichever engine it has. */
export interface Visitor {
  readonly goto: (url: string) => Promise<void>;
  /** Clicks what the selector names in the page, or in the frame that he is in. */
  readonly click: (selector: string) => Promise<void>;
  /** The same in the prompt, once it is there; a press of a real pointer. */
  readonly clickInPrompt: (selector: string) => Promise<void>;
  /** Runs a function that needs nothing but its argument in the page, and waits for what it promises. */
  readonly evaluate: <T, A>(work: (given: A) => T | Promise<T>, given: A) => Promise<T>;
  /** Goes on in the only frame of the page. */
  readonly enterFrame: () => Promise<void>;
  /** Opens a tab and goes on there. */
  readonly openTab: () => Promise<void>;
  /** Closes that tab and goes back to the first one. */
  readonly closeTab: () => Promise<void>;
  /** Takes the network away as well as the engine can, and gives it back. */
  readonly setOffline: (isOffline: boolean, endpoint: Endpoint) => Promise<void>;
}

const prompt = 'earshot-prompt';

/** A visitor in a browser that Playwright drives. */
export function asPlaywright(first: Page): Visitor {
  let page = first;
  let frame = page.mainFrame();
  return {
    async goto(url) {
      // A page that is going elsewhere by itself interrupts a try, and a try that is under way the next one.
      for (let tries = 1; ; tries++)
        try {
          await page.goto(url);
          break;
        } catch (error) {
          if (tries === 5 || !/interrupted by another navigation/.test(String(error))) throw error;
          await page.waitForLoadState();
        }
      frame = page.mainFrame();
    },
    click: (selector) => frame.locator(selector).click({ noWaitAfter: true }),
    clickInPrompt: (selector) => frame.locator(prompt).locator(selector).click({ noWaitAfter: true }),
    evaluate: (work, given) => frame.evaluate(work as never, given) as Promise<never>,
    async enterFrame() {
      const [, inner] = page.frames();
      if (!inner) throw new Error('there is no frame');
      frame = inner;
    },
    async openTab() {
      page = await first.context().newPage();
      frame = page.mainFrame();
    },
    async closeTab() {
      await page.close();
      page = first;
      frame = page.mainFrame();
    },
    setOffline: (isOffline) => first.context().setOffline(isOffline),
  };
}

const idOf = (reference: unknown): string => String(Object.values(reference as object)[0]);

/** A visitor in a browser that speaks WebDriver. */
export function asWebDriver({ get, post, remove }: Session): Visitor {
  let firstTab: unknown;
  /** A page that was just opened may not have it yet. */
  const find = async (path: string, selector: string): Promise<string> => {
    for (const end = Date.now() + 15_000; ; await new Promise((resolve) => setTimeout(resolve, 50)))
      try {
        return idOf(await post(path, { using: 'css selector', value: selector }));
      } catch (error) {
        if (Date.now() > end) throw error;
      }
  };
  const click = async (element: string): Promise<void> => void (await post(`/element/${element}/click`));
  return {
    goto: async (url) => void (await post('/url', { url })),
    click: async (selector) => click(await find('/element', selector)),
    async clickInPrompt(selector) {
      const shadow = idOf(await get(`/element/${await find('/element', prompt)}/shadow`));
      await click(await find(`/shadow/${shadow}/element`, selector));
    },
    async evaluate(work, given) {
      const script = `const [given, done] = arguments; Promise.resolve().then(() => (${String(work)})(given)).then((value) => done([true, value]), (error) => done([false, String(error)]))`;
      const [ok, value] = (await post('/execute/async', { script, args: [given] })) as [boolean, unknown];
      if (!ok) throw new Error(String(value));
      return value as never;
    },
    enterFrame: async () => void (await post('/frame', { id: 0 })),
    async openTab() {
      firstTab = await get('/window');
      // A tab would stay in the background, where nothing is painted and so nothing prompts.
      const { handle } = (await post('/window/new', { type: 'window' })) as { handle: string };
      await post('/window', { handle });
    },
    async closeTab() {
      await remove('/window');
      await post('/window', { handle: firstTab });
    },
    setOffline: (isOffline, endpoint) => (isOffline ? endpoint.down() : endpoint.up()),
  };
}
