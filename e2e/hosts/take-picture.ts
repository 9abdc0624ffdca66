import type { Locator, Page } from '@playwright/test';

/** A picture of the card, before white: whatever the page has shows beside its corners. */
export async function takePicture(page: Page, card: Locator): Promise<Buffer> {
  // What the pointer is over looks another way.
  await page.mouse.move(1, 1);
  await page.evaluate(async () => {
    const sheet = document.createElement('div');
    sheet.id = 'white-sheet';
    const looks = { position: 'fixed', inset: '0', 'z-index': '2147483647', background: 'white', margin: '0' };
    for (const [name, value] of Object.entries(looks)) sheet.style.setProperty(name, value, 'important');
    document.documentElement.append(sheet);
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });
  const picture = await card.screenshot();
  await page.evaluate(() => document.querySelector('#white-sheet')?.remove());
  return picture;
}
