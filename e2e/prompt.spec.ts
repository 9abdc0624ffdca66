import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { atOnce, choose, expect, promptOf, test } from './fixtures.ts';

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The lowest contrast between a text of the prompt and what it stands on (WCAG 2.2, 1.4.3). */
const lowestContrast = (page: Page): Promise<number> =>
  page.locator('earshot-prompt').evaluate((host) => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string): number => {
      const [red = 0, green = 0, blue = 0] = channels(color).map((channel) =>
        channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const isOpaque = (color: string): boolean => channels(color).length === 3;
    const ratios: number[] = [];
    for (const element of host.shadowRoot?.querySelectorAll('*') ?? []) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (!hasText || !element.checkVisibility()) continue;
      let ground: Element | null = element;
      while (ground && !isOpaque(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
      if (!ground) throw new Error('the card is not opaque');
      const pair = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(luminance);
      ratios.push((Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05));
    }
    if (!ratios.length) throw new Error('no text was found');
    return Math.min(...ratios);
  });

/**
 * Runs axe over the whole page and expects nothing, not even something undecided, of it. Contrast is measured here:
 * axe cannot tell the background of what is not in the body, and the prompt is not, so that it survives a new body.
 */
async function expectAccessible(page: Page): Promise<void> {
  // A fade would be measured half way.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  await page.evaluate(axeSource);
  const { violations, incomplete, passes } = await page.evaluate(
    (values) =>
      (window as unknown as { axe: { run: (context: Document, options: object) => Promise<AxeResults> } }).axe.run(
        document,
        { runOnly: { type: 'tag', values } },
      ),
    tags,
  );
  const brief = (results: AxeResults['violations']) =>
    results.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => [html, any[0]?.message]) }));
  expect(brief(violations)).toEqual([]);
  expect(brief(incomplete.filter(({ id }) => id !== 'color-contrast'))).toEqual([]);
  expect(
    passes.map(({ id }) => id),
    'axe skips this rule unless it is asked for',
  ).toContain('target-size');
  expect(await lowestContrast(page)).toBeGreaterThanOrEqual(4.5);
}

const host = '<main><h1>Tea shop</h1><p><a href="#top">A link</a></p><label>Search <input></label></main>';

for (const scheme of ['light', 'dark'] as const)
  test(`has nothing for axe to find in any state, ${scheme}`, async ({ page, shop }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(
      shop.page(
        '/',
        { ...atOnce, 'data-survey': 'ces' },
        `${host}<style>:root{color-scheme:light dark}a{color:inherit}</style>`,
      ),
    );
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

test('tells a screen reader what it is and what each point means', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce, 'data-survey': 'csat' }, host));
  const { card } = promptOf(page);
  await expect(card.getByRole('status')).toHaveText('Short survey at the end of the page. 1 question.');
  await expect(card).toMatchAriaSnapshot(`
    - region "Quick survey":
      - status: Short survey at the end of the page. 1 question.
      - heading "Quick survey" [level=2]
      - radiogroup "How satisfied are you with Acme?":
        - text: How satisfied are you with Acme?
        - radio "1 Very dissatisfied"
        - text: 1 Very dissatisfied
        - radio "2 Dissatisfied"
        - text: 2 Dissatisfied
        - radio "3 Neutral"
        - text: 3 Neutral
        - radio "4 Satisfied"
        - text: 4 Satisfied
        - radio "5 Very satisfied"
        - text: 5 Very satisfied
        - paragraph: 1 = Very dissatisfied 5 = Very satisfied
      - alert
      - button "Close survey"
  `);
  await expect(card.getByRole('radiogroup')).toHaveAccessibleDescription('1 = Very dissatisfied 5 = Very satisfied');
});

test('announces itself in a live region that was empty before', async ({ page, shop }) => {
  await page.addInitScript(() => {
    const statuses: string[] = [];
    Object.assign(window, { statuses });
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (options) {
      const root = attachShadow.call(this, options);
      new MutationObserver(() => statuses.push(root.querySelector('[role=status]')?.textContent ?? '')).observe(root, {
        childList: true,
        subtree: true,
        characterData: true,
      });
      return root;
    };
  });
  await page.goto(shop.page('/', { ...atOnce }, host));
  const heard = (): Promise<string[]> => page.evaluate(() => (window as unknown as { statuses: string[] }).statuses);
  await expect.poll(heard).toEqual(['', 'Short survey at the end of the page. 1 question.']);
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(async () => (await heard()).at(-1)).toBe('Thank you for your feedback!');
});

test('leaves the focus and what is being typed alone when it comes', async ({ page, shop }) => {
  await page.goto(shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'event:go' }, `${host}<button>Go</button>`));
  await page.getByRole('button', { name: 'Go' }).focus();
  await page.evaluate(() => (window as unknown as { earshot: (...call: string[]) => void }).earshot('track', 'go'));
  await expect(promptOf(page).card).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go' })).toBeFocused();
});

test('reveals by choosing and submits by nothing but Send', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }, host));
  const { card, point, send, comment } = promptOf(page);
  await expect(send).toBeHidden();
  await point(0).focus();
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight');
  await expect(point(3)).toBeChecked();
  await expect(point(3)).toBeFocused();
  await expect(card.getByRole('radio')).toHaveCount(11);
  await expect(send).toBeVisible();
  expect(await shop.rows()).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(comment).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(send).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(shop.rows).toMatchObject([{ score: 3 }]);
});

