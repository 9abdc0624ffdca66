import type { Page } from '@playwright/test';
import { onDemand, openPrompt } from './answer.ts';
import { atOnce, call, choose, expect, promptOf, test, warningsOf, type Attributes } from './fixtures.ts';

const host = '<h1>Tea shop</h1><p><a href="#top">A link</a></p><label>Search <input></label><p style="height:200vh">';

/** The card's sides, and the window's. */
const edges = (page: Page) =>
  page.evaluate(() => {
    const card = document.querySelector('earshot-prompt')?.shadowRoot?.querySelector('.card');
    if (!card) throw new Error('there is no card');
    const { left, top, right, bottom } = card.getBoundingClientRect();
    // As CSS counts them: from each side of the window.
    return { left, top, right: document.documentElement.clientWidth - right, bottom: innerHeight - bottom };
  });

const cardOf = (page: Page) => page.locator('earshot-prompt .card');

for (const [position, expected] of Object.entries({
  'bottom-right': { right: 24, bottom: 80 },
  'bottom-left': { left: 24, bottom: 80 },
  'top-right': { right: 24, top: 80 },
  'top-left': { left: 24, top: 80 },
  'bottom-bar': { left: 0, right: 0, bottom: 0 },
  'top-bar': { left: 0, right: 0, top: 0 },
}))
  test(`stands at the ${position}, and on a phone at an edge`, async ({ page, shop }) => {
    // Left and right are those of the window, whatever the direction of the text.
    const arabic = { 'data-locale': position.startsWith('top') ? 'ar' : 'en' };
    await page.goto(
      shop.page('/', { ...atOnce, ...arabic, 'data-position': position, 'data-offset': '24px 80px' }, host),
    );
    await expect(cardOf(page)).toBeVisible();
    expect(await edges(page)).toMatchObject(expected);
    for (const side of Object.values(await edges(page))) expect(side).toBeGreaterThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 640 });
    const edge = position === 'top-bar' ? 'top' : 'bottom';
    expect(await edges(page)).toMatchObject({ left: 0, right: 0, [edge]: 0 });
  });

test('keeps a card in the window that an offset would push out', async ({ page, shop }) => {
  await page.setViewportSize({ width: 640, height: 420 });
  await page.goto(shop.page('/', { ...atOnce, 'data-offset': '900px 120%' }, host));
  await expect(cardOf(page)).toBeVisible();
  for (const side of Object.values(await edges(page))) expect(side).toBeGreaterThanOrEqual(15);
});

test('puts the scale beside the question in a bar with room for both, and below it in another', async ({
  page,
  shop,
}) => {
  await page.goto(shop.page('/', { ...atOnce, 'data-position': 'bottom-bar' }, host));
  const { card } = promptOf(page);
  const centre = async (locator: ReturnType<Page['locator']>) => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await locator.boundingBox()) ?? {};
    return { x: x + width / 2, y: y + height / 2 };
  };
  const [question, scale] = [card.locator('legend'), card.locator('.scale')];
  await expect(card).toBeVisible();
  expect((await centre(scale)).x).toBeGreaterThan((await centre(question)).x + 200);
  expect(Math.abs((await centre(scale)).y - (await centre(question)).y)).toBeLessThan(2);
  await page.setViewportSize({ width: 800, height: 600 });
  expect((await centre(scale)).y).toBeGreaterThan((await centre(question)).y + 20);
  await expect(card.getByRole('radiogroup')).toHaveAccessibleName(/^How likely/);
});

