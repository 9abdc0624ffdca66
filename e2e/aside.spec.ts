import type { Page, Route } from '@playwright/test';
import { finish, onDemand, openPrompt } from './answer.ts';
import { atOnce, choose, expect, promptOf, test } from './fixtures.ts';

const pillOf = (page: Page) => page.getByRole('button', { name: 'Quick survey' });
const corner = '<a id="corner" href="#" style="position:fixed;right:60px;bottom:60px">Help</a>';

test('folds to one line where it covers the control of the page that has the focus', async ({ page, shop }) => {
  await page.goto(shop.page('/', onDemand, corner));
  await openPrompt(page);
  await choose(page, 4);
  await page.locator('#corner').focus();
  const pill = pillOf(page);
  await expect(pill).toHaveAttribute('aria-expanded', 'false');
  await expect(promptOf(page).point(4)).toBeHidden();
  const isCovered = await page.locator('#corner').evaluate((link) => {
    const { left, right, top, bottom } = link.getBoundingClientRect();
    return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) !== link && left < right && top < bottom;
  });
  expect(isCovered).toBe(false);
  await expect(page.locator('#corner')).toBeFocused();
  // What it opens is the card.
  const controls = (await pill.getAttribute('aria-controls')) ?? '';
  await expect(page.locator(`earshot-prompt section#${controls}`)).toHaveAccessibleName('Quick survey');
  await pill.click();
  await expect(pill).toHaveAttribute('aria-expanded', 'true');
  await expect(promptOf(page).point(4)).toBeChecked();
  await pill.click();
  await expect(pill).toHaveAttribute('aria-expanded', 'false');
});

test('stays as it is where another control has the focus', async ({ page, shop }) => {
  await page.goto(shop.page('/', onDemand, '<button id="top">Top</button>'));
  await openPrompt(page);
  await page.locator('#top').focus();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(promptOf(page).point(4)).toBeVisible();
  await expect(pillOf(page)).toHaveCount(0);
});

test.describe('on a viewport of 320 by 256 pixels', () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test('begins as one line that leaves the page its room, and opens into what can be scrolled', async ({
    page,
    shop,
  }) => {
    await page.goto(shop.page('/', atOnce));
    const pill = pillOf(page);
    await expect(pill).toHaveAttribute('aria-expanded', 'false');
    const { width = 0, height = 0 } = (await promptOf(page).card.boundingBox()) ?? {};
    expect(width * height).toBeLessThan(320 * 256 * 0.25);
    await pill.click();
    await choose(page, 9);
    const { card, comment, close, send } = promptOf(page);
    for (const control of [...(await card.locator('.point').all()), comment, close, send]) {
      await control.scrollIntoViewIfNeeded();
      await expect(control).toBeInViewport({ ratio: 0.99 });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await send.click();
    await expect(promptOf(page).thanks).toBeVisible();
  });
});

for (const [name, begin, end] of [
  [
    'a modal dialog',
    (page: Page) => page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.showModal()),
    (page: Page) => page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close()),
  ],
  [
    'a modal of its own making',
    (page: Page) =>
      page.evaluate(() => {
        document.body.append(Object.assign(document.createElement('div'), { ariaModal: 'true', textContent: 'Hi' }));
      }),
    (page: Page) => page.evaluate(() => document.querySelector('[aria-modal]')?.remove()),
  ],
  [
    'full screen',
    (page: Page) => page.evaluate(() => document.documentElement.requestFullscreen()),
    (page: Page) => page.evaluate(() => document.exitFullscreen()),
  ],
] as const)
  test(`steps aside while the page shows ${name}, and goes on where it was`, async ({ page, shop, endpoint }) => {
    const tag = { ...onDemand, 'data-endpoint': endpoint.url, 'data-report': 'outcomes' };
    await page.goto(shop.page('/', tag, '<dialog>Cookies?</dialog>'));
    await openPrompt(page);
    await choose(page, 9);
    await begin(page);
    await expect(promptOf(page).card).toBeHidden();
    await end(page);
    await expect(promptOf(page).point(9)).toBeChecked();
    await expect(promptOf(page).card).toBeVisible();
    await promptOf(page).send.click();
    await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 9, outcome: 'answered' }]);
  });

test('steps aside for what the page opened while the prompt was not watched yet', async ({ page, shop }) => {
  const held: Route[] = [];
  await page.route('**/watch-*.js', (route) => void held.push(route));
  await page.goto(shop.page('/', onDemand, '<dialog>Cookies?</dialog>'));
  await openPrompt(page);
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.showModal());
  await expect.poll(() => held.length).toBe(1);
  await Promise.all(held.map((route) => route.continue()));
  await expect(promptOf(page).card).toBeHidden();
  await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close());
  await expect(promptOf(page).card).toBeVisible();
});

for (const [name, width, height, seen, looks] of [
  ['upright', 375, 640, 340, {}],
  ['on its side', 740, 412, 240, {}],
  ['on its side, in a corner of its own', 740, 412, 240, { 'data-position': 'bottom-left' }],
] as const)
  test(`stands above the keyboard of a phone that is held ${name}, with Send in sight`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height });
    await page.goto(shop.page('/', { ...onDemand, ...looks }));
    await openPrompt(page);
    await choose(page, 3);
    await promptOf(page).comment.focus();
    // What a browser says when a keyboard takes the lower part; the layout stays as it was.
    await page.evaluate((value) => {
      const viewport = window.visualViewport as VisualViewport;
      Object.defineProperty(viewport, 'height', { value });
      viewport.dispatchEvent(new Event('resize'));
    }, seen);
    await expect
      .poll(async () => {
        const { y = 0, height = 0 } = (await promptOf(page).send.boundingBox()) ?? {};
        return y + height;
      })
      .toBeLessThanOrEqual(seen);
    expect(
      parseFloat(await promptOf(page).comment.evaluate((field) => getComputedStyle(field).fontSize)),
    ).toBeGreaterThanOrEqual(16);
    await finish(page, 3);
  });
