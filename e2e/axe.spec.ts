import { expectAccessible } from './accessible.ts';
import { atOnce, choose, expect, promptOf, test } from './fixtures.ts';
import { around } from './survey.ts';

for (const scheme of ['light', 'dark'] as const)
  test(`has nothing for axe to find in any state, ${scheme}`, async ({ page, shop }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const style = '<style>:root{color-scheme:light dark}a{color:inherit}</style>';
    await page.goto(shop.page('/', { ...atOnce, 'data-survey': 'ces' }, around + style));
    const { card, point, send, thanks } = promptOf(page);
    await expect(card).toBeVisible();
    await expectAccessible(page);
    await point(1).focus();
    await page.keyboard.press('Enter');
    await expect(card.getByRole('alert')).toHaveText('Choose a number from 1 to 7.');
    await expectAccessible(page);
    await choose(page, 4);
    await expectAccessible(page);
    await send.click();
    await expect(thanks).toBeVisible();
    await expectAccessible(page);
  });
