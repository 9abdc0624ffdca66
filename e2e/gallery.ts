import type { Locator, Page } from '@playwright/test';
import { stagePath, type CardValues } from '../demo/assets/gallery-cards.js';
import { startDemo } from '../demo/server.mjs';
import { expect, test as base } from './fixtures.ts';

/** The demo with its gallery: the address, without a slash at the end. */
export const test = base.extend<object, { gallery: string }>({
  gallery: [
    async ({ collector }, use) => {
      const demo = await startDemo({ collector: collector.origin, port: 0 });
      await use(demo.url);
      await demo.close();
    },
    { scope: 'worker' },
  ],
});

/** Opens a card of the gallery by itself, and resolves to its element once it is in its state. */
export async function openCard(page: Page, gallery: string, card: Partial<CardValues>): Promise<Locator> {
  await page.goto(gallery + stagePath(card));
  const html = page.locator('html');
  await expect(page.locator('html[data-state], html[data-failed]')).toBeAttached({ timeout: 12_000 });
  await expect(html).not.toHaveAttribute('data-failed');
  return page.locator('earshot-prompt');
}

export { expect };