test.describe('in the centre', () => {
  const centre: Attributes = { ...onDemand, 'data-position': 'center' };
  const open = async (page: Page): Promise<ReturnType<Page['getByRole']>> => {
    await page.getByRole('textbox', { name: 'Search' }).focus();
    await call(page, 'show', 'nps');
    const dialog = page.getByRole('dialog', { name: 'Quick survey' });
    await expect(dialog).toBeVisible();
    return dialog;
  };

  test('holds the focus until Escape, and gives it back', async ({ page, shop }) => {
    await page.goto(shop.page('/', centre, host));
    const dialog = await open(page);
    await expect(dialog).toHaveAttribute('aria-modal', 'true');
    // No point looks preferred.
    await expect(dialog).toBeFocused();
    const stops = [dialog.getByRole('radio').first(), dialog.getByRole('button', { name: 'Close survey' })];
    for (const stop of [...stops, ...stops]) {
      await page.keyboard.press('Tab');
      await expect(stop).toBeFocused();
    }
    await dialog.getByText('0 = Not at all likely').click();
    await page.keyboard.press('Shift+Tab');
    await expect(dialog.getByRole('button', { name: 'Close survey' })).toBeFocused();
    await dialog.getByRole('radio').nth(7).click();
    await page.keyboard.press('Shift+Tab');
    await expect(dialog.getByRole('button', { name: 'Close survey' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('radio').nth(7)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('textbox', { name: 'Search' })).toBeFocused();
  });

  test('keeps the page behind where it is, and the thanks until they are closed', async ({ page, shop }) => {
    await page.goto(shop.page('/', centre, host));
    const dialog = await open(page);
    await page.mouse.click(20, 20);
    await page.mouse.wheel(0, 400);
    await dialog.getByRole('radio').nth(9).hover();
    await page.mouse.wheel(0, 400);
    await dialog.getByRole('radio').nth(9).click();
    await dialog.getByRole('button', { name: 'Send' }).click();
    await expect(dialog.getByText('Thank you for your feedback!').last()).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Close survey' })).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('textbox', { name: 'Search' })).toBeFocused();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  });

  test('fits the smallest window and scrolls inside', async ({ page, shop }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await page.goto(shop.page('/', centre, host));
    const dialog = await open(page);
    await dialog.getByRole('radio').nth(9).click();
    for (const side of Object.values(await edges(page))) expect(side).toBeGreaterThanOrEqual(4);
    await dialog.getByRole('button', { name: 'Send' }).scrollIntoViewIfNeeded();
    await expect(dialog.getByRole('button', { name: 'Send' })).toBeInViewport();
    expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });
});

test.describe('inline', () => {
  const inline: Attributes = { ...atOnce, 'data-position': 'inline', 'data-target': '#here' };
  const around = (style: string): string =>
    `<h1>Tea shop</h1><p>Before.</p><div id="here" style="${style}"></div><p>After.</p><p style="height:200vh">`;
  /** How far things have moved by themselves: every entry counts, as none was asked for. */
  const shifts = (page: Page): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          // Two frames later what was painted before has been told.
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)));
        }),
    );

  test('fills a box that was kept for it, and moves nothing', async ({ page, shop }) => {
    const warnings = warningsOf(page);
    await page.goto(shop.page('/', inline, around('min-height: 260px; width: 720px')));
    const { card } = promptOf(page);
    await expect(card).toBeVisible();
    expect(await page.locator('#here > earshot-prompt').boundingBox()).toMatchObject({ width: 720 });
    expect(await page.evaluate(() => document.querySelector('earshot-prompt')?.matches(':popover-open'))).toBe(false);
    expect(await shifts(page)).toBe(0);
    // It is in nobody's way: the thanks stay, so that nothing moves when they would go.
    await page.clock.install();
    await choose(page, 9);
    await promptOf(page).send.click();
    await page.clock.fastForward('01:00:00');
    await expect(promptOf(page).thanks).toBeVisible();
    expect(warnings).toEqual([]);
  });

  test('fills a box that is just high enough', async ({ page, shop }) => {
    await page.goto(shop.page('/first', { ...inline, 'data-mode': 'test' }, around('min-height: 500px; width: 720px')));
    const height = await promptOf(page).card.evaluate((card) => card.getBoundingClientRect().height);
    // The note of the test mode is a line of its own.
    await page.goto(shop.page('/', inline, around(`min-height: ${Math.ceil(height)}px; width: 720px`)));
    await expect(promptOf(page).card).toBeVisible();
    expect(await shifts(page)).toBe(0);
  });

  test('waits for a place in the window that would move the page, and says so', async ({ page, shop }) => {
    const warnings = warningsOf(page);
    await page.goto(shop.page('/', inline, `<p style="height:150vh">Above.</p>${around('')}`).concat('#here'));
    await expect(page.locator('#here > earshot-prompt')).toBeAttached();
    await expect(promptOf(page).card).toBeHidden();
    expect(await shifts(page)).toBe(0);
    await page.evaluate(() => scrollTo(0, 0));
    await expect(promptOf(page).card).toBeVisible();
    expect(await shifts(page)).toBe(0);
    await expect.poll(() => warnings).toEqual([expect.stringContaining('min-height')]);
  });

  test('needs no kept box below the window, nor where the visitor has asked for it', async ({ page, shop }) => {
    await page.goto(shop.page('/below', inline, `<p style="height:150vh">Above.</p>${around('')}`));
    await expect(promptOf(page).card).toBeVisible();
    expect(await shifts(page)).toBe(0);
    await page.goto(shop.page('/asked', { ...inline, ...onDemand }, around('')));
    await openPrompt(page);
    await expect(promptOf(page).point(0)).toBeFocused();
  });

  test('wraps eleven points where the target is narrow, and sends that it did', async ({ page, shop }) => {
    await page.goto(shop.page('/', inline, around('min-height: 320px; width: 360px')));
    await choose(page, 6);
    const [zero, six] = await Promise.all([0, 6].map((score) => promptOf(page).point(score).boundingBox()));
    expect(six?.y).toBeGreaterThan((zero?.y ?? 0) + 40);
    expect(six?.width).toBeGreaterThanOrEqual(44);
    await promptOf(page).send.click();
    await expect.poll(shop.rows).toMatchObject([{ score: 6, layout: 'two-rows' }]);
  });

  test('sends what was answered when the page takes the target away', async ({ page, shop }) => {
    await page.goto(shop.page('/', inline, around('min-height: 320px')));
    await choose(page, 3);
    await page.evaluate(() => document.querySelector('#here')?.remove());
    await expect.poll(shop.rows).toMatchObject([{ score: 3, outcome: 'scored' }]);
  });

  test('shows nothing where the page has no such element', async ({ page, shop }) => {
    const warnings = warningsOf(page);
    await page.goto(shop.page('/', { ...inline, 'data-target': '#nowhere' }, around('')));
    await expect.poll(() => warnings).toEqual([expect.stringContaining('#nowhere')]);
    await expect(page.locator('earshot-prompt')).toHaveCount(0);
  });
});

