import { atOnce, choose, expect, promptOf, requestsOf, test } from './fixtures.ts';
import { around as host } from './survey.ts';

test('announces itself in a live region that was empty before, and interrupts nobody', async ({ page, shop }) => {
  await page.addInitScript(() => {
    const heard: { text: string; at: number; isSame: boolean }[] = [];
    let region: Element | null = null;
    Object.assign(window, { heard });
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (options) {
      const root = attachShadow.call(this, options);
      const listen = (): void => {
        const status = root.querySelector('[role=status]');
        heard.push({ text: status?.textContent ?? '', at: performance.now(), isSame: status === (region ??= status) });
      };
      new MutationObserver(listen).observe(root, { childList: true, subtree: true, characterData: true });
      return root;
    };
  });
  await page.goto(shop.page('/', { ...atOnce }, host));
  type Heard = readonly { readonly text: string; readonly at: number; readonly isSame: boolean }[];
  const heard = (): Promise<Heard> => page.evaluate(() => (window as unknown as { heard: Heard }).heard);
  const texts = async (): Promise<string[]> => (await heard()).map(({ text }) => text);
  await expect.poll(texts).toEqual(['', 'Short survey at the end of the page. 1 question.']);
  const [empty, filled] = await heard();
  expect((filled?.at ?? 0) - (empty?.at ?? 0)).toBeGreaterThanOrEqual(100);
  const { card, send } = promptOf(page);
  const loud = card.locator('[role=alert], [aria-live]');
  await expect(loud).toHaveCount(1);
  await expect(loud).toBeEmpty();
  await choose(page, 9);
  await send.click();
  await expect.poll(async () => (await texts()).at(-1)).toBe('Thank you for your feedback!');
  await expect(loud).toHaveCount(0);
  expect((await heard()).every(({ isSame }) => isSame)).toBe(true);
});

test('leaves the focus and what is being typed alone when it comes', async ({ page, shop }) => {
  const go = "<button onclick=\"earshot('track', 'go')\">Go</button>";
  await page.goto(shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'event:go' }, host + go));
  const search = page.getByRole('textbox', { name: 'Search' });
  // Nobody is asked who types; this visitor begins after that was settled, and before the prompt stands.
  await search.evaluate((field: HTMLInputElement) => {
    document.addEventListener('earshot:shown', () => field.focus());
    field.addEventListener('blur', () => (field.title = 'was left'));
  });
  await page.getByRole('button', { name: 'Go' }).press('Enter');
  await expect(search).toBeFocused();
  await page.keyboard.type('tea for two', { delay: 25 });
  await expect(promptOf(page).card).toBeVisible();
  await expect(promptOf(page).card.getByRole('status')).not.toBeEmpty();
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('tea for two');
  await expect(search).not.toHaveAttribute('title');
});

test('reveals by choosing and submits by nothing but Send', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }, host));
  const { card, point, send, comment } = promptOf(page);
  await expect(card.getByRole('status')).not.toBeEmpty();
  await expect(send).toBeHidden();
  const requests = requestsOf(page);
  await page.getByRole('textbox', { name: 'Search' }).focus();
  await page.keyboard.press('Tab');
  await expect(point(0)).toBeFocused();
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight');
  await expect(point(3)).toBeChecked();
  await expect(point(3)).toBeFocused();
  await expect(card.getByRole('radio')).toHaveCount(11);
  await expect(send).toBeVisible();
  expect(requests).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(comment).toBeFocused();
  // Here Enter is a new line.
  await expect(comment).not.toHaveAttribute('enterkeyhint');
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
  await page.keyboard.press('Shift+Tab');
  expect(await keys()).toBe(2);
  // Escape in a composition ends that only, whatever its key up looks like.
  await card.locator('textarea').evaluate((field) => {
    for (const [type, isComposing] of [
      ['keydown', true],
      ['keyup', false],
    ] as const)
      field.dispatchEvent(new KeyboardEvent(type, { key: 'Escape', isComposing, bubbles: true, composed: true }));
  });
  await expect(card).toBeVisible();
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
  await page.keyboard.press('Shift+Tab');
  await expect(card.getByRole('button', { name: 'Close survey' })).toBeFocused();
  for (let stops = 0; stops < 4; stops++) await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('textbox', { name: 'Search' })).toBeFocused();
});

for (const width of [320, 360, 375, 414, 768])
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
  const open = async (path: string, style: string): Promise<() => Promise<string>> => {
    await page.goto(shop.page(path, { 'data-mode': 'test' }, `<h1>Host</h1><style>${style}</style>`));
    const { card } = promptOf(page);
    await expect(card.getByRole('status')).not.toBeEmpty();
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    return async () => (await card.screenshot()).toString('base64');
  };
  // The last pixels may be painted a frame after the last animation.
  const plain = await open('/plain', '');
  let last = '';
  await expect.poll(async () => last === (last = await plain())).toBe(true);
  const hostile = await open(
    '/hostile',
    '* { all: unset !important; color: red !important; font-size: 40px !important } label { margin: 30px } ' +
      'body, body ~ * { display: none !important } html { font-size: 62.5% !important; direction: rtl !important }',
  );
  await expect.poll(async () => (await hostile()) === last).toBe(true);
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
  await page.clock.fastForward('01:00');
  await expect(thanks, 'the pointer is on it').toBeVisible();
  await promptOf(page).close.focus();
  await page.mouse.move(5, 5);
  await page.clock.fastForward('01:00');
  await expect(thanks, 'the focus is in it').toBeVisible();
  await page.getByRole('link', { name: 'A link' }).focus();
  await page.clock.fastForward(15_000);
  await expect(card).toBeHidden();
});

test('never is in print', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }, host));
  await expect(promptOf(page).card).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(promptOf(page).card).toBeHidden();
});
