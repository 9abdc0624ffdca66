import { expect, type Locator, type Page } from '@playwright/test';

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
  let picture = await card.screenshot();
  // The last pixels may be painted a frame after the last animation.
  await expect.poll(async () => picture.equals((picture = await card.screenshot()))).toBe(true);
  await page.evaluate(() => document.querySelector('#white-sheet')?.remove());
  return picture;
}