/** Computed colours of a part of the card. */
const colorsOf = (page: Page, selector: string) =>
  page
    .locator(`earshot-prompt ${selector}`)
    .first()
    .evaluate((element) => {
      const { color, backgroundColor, borderTopColor, outlineColor, fill } = getComputedStyle(element);
      return { color, backgroundColor, borderTopColor, outlineColor, fill };
    });

/** The contrast ratio of two computed colours (WCAG 2.2). */
function ratio(...colors: readonly [string, string]): number {
  const [low = 0, high = 0] = colors
    .map((color) => {
      const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((text) => {
        const channel = Number(text) / 255;
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    })
    .sort((a, b) => a - b);
  return high / low;
}

test('wears the theme that it is told to, whatever page and visitor prefer', async ({ page, shop }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(shop.page('/dark', { ...atOnce, 'data-theme': 'dark', 'data-mode': 'test' }, host));
  expect((await colorsOf(page, '.card')).backgroundColor).toBe('rgb(32, 35, 44)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(shop.page('/light', { ...atOnce, 'data-theme': 'light', 'data-mode': 'test' }, host));
  expect((await colorsOf(page, '.card')).backgroundColor).toBe('rgb(255, 255, 255)');
});

for (const [accent, theme] of [
  ['#ffdb00', 'light'],
  ['oklch(40% 0.2 300)', 'dark'],
  ['var(--brand)', 'light'],
] as const)
  test(`paints ${accent} so that it can be read and seen, ${theme}`, async ({ page, shop }) => {
    const style = '<style>:root { --brand: hsl(214 89% 52%) } i { color: red !important }</style>';
    await page.goto(shop.page('/', { ...atOnce, 'data-theme': theme, 'data-accent': accent }, style + host));
    await choose(page, 9);
    const { backgroundColor: card } = await colorsOf(page, '.card');
    const send = await colorsOf(page, '.send');
    const chosen = await colorsOf(page, ':checked + span');
    expect(ratio(send.color, send.backgroundColor)).toBeGreaterThanOrEqual(4.5);
    expect(ratio(chosen.color, chosen.backgroundColor)).toBeGreaterThanOrEqual(4.5);
    expect(ratio(send.backgroundColor, card)).toBeGreaterThanOrEqual(3);
    await page.keyboard.press('ArrowLeft');
    expect(ratio((await colorsOf(page, ':focus-visible + span')).outlineColor, card)).toBeGreaterThanOrEqual(3);
    // It is that colour, not the usual one: a yellow, a violet or a blue.
    const [red = 0, green = 0, blue = 0] = (send.backgroundColor.match(/\d+/g) ?? []).map(Number);
    const strongest = accent === '#ffdb00' ? Math.min(red, green) - blue : blue - Math.max(red, green);
    expect(strongest).toBeGreaterThan(20);
    expect(send.backgroundColor).not.toBe(theme === 'light' ? 'rgb(58, 79, 208)' : 'rgb(159, 176, 255)');
  });

test('keeps its own accent where the owner’s is no colour, and says so', async ({ page, shop }) => {
  const warnings = warningsOf(page);
  await page.goto(shop.page('/', { ...atOnce, 'data-accent': 'var(--nowhere)' }, host));
  await choose(page, 9);
  expect((await colorsOf(page, '.send')).backgroundColor).toBe('rgb(58, 79, 208)');
  await expect.poll(() => warnings).toEqual([expect.stringContaining('var(--nowhere)')]);
});

test('takes font, radius, shadow and space from the page', async ({ page, shop }) => {
  const style = '--earshot-font: Georgia, serif; --earshot-radius: 4px; --earshot-shadow: none; --earshot-space: 32px';
  await page.goto(shop.page('/', { ...atOnce }, `<style>earshot-prompt { ${style} }</style>${host}`));
  const looks = await cardOf(page).evaluate((card) => {
    const { fontFamily, fontSize, borderRadius, boxShadow, padding } = getComputedStyle(card);
    return { fontFamily, fontSize, borderRadius, boxShadow, padding };
  });
  expect(looks).toEqual({
    fontFamily: 'Georgia, serif',
    fontSize: '16px',
    borderRadius: '4px',
    boxShadow: 'none',
    padding: '32px',
  });
});

test.describe('pictures', () => {
  const csat: Attributes = { ...atOnce, 'data-survey': 'csat' };
  const picturesOf = (page: Page) => page.locator('earshot-prompt .point svg');
  const fills = (page: Page): Promise<string[]> =>
    picturesOf(page).evaluateAll((all) => all.map((svg) => getComputedStyle(svg).fill));

  test('stars fill up to the chosen one, and are named as numbers are', async ({ page, shop }) => {
    await page.goto(shop.page('/', { ...csat, 'data-shape': 'stars' }, host));
    const { card } = promptOf(page);
    await expect(picturesOf(page)).toHaveCount(5);
    const names = ['1 Very dissatisfied', '2 Dissatisfied', '3 Neutral', '4 Satisfied', '5 Very satisfied'];
    for (const [index, radio] of (await card.getByRole('radio').all()).entries())
      await expect(radio).toHaveAccessibleName(names[index] ?? '');
    await choose(page, 2);
    await page.mouse.move(0, 0);
    const [accent, none] = ['rgb(58, 79, 208)', 'none'];
    expect(await fills(page)).toEqual([accent, accent, none, none, none]);
    await page.keyboard.press('ArrowRight');
    expect(await fills(page)).toEqual([accent, accent, accent, none, none]);
    await expect(card.locator('.word')).toHaveText('Neutral');
    await expect(card.locator('.ends')).toHaveText('Very dissatisfiedVery satisfied');
    await promptOf(page).send.click();
    await expect.poll(shop.rows).toMatchObject([{ score: 3, max: 5, shape: 'stars' }]);
  });

  for (const points of [3, 7])
    test(`smileys go from sad to happy on ${points} points, each a target for a thumb`, async ({ page, shop }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(shop.page('/', { ...csat, 'data-shape': 'smileys', 'data-scale': `${points}` }, host));
      await expect(picturesOf(page)).toHaveCount(points);
      const drawings = await picturesOf(page).evaluateAll((all) =>
        all.map((svg) => svg.querySelector('path')?.getAttribute('d')),
      );
      expect(new Set(drawings).size).toBe(points);
      for (const point of await page.locator('earshot-prompt .point').all()) {
        const box = await point.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(43.99);
      }
      expect(await picturesOf(page).evaluateAll((all) => all.every((svg) => svg.ariaHidden === 'true'))).toBe(true);
      // There is no number to be seen that could be asked for.
      await promptOf(page).point(1).press('Enter');
      await expect(promptOf(page).card.getByRole('alert')).toHaveText('Choose an answer.');
      await choose(page, points);
      // By its fill, not by a hue alone: the chosen face is the only dark one.
      const circles = page.locator('earshot-prompt circle');
      const painted = await circles.evaluateAll((all) => all.map((circle) => getComputedStyle(circle).fill));
      expect(painted.map((fill) => fill !== 'none')).toEqual(painted.map((_, index) => index === points - 1));
    });

  test('keep to the system’s colours where those are forced', async ({ page, shop }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(shop.page('/', { ...csat, 'data-shape': 'stars' }, host));
    await choose(page, 3);
    await page.mouse.move(0, 0);
    const { backgroundColor } = await colorsOf(page, '.card');
    const strokes = await picturesOf(page).evaluateAll((all) => all.map((svg) => getComputedStyle(svg).stroke));
    for (const stroke of strokes) expect(ratio(stroke, backgroundColor)).toBeGreaterThanOrEqual(3);
    const [chosen = '', , , , empty] = await fills(page);
    expect(empty).toBe('none');
    expect(ratio(chosen, backgroundColor)).toBeGreaterThanOrEqual(3);
    // What has only its colour for an edge would have none.
    for (const part of ['.card', '.send'])
      expect(ratio((await colorsOf(page, part)).borderTopColor, backgroundColor)).toBeGreaterThanOrEqual(3);
    expect(await page.locator('earshot-prompt .send').evaluate((send) => getComputedStyle(send).borderTopWidth)).toBe(
      '1px',
    );
  });

  test('are for satisfaction only', async ({ page, shop }) => {
    const warnings = warningsOf(page);
    await page.goto(shop.page('/', { ...atOnce, 'data-shape': 'stars' }, host));
    await expect(promptOf(page).card).toBeVisible();
    await expect(picturesOf(page)).toHaveCount(0);
    await expect.poll(() => warnings).toEqual([expect.stringContaining('csat')]);
  });
});
