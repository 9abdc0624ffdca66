import { chromium, type LaunchOptions, type Locator, type Page } from '@playwright/test';
import { onDemand, openPrompt } from './answer.ts';
import { atOnce, call, choose, expect, promptOf, test } from './fixtures.ts';
import { lookAt } from './legible.ts';
import { countDifferences } from './pixels.ts';
import { around, openSurvey, steps, type Json } from './survey.ts';

// What e2e/accessibility.md lists and no other file has a reason to try.

/** Everything that a prompt may ask, but for what is asked on a condition that does not hold. */
const everything: Json = {
  intro: 'Two minutes, please.',
  reasons: 'Price|Quality|other=Something else',
  contact: 'always',
  privacyLink: '/privacy',
  link: 'https://acme.example/news',
  steps,
};

/** Brings a prompt with `everything` from the question to the closing words, and calls back in each state on the way. */
async function walk(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  const { card, point, send, thanks } = promptOf(page);
  const next = card.getByRole('button', { name: 'Next' });
  await expect(card.getByRole('status')).not.toBeEmpty();
  await look('question');
  await point(0).press('Enter');
  await expect(card.getByRole('alert').first()).not.toBeEmpty();
  await look('error');
  await choose(page, 3);
  await card.getByRole('checkbox', { name: 'Something else' }).click();
  await card.getByRole('checkbox', { name: /contact me/ }).click();
  await next.click();
  await expect(card.getByRole('textbox', { name: 'Your e-mail address' })).toBeFocused();
  await look('chosen, with another error');
  await card.getByRole('textbox', { name: 'Your e-mail address' }).fill('ada@example.com');
  for (const { question } of steps.filter(({ id }) => id !== 'topics')) {
    await next.click();
    await expect(card.locator('legend').first()).toHaveText(question);
    await look(question);
    if (question === steps[0].question) await card.getByRole('radio', { name: 'To buy' }).click();
  }
  await send.click();
  await expect(thanks).toBeVisible();
  await look('thanks');
}

const hostOf = (page: Page): Locator => page.locator('earshot-prompt');

test('gives the focus back once it has thanked, and to nothing that is gone', async ({ page, shop }) => {
  const opener = `<p style="height:150vh"></p><button id="rate" data-earshot-show="nps">Rate us</button><p style="height:150vh"></p>`;
  const { point, send, thanks, card } = promptOf(page);
  const rate = page.getByRole('button', { name: 'Rate us' });
  const active = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.nodeName);
  for (const isGone of [false, true]) {
    await page.goto(shop.page(`/${isGone}`, { ...onDemand, 'data-mode': 'test' }, opener));
    await call(page, 'explain');
    await rate.press('Enter');
    await expect(point(0)).toBeFocused();
    await page.keyboard.press('Space');
    if (isGone) await rate.evaluate((button) => button.remove());
    const before = await page.evaluate(() => scrollY);
    await send.press('Enter');
    await expect(thanks).toBeVisible();
    if (isGone) expect(await active()).toBe('BODY');
    else await expect(rate).toBeFocused();
    await promptOf(page).close.press('Enter');
    await expect(card).toBeHidden();
    if (isGone) expect(await active()).toBe('BODY');
    else await expect(rate).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(before);
  }
});

