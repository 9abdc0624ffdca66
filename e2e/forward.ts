import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/**
 * Moves the page's clock on until `check` holds. A page notes what it has done before it waits for the next time: a clock
 * that is moved in between passes by a timer that is not there yet, so it is moved once more.
 */
export async function forwardUntil(page: Page, ms: number, check: () => void | Promise<void>): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(ms);
    await expect(check).toPass({ timeout: 4000 });
  }).toPass();
}