test('keeps typing inside from the page’s own hotkeys, and takes only its own Escape', async ({ page, shop }) => {
  await page.addInitScript(() => {
    Object.assign(window, { keys: 0 });
    for (const type of ['keydown', 'keypress', 'keyup'])
      document.addEventListener(type, () => ((window as unknown as { keys: number }).keys += 1));
  });
  await page.goto(shop.page('/', { ...atOnce }, host));
  const { card, comment } = promptOf(page);
  const keys = (): Promise<number> => page.evaluate(() => (window as unknown as { keys: number }).keys);
  await expect(card).toBeVisible();
  await page.getByRole('textbox', { name: 'Search' }).focus();
  await page.keyboard.press('Escape');
  expect(await keys()).toBe(2);
  await expect(card).toBeVisible();
  await choose(page, 2);
  await comment.pressSequentially('s/1?');
  expect(await keys()).toBe(2);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  expect(await keys()).toBe(2);
});

test('gives the focus back to where it came from', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }, host));
  const { card, point } = promptOf(page);
  await expect(card).toBeVisible();
  const search = page.getByRole('textbox', { name: 'Search' });
  await search.focus();
  await page.keyboard.press('Tab');
  await expect(point(0)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toBeFocused();
});

test('asks for a score when Send comes first, and traps nobody', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }, host));
  const { card, point } = promptOf(page);
  await point(0).focus();
  await page.keyboard.press('Enter');
  await expect(card.getByRole('radiogroup')).toHaveAttribute('aria-invalid', 'true');
  await expect(card.getByRole('radiogroup')).toHaveAccessibleDescription(/Choose a number from 0 to 10\.$/);
  await expect(point(0)).toBeFocused();
  for (const name of ['Ask me later', 'Don’t ask again', 'Close survey']) {
    await page.keyboard.press('Tab');
    await expect(card.getByRole('button', { name })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.nodeName)).not.toBe('EARSHOT-PROMPT');
});

for (const width of [320, 360, 414, 768])
  for (const kind of ['nps', 'ces'])
    test(`fits ${width} px with targets that a thumb meets: ${kind}`, async ({ page, shop }) => {
      await page.setViewportSize({ width, height: 640 });
      await page.goto(shop.page('/', { ...atOnce, 'data-survey': kind }, host));
      const { card, close, send } = promptOf(page);
      await choose(page, 5);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await card.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
      const boxes = await Promise.all(
        [...(await card.locator('label:has(input)').all()), close, send].map((target) => target.boundingBox()),
      );
      // Eleven points in one row of a desktop card are narrower, and still above the 24 px of WCAG 2.5.8.
      const narrowest = kind === 'nps' && width >= 480 ? 36 : 44;
      for (const box of boxes) {
        expect(box?.width).toBeGreaterThanOrEqual(narrowest - 0.01);
        expect(box?.height).toBeGreaterThanOrEqual(44);
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      }
    });

test('follows the page’s colour scheme, then the visitor’s', async ({ page, shop }) => {
  const background = async (scheme: 'light' | 'dark', style: string): Promise<string> => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(
      shop.page(
        `/${scheme}${style.length}`,
        { 'data-mode': 'test' },
        `${host}<style>:root{color-scheme:${style}}</style>`,
      ),
    );
    await expect(promptOf(page).card).toBeVisible();
    return promptOf(page).card.evaluate((card) => getComputedStyle(card).backgroundColor);
  };
  const [light, dark] = ['rgb(255, 255, 255)', 'rgb(32, 35, 44)'];
  expect(await background('light', 'normal')).toBe(light);
  expect(await background('dark', 'normal')).toBe(dark);
  expect(await background('dark', 'light')).toBe(light);
  expect(await background('light', 'dark')).toBe(dark);
  expect(await background('dark', 'light dark')).toBe(dark);
});

test('looks the same whatever the page’s style sheet does', async ({ page, shop }) => {
  const shot = async (path: string, style: string): Promise<Buffer> => {
    await page.goto(shop.page(path, { 'data-mode': 'test' }, `<h1>Host</h1><style>${style}</style>`));
    const { card } = promptOf(page);
    await expect(card.getByRole('status')).not.toBeEmpty();
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    return card.screenshot();
  };
  const plain = await shot('/plain', '');
  const hostile = await shot(
    '/hostile',
    '* { all: unset !important; color: red !important; font-size: 40px !important } label { margin: 30px } ' +
      'body, body ~ * { display: none !important } html { font-size: 62.5% !important; direction: rtl !important }',
  );
  expect(hostile.equals(plain)).toBe(true);
});

test('moves nothing for visitors who want no motion', async ({ page, shop }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(shop.page('/', { ...atOnce }, host));
  await choose(page, 1);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('stays until it is answered, and leaves after the thanks', async ({ page, shop }) => {
  await page.clock.install();
  await page.goto(shop.page('/', { ...atOnce }, host));
  const { card, send, thanks } = promptOf(page);
  await expect(card).toBeVisible();
  await page.clock.fastForward('01:00:00');
  await expect(card).toBeVisible();
  await choose(page, 8);
  await send.click();
  await expect(thanks).toBeVisible();
  await page.mouse.move(5, 5);
  await page.clock.fastForward(15_000);
  await expect(card).toBeHidden();
});

test('never is in print', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }, host));
  await expect(promptOf(page).card).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(promptOf(page).card).toBeHidden();
});