/** In the page of a prompt: how its control that has the focus shows that, by itself or by what is drawn in its place. */
function ringIn(host: Element) {
  const active = host.shadowRoot?.activeElement;
  const drawn = active && getComputedStyle(active).opacity === '0' ? active.nextElementSibling : active;
  if (!drawn) return undefined;
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((text) => {
      const channel = Number(text) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(drawn);
  const pair = [outlineColor, getComputedStyle(drawn.closest('.card') as Element).backgroundColor].map(luminance);
  const { x, y, width, height } = drawn.getBoundingClientRect();
  return {
    name: `${drawn.className} ${drawn.parentElement?.className}`,
    outline: outlineStyle === 'solid' ? parseFloat(outlineWidth) : 0,
    offset: parseFloat(outlineOffset),
    ratio: Math.max(...pair) / Math.min(...pair),
    clip: { x: Math.max(0, x - 6), y: Math.max(0, y - 6), width: width + 12, height: height + 12 },
    // As much as a line of 2 px around it (WCAG 2.2, 2.4.13).
    area: 4 * (width + height),
  };
}

for (const scheme of ['light', 'dark'] as const)
  test(`draws a ring that can be seen around whatever has the focus, ${scheme}`, async ({ page, shop }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await openSurvey(page, shop, { ...everything, steps: [steps[5]] });
    const { card } = promptOf(page);
    const looked = new Set<string>();
    /** From the page through all that the card has. */
    const tabThrough = async (): Promise<void> => {
      await page.getByRole('textbox', { name: 'Search' }).focus();
      for (;;) {
        await page.keyboard.press('Tab');
        const ring = await hostOf(page).evaluate(ringIn);
        if (!ring) break;
        const { name, outline, offset, ratio } = ring;
        looked.add(name);
        expect(outline, name).toBeGreaterThanOrEqual(2);
        expect(offset, name).toBeGreaterThanOrEqual(1);
        expect(ratio, name).toBeGreaterThanOrEqual(3);
      }
    };
    await page.keyboard.press('ArrowRight');
    await card.getByRole('checkbox', { name: /contact me/ }).check();
    await tabThrough();
    await card.getByRole('textbox', { name: 'Your e-mail address' }).fill('ada@example.com');
    await card.getByRole('button', { name: 'Next' }).click();
    await expect(card.getByRole('listitem')).toHaveCount(3);
    await tabThrough();
    const kinds = ['point', 'chip', 'field', 'check', 'send', 'close', 'privacy', 'back', 'arrow'];
    expect(kinds.filter((kind) => ![...looked].some((name) => name.split(' ').includes(kind)))).toEqual([]);
  });

test('changes with the focus what is seen of a point and of a button', async ({ page, shop }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSurvey(page, shop);
  const shoot = (clip: { x: number; y: number; width: number; height: number }): Promise<Buffer> =>
    page.screenshot({ clip, caret: 'hide' });
  for (const key of ['ArrowRight', 'Shift+Tab']) {
    await page.keyboard.press(key);
    const ring = await hostOf(page).evaluate(ringIn);
    if (!ring) throw new Error('nothing has the focus');
    const focused = await shoot(ring.clip);
    await page
      .getByRole('heading', { name: 'Tea shop' })
      .evaluate(() => (document.activeElement as HTMLElement).blur());
    expect(await countDifferences(page, focused, await shoot(ring.clip), 40)).toBeGreaterThanOrEqual(ring.area);
    await promptOf(page).close.focus();
  }
});

for (const [name, survey, parts] of [
  ['numbers', { kind: 'nps' }, '.point'],
  ['stars', { kind: 'csat', shape: 'stars' }, '.point'],
  ['smileys', { kind: 'csat', shape: 'smileys' }, '.point'],
  ['reasons', { kind: 'nps', reasons: 'Price|Quality' }, '.chip'],
  ['options', { kind: 'nps', steps: steps.slice(0, 1) }, '.choice'],
] as const)
  test(`shows what is chosen of ${name} to somebody who sees no colours, and no colour before`, async ({
    page,
    shop,
  }) => {
    await openSurvey(page, shop, survey);
    const part = hostOf(page).locator(parts);
    if (parts !== '.point') await choose(page, 4);
    if (parts === '.choice') await promptOf(page).card.getByRole('button', { name: 'Next' }).click();
    await page.mouse.move(1, 1);
    const drawn = part.locator('span').first();
    const look = (index: number): Promise<{ weight: string; colors: string }> =>
      part.nth(index).evaluate((element) => {
        const span = element.querySelector('span') as Element;
        const inside = element.querySelector('svg') ?? span;
        const { fontWeight, backgroundColor, borderTopColor } = getComputedStyle(span);
        const { color, fill, stroke } = getComputedStyle(inside);
        return { weight: fontWeight, colors: `${backgroundColor} ${borderTopColor} ${color} ${fill} ${stroke}` };
      });
    const all = await Promise.all((await part.all()).map((_, index) => look(index)));
    expect(new Set(all.map(({ colors }) => colors)).size, 'no point has a colour of its own').toBe(1);
    const { width = 0, height = 0, ...at } = (await drawn.boundingBox()) ?? { x: 0, y: 0 };
    const shoot = (): Promise<Buffer> => page.screenshot({ clip: { ...at, width, height } });
    const before = await shoot();
    await part.first().click();
    await page.mouse.move(1, 1);
    await hostOf(page).evaluate((host) => (host.shadowRoot?.activeElement as HTMLElement | null)?.blur());
    const changed = await countDifferences(page, before, await shoot(), 60);
    expect(changed / (width * height)).toBeGreaterThan(0.05);
    if (name === 'numbers') expect(Number((await look(0)).weight)).toBeGreaterThan(Number(all[0]?.weight));
  });

for (const scheme of ['light', 'dark'] as const)
  test(`draws the edges of its controls, faces and stars with a contrast of 3, ${scheme}`, async ({ page, shop }) => {
    await page.emulateMedia({ colorScheme: scheme });
    /** The lowest contrast with the card: of borders and strokes, and of a filled control without a border. */
    const lowest = (): Promise<number> =>
      hostOf(page).evaluate((host) => {
        const luminance = (color: string): number => {
          const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((text) => {
            const channel = Number(text) / 255;
            return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
        };
        const card = host.shadowRoot?.querySelector('section') as Element;
        const ground = luminance(getComputedStyle(card).backgroundColor);
        const ratio = (color: string): number =>
          Math.max(luminance(color), ground) / Math.min(luminance(color), ground);
        const drawn = card.querySelectorAll(
          '.point > span, .chip > span, .choice > span, textarea, .send, [type=email], svg',
        );
        return Math.min(
          ...[...drawn]
            .filter((element) => element.checkVisibility())
            .map((element) => {
              const { borderTopWidth, borderTopColor, stroke } = getComputedStyle(element);
              if (element.matches('svg')) return ratio(stroke);
              return parseFloat(borderTopWidth) >= 1
                ? ratio(borderTopColor)
                : element.querySelector('svg')
                  ? Infinity
                  : 1;
            }),
        );
      });
    await openSurvey(page, shop, { ...everything, steps: [steps[0], steps[4], steps[5]] });
    const { card, send } = promptOf(page);
    const next = card.getByRole('button', { name: 'Next' });
    await choose(page, 3);
    await card.getByRole('checkbox', { name: /contact me/ }).check();
    expect(await lowest()).toBeGreaterThanOrEqual(3);
    await card.getByRole('textbox', { name: 'Your e-mail address' }).fill('ada@example.com');
    for (const step of [steps[0], steps[4]]) {
      await next.click();
      await expect(card.locator('legend').first()).toHaveText(step.question);
      expect(await lowest()).toBeGreaterThanOrEqual(3);
    }
    await next.click();
    await send.click();
    await expect(promptOf(page).thanks).toBeVisible();
    expect(await lowest()).toBeGreaterThanOrEqual(3);
    for (const shape of ['stars', 'smileys']) {
      await openSurvey(page, shop, { kind: 'csat', shape });
      expect(await lowest()).toBeGreaterThanOrEqual(3);
    }
  });

test('chooses nothing for a visitor who slides off before he lets go', async ({ page, shop }) => {
  await page.goto(shop.page('/', onDemand, around));
  await openPrompt(page);
  const { card, point, close } = promptOf(page);
  for (const control of [point(7), close]) {
    const { x = 0, y = 0, width = 0, height = 0 } = (await control.boundingBox()) ?? {};
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, 20, { steps: 3 });
    await page.mouse.up();
  }
  await expect(card.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(card).toBeVisible();
});

test.describe('zoomed in', () => {
  test.use({ viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 });

  test('can be read and used at 200 %', async ({ page, shop }) => {
    await openSurvey(page, shop, everything);
    await walk(page, async (state) => expect((await hostOf(page).evaluate(lookAt)).wrong, state).toEqual([]));
  });
});

/** Styles that a visitor may lay over the page, and over what is in it. */
const overlays = {
  'as it is': '',
  // The values of WCAG 2.2, 1.4.12.
  'with wider spaces':
    '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
  'with letters of twice the size': '.card{font-size:32px}',
};

/** In the page of a prompt: where its cross is from the corner of the card, and its privacy notice from the end of it. */
function placeIn(card: Element): string {
  card.scrollTop = 0;
  const frame = card.getBoundingClientRect();
  const [cross, link] = ['.close', '.privacy'].map((one) => card.querySelector(one)?.getBoundingClientRect());
  if (!cross || !link) throw new Error('one of them is not there');
  const below = card.scrollHeight + frame.top + card.clientTop - link.bottom;
  return [frame.right - cross.right, cross.top - frame.top, link.left - frame.left, below].map(Math.round).join();
}

for (const width of [320, 1280])
  test(`can be read at ${width} px in every state, with wider spaces and larger letters too, its ways out in one place`, async ({
    page,
    shop,
  }) => {
    await page.setViewportSize({ width, height: 720 });
    await page.addInitScript(`window.lookAt = ${lookAt.toString()}`);
    await openSurvey(page, shop, everything);
    const places = new Set<string>();
    await walk(page, async (state) => {
      places.add(await hostOf(page).locator('section').evaluate(placeIn));
      const wrong = await hostOf(page).evaluate((host, all) => {
        const look = (window as unknown as { lookAt: typeof lookAt }).lookAt;
        return Object.entries(all).flatMap(([name, css]) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          host.shadowRoot?.adoptedStyleSheets.push(sheet);
          const problems = look(host).wrong.map((problem) => `${name}: ${problem}`);
          host.shadowRoot?.adoptedStyleSheets.pop();
          return problems;
        });
      }, overlays);
      expect(wrong, state).toEqual([]);
    });
    expect([...places]).toHaveLength(1);
  });

test('has letters as large as the visitor sets them, and never smaller than 16 px', async ({ shop }, { project }) => {
  const { launchOptions } = project.use as { launchOptions?: LaunchOptions };
  const url = shop.page('/', onDemand, around);
  const sizesAt = async (setting: number): Promise<readonly string[]> => {
    const args = [...(launchOptions?.args ?? []), `--blink-settings=defaultFontSize=${setting}`];
    const browser = await chromium.launch({ ...launchOptions, args });
    const page = await browser.newPage();
    await page.goto(url);
    await openPrompt(page);
    const sizes = await promptOf(page).card.evaluate((card) =>
      // The sizes that pages give their own letters are not the visitor's.
      ['62.5%', '100%', '125%', '20px'].map((root) => {
        document.documentElement.style.fontSize = root;
        return getComputedStyle(card).fontSize;
      }),
    );
    await browser.close();
    return [...new Set(sizes)];
  };
  expect([await sizesAt(12), await sizesAt(16), await sizesAt(32)]).toEqual([['16px'], ['16px'], ['32px']]);
});

test.describe('in a window of 568 by 320 pixels', () => {
  test.use({ viewport: { width: 568, height: 320 }, hasTouch: true });

  test('leads from the pill to the closing words on a phone that lies on its side', async ({ page, shop }) => {
    await page.goto(shop.page('/', { ...atOnce, 'data-contact': 'always' }, around));
    const { card, point, comment, send, close, thanks } = promptOf(page);
    await page.getByRole('button', { name: 'Quick survey' }).tap();
    await point(9).tap();
    await expect(point(9)).toBeChecked();
    await expect(comment, 'a keyboard would take what is left of the window').not.toBeFocused();
    await card.getByRole('checkbox', { name: /contact me/ }).tap();
    const controls = card.locator('label:has([type=radio]), textarea, [type=checkbox], [type=email]');
    for (const control of [...(await controls.all()), send, close]) {
      await control.scrollIntoViewIfNeeded();
      await expect(control).toBeInViewport({ ratio: 0.99 });
    }
    await comment.first().fill('Fast.');
    await card.getByRole('textbox', { name: 'Your e-mail address' }).fill('ada@example.com');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(568);
    await send.tap();
    await expect(thanks).toBeInViewport({ ratio: 1 });
    await expect.poll(shop.rows).toMatchObject([{ score: 9, comment: 'Fast.', contactEmail: 'ada@example.com' }]);
  });
});

for (const [name, survey, site] of [
  ['in a corner', everything, {}],
  ['in the centre', everything, { position: 'center' }],
  ['as a pill', {}, {}],
] as const)
  test(`moves by opacity only, once, for 200 ms at most, and not without leave: ${name}`, async ({ page, shop }) => {
    if (name === 'as a pill') {
      await page.setViewportSize({ width: 640, height: 360 });
      await page.goto(shop.page('/', atOnce, around));
      await expect(page.getByRole('button', { name: 'Quick survey' })).toBeVisible();
    } else await openSurvey(page, shop, survey, site);
    const motions = await hostOf(page).evaluate((host) => {
      const found: string[] = [];
      const read = (rules: CSSRuleList, isAllowed: boolean): void => {
        for (const rule of rules) {
          if (rule instanceof CSSKeyframesRule) {
            for (const frame of rule.cssRules) found.push(`moves ${[...(frame as CSSKeyframeRule).style].join(' ')}`);
            continue;
          }
          const allows = rule instanceof CSSMediaRule && rule.conditionText.includes('prefers-reduced-motion');
          if (rule instanceof CSSStyleRule) {
            const { animationName, animationDuration, animationIterationCount, transitionDuration } = rule.style;
            if (!['', 'none', 'initial'].includes(animationName))
              found.push(`${isAllowed} ${animationDuration} ${animationIterationCount}`);
            if (parseFloat(transitionDuration) > 0) found.push(`transition ${transitionDuration}`);
          }
          if (rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule) read(rule.cssRules, isAllowed || allows);
        }
      };
      for (const sheet of host.shadowRoot?.adoptedStyleSheets ?? []) read(sheet.cssRules, false);
      return [...new Set(found)].sort();
    });
    expect(motions).toEqual(['moves opacity', 'true 0.2s 1']);
  });

test('keeps edges, the choice and the focus apart where colours are forced', async ({ page, shop }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openSurvey(page, shop, { ...everything, steps: steps.slice(0, 1) });
  const { card, point } = promptOf(page);
  await choose(page, 3);
  await card.getByRole('checkbox', { name: 'Price' }).click();
  await page.mouse.move(1, 1);
  const part = (selector: string) =>
    hostOf(page)
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { backgroundColor, borderTopWidth, outlineStyle } = getComputedStyle(element);
        const card = getComputedStyle(element.closest('.card') as Element).backgroundColor;
        // Linear enough for colours that a system means to be told apart.
        const [ground = 0, around = 0] = [backgroundColor, card].map((color) =>
          (color.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, channel) => sum + Number(channel) / 3, 0),
        );
        return { apart: Math.abs(ground - around), border: parseFloat(borderTopWidth), outline: outlineStyle };
      });
  for (const chosen of ['.point :checked + span', '.chip :checked + span'])
    expect((await part(chosen)).apart, chosen).toBeGreaterThan(64);
  for (const selector of ['.card', '.point > span', '.chip > span', 'textarea', '.send'])
    expect((await part(selector)).border, selector).toBeGreaterThanOrEqual(1);
  await point(3).focus();
  await page.keyboard.press('ArrowRight');
  expect((await part(':focus-visible + span')).outline).toBe('solid');
  await page.keyboard.press('Tab');
  await card.getByRole('button', { name: 'Next' }).focus();
  expect((await part('.send')).outline).toBe('solid');
});

