import type { Page } from '@playwright/test';

/** Hides the tab, or brings it back, as far as the page can tell. */
export const hide = (page: Page, isHidden: boolean): Promise<void> =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, isHidden);

/** Takes the focus from the window, or gives it back, as far as the page can tell. */
export const blur = (page: Page, isBlurred: boolean): Promise<void> =>
  page.evaluate((blurred) => {
    document.hasFocus = () => !blurred;
    dispatchEvent(new Event(blurred ? 'blur' : 'focus'));
  }, isBlurred);

/** Keeps a page from seeing a gesture in what a test does there: nobody has touched it. */
export const withoutGestures = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    Object.defineProperty(navigator, 'userActivation', { value: { isActive: false, hasBeenActive: false } });
  });

/** Remembers what the widget tells its page: [name, detail], in order. */
export async function listen(page: Page): Promise<() => Promise<[string, Record<string, unknown>][]>> {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ['due', 'shown', 'scored', 'closed', 'sent', 'kept', 'refused'])
      document.addEventListener(`earshot:${name}`, (event) => heard.push([name, (event as CustomEvent).detail]));
  });
  return () => page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard);
}

/** The timers and frames that are scheduled and have not come yet: where there are none, nothing is polled. */
export async function watchTimers(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const pending = new Set<string>();
    Object.assign(window, { pending });
    const globals = window as unknown as Record<string, (...args: unknown[]) => number>;
    for (const [set, clear] of [
      ['setTimeout', 'clearTimeout'],
      ['setInterval', 'clearInterval'],
      ['requestAnimationFrame', 'cancelAnimationFrame'],
    ] as const) {
      const [schedule, cancel] = [globals[set]?.bind(window), globals[clear]?.bind(window)];
      globals[set] = (work, ...rest) => {
        const id = schedule?.(
          (...args: unknown[]) => {
            if (set !== 'setInterval') pending.delete(`${set} ${id}`);
            (work as (...args: unknown[]) => void)(...args);
          },
          ...rest,
        );
        pending.add(`${set} ${id}`);
        return id ?? 0;
      };
      globals[clear] = (id, ...rest) => {
        pending.delete(`${set} ${String(id)}`);
        return cancel?.(id, ...rest) ?? 0;
      };
    }
  });
  return () => page.evaluate(() => (window as unknown as { pending: Set<string> }).pending.size);
}