test('has its own language and direction in a page of another', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...onDemand, 'data-locale': 'en' }, around));
  await page.evaluate(() => Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' }));
  await openPrompt(page);
  const { card, point } = promptOf(page);
  expect(
    await card.evaluate((element) => {
      const { direction, textAlign } = getComputedStyle(element);
      const { lang, dir } = (element.getRootNode() as ShadowRoot).host as HTMLElement;
      return { lang, dir, direction, textAlign };
    }),
  ).toEqual({ lang: 'en', dir: 'ltr', direction: 'ltr', textAlign: 'start' });
  const [zero, ten] = await Promise.all([0, 10].map((score) => point(score).boundingBox()));
  expect(zero?.x ?? 0).toBeLessThan(ten?.x ?? 0);
});

test('shows no images of text, no emoji, no tooltips, and nothing that must be dragged', async ({ page, shop }) => {
  const found: string[] = [];
  const search = async (state: string): Promise<void> => {
    const wrong = await hostOf(page).evaluate((host) => {
      const root = host.shadowRoot as ShadowRoot;
      const not =
        'img, canvas, video, svg:not([aria-hidden=true]), svg text, [title], [role=tooltip], [type=range], [draggable], [role=slider]';
      const elements = [...root.querySelectorAll('*')];
      return [
        ...[...root.querySelectorAll(not)].map(({ nodeName, className }) => `${nodeName} ${String(className)}`),
        ...elements
          .filter((one) => getComputedStyle(one).backgroundImage !== 'none')
          .map(({ nodeName, className }) => `${nodeName} ${String(className)}`),
        ...(/\p{Extended_Pictographic}/u.exec(root.textContent ?? '') ?? []),
      ];
    });
    found.push(...wrong.map((one) => `${state}: ${one}`));
  };
  await openSurvey(page, shop, everything);
  await walk(page, search);
  for (const shape of ['stars', 'smileys']) {
    await openSurvey(page, shop, { kind: 'csat', shape });
    await search(shape);
  }
  expect(found).toEqual([]);
});

for (const [name, tag, height] of [
  ['in the centre', { 'data-position': 'center' }, 720],
  ['in the page', { 'data-position': 'inline', 'data-target': '#here' }, 720],
  ['as a bar', { 'data-position': 'bottom-bar' }, 720],
  ['as a pill', {}, 360],
] as const)
  test(`never is in print ${name}`, async ({ page, shop }) => {
    await page.setViewportSize({ width: 1024, height });
    await page.goto(shop.page('/', { ...atOnce, ...tag }, `${around}<div id="here" style="min-height:320px"></div>`));
    await expect(hostOf(page).locator('section')).toBeVisible();
    if (height < 400) await expect(page.getByRole('button', { name: 'Quick survey' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(hostOf(page)).toBeHidden();
    await expect(hostOf(page).locator('section')).toBeHidden();
  });
