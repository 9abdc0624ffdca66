import { devices } from '@playwright/test';
import { atOnce, call, choose, expect, explain, failingRules, html, promptOf, test, warningsOf } from './fixtures.ts';
import { hide, listen, withoutGestures } from './page-state.ts';

const start = new Date('2026-03-02T10:00:00Z');
const minuteMs = 60_000;
const tall = '<h1>Tea shop</h1><div style="height: 5000px"></div>';

const isDue = async (page: Parameters<typeof explain>[0]): Promise<boolean | undefined> =>
  (await explain(page)).surveys[0]?.due;

test('asks at a click on what the selector names, and on nothing else', async ({ page, shop }) => {
  const heard = await listen(page);
  const body = '<button class="help"><b>Help</b></button><button>Other</button>';
  await page.goto(shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'click:.help' }, body));
  await page.getByText('Other').click();
  expect(await isDue(page)).toBe(false);
  await page.getByText('Help').click();
  await expect(promptOf(page).card).toBeVisible();
  expect(await heard()).toContainEqual(['shown', expect.objectContaining({ trigger: 'click:.help' })]);
});

test('asks when an element comes into view, one that was added later, too', async ({ page, shop }) => {
  const heard = await listen(page);
  await page.goto(shop.page('/', { ...atOnce, 'data-trigger': 'visible:#reviews' }, tall));
  await page.evaluate(() => {
    const reviews = Object.assign(document.createElement('section'), { id: 'reviews', textContent: 'Reviews' });
    document.body.append(reviews);
  });
  expect(await isDue(page)).toBe(false);
  await page.locator('#reviews').scrollIntoViewIfNeeded();
  await expect(promptOf(page).card).toBeVisible();
  expect(await heard()).toContainEqual(['shown', expect.objectContaining({ trigger: 'visible:#reviews' })]);
});

test('asks when enough of the page was scrolled, not before', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce, 'data-trigger': 'scroll:50%' }, tall));
  const scrollTo = (share: number): Promise<void> =>
    page.evaluate(
      (to) =>
        new Promise<void>((resolve) => {
          addEventListener('scroll', () => resolve(), { once: true });
          window.scrollTo(0, to * document.documentElement.scrollHeight - innerHeight);
        }),
      share,
    );
  await explain(page);
  await scrollTo(0.4);
  expect(await isDue(page)).toBe(false);
  await scrollTo(0.6);
  await expect(promptOf(page).card).toBeVisible();
});

test('asks after visible time only', async ({ page, shop }) => {
  await page.clock.install({ time: start });
  const armed = page.waitForResponse(/\/watch-/);
  await page.goto(shop.page('/', { ...atOnce, 'data-trigger': 'time:30s' }));
  await armed;
  await explain(page);
  await page.clock.pauseAt(start.getTime() + 20_000);
  await hide(page, true);
  await page.clock.runFor(20 * minuteMs);
  expect(await isDue(page)).toBe(false);
  await hide(page, false);
  await page.clock.runFor(9000);
  expect(await isDue(page)).toBe(false);
  await page.clock.runFor(15_000);
  expect(await isDue(page)).toBe(true);
  await page.clock.resume();
  await expect(promptOf(page).card).toBeVisible();
});

test('asks when the mouse leaves through the top of the window', async ({ page, shop }) => {
  const armed = page.waitForResponse(/\/watch-/);
  await page.goto(shop.page('/', { ...atOnce, 'data-trigger': 'exit' }));
  await armed;
  const leave = async (x: number, y: number): Promise<void> => {
    await page.mouse.move(300, 300);
    await page.mouse.move(x, y);
  };
  await leave(-10, 300);
  expect(await isDue(page)).toBe(false);
  await leave(300, -10);
  await expect(promptOf(page).card).toBeVisible();
});

test.describe('on a touch screen', () => {
  const { defaultBrowserType, ...phone } = devices['Pixel 7'];
  test.use(phone);

  test('asks when the visitor flicks back up, not when he scrolls down or up a little', async ({ page, shop }) => {
    expect(defaultBrowserType).toBe('chromium');
    await page.clock.install({ time: start });
    const heard = await listen(page);
    const armed = page.waitForResponse(/\/watch-/);
    await page.goto(shop.page('/', { ...atOnce, 'data-trigger': 'exit' }, tall));
    await armed;
    await explain(page);
    // A flick is quick: on a clock that stands still it is, however busy the machine.
    await page.clock.pauseAt(start.getTime() + minuteMs);
    const fingers = await page.context().newCDPSession(page);
    const swipe = async (from: number, to: number): Promise<void> => {
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number): Promise<unknown> =>
        fingers.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 200, y }] });
      await touch('touchStart', from);
      for (let step = 1; step <= 4; step++) await touch('touchMove', from + ((to - from) * step) / 4);
      await touch('touchEnd');
    };
    // A busy browser may lose some of the way.
    const scrolled = async (): Promise<number> => {
      await swipe(800, 40);
      return page.evaluate(() => scrollY);
    };
    await expect.poll(scrolled).toBeGreaterThan(600);
    await swipe(200, 300);
    expect(await isDue(page)).toBe(false);
    const flicked = async (): Promise<unknown> => {
      await swipe(100, 750);
      return isDue(page);
    };
    await expect.poll(flicked).toBe(true);
    await page.clock.resume();
    await expect(promptOf(page).card).toBeVisible();
    expect(await heard()).toContainEqual(['shown', expect.objectContaining({ trigger: 'exit' })]);
  });
});

test('sends the traits of an event with that response, and with no other', async ({ page, shop }) => {
  const url = shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'event:order' });
  await page.goto(url);
  await call(page, 'track', 'order', { order: 'A-17', total: 42.5 });
  await choose(page, 4);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ trigger: 'event:order', traits: { order: 'A-17', total: 42.5 } }]);
  await page.goto(url);
  await call(page, 'show', 'csat');
  await choose(page, 2);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(2);
  const opened = (await shop.rows()).find(({ trigger }) => trigger === 'show');
  expect(opened).toMatchObject({ score: 2 });
  expect(opened).not.toHaveProperty('traits');
});

test('takes show without a gesture as the trigger `manual`, and lets the rules decide', async ({ page, shop }) => {
  await withoutGestures(page);
  const heard = await listen(page);
  const attributes = { 'data-survey': 'csat', 'data-min-pages': '3' };
  const calling = `<script>earshot('show', 'csat', { step: 3 })</script>`;
  await page.goto(shop.page('/', { ...attributes, 'data-trigger': 'event:go' }, calling));
  expect(await isDue(page), 'a survey without that trigger').toBe(false);
  const url = shop.page('/manual', { ...attributes, 'data-trigger': 'event:go; manual' }, calling);
  await page.goto(url);
  await expect.poll(() => isDue(page)).toBe(true);
  expect(await failingRules(page, 'csat')).toEqual(['minPages']);
  await page.goto(url);
  await expect(promptOf(page).card).toBeVisible();
  expect(await heard()).toContainEqual(['shown', expect.objectContaining({ trigger: 'manual' })]);
});

test('asks at the first of several triggers, and names it', async ({ page, shop }) => {
  const heard = await listen(page);
  const attributes = { ...atOnce, 'data-trigger': 'time:1h; click:[[; event:refund;exit ; visible:#none' };
  const warnings = warningsOf(page);
  await page.goto(shop.page('/', attributes));
  await expect.poll(() => warnings.join()).toContain('click:[[');
  expect(await isDue(page)).toBe(false);
  await call(page, 'track', 'refund');
  await expect(promptOf(page).card).toBeVisible();
  expect(await heard()).toContainEqual(['shown', expect.objectContaining({ trigger: 'event:refund' })]);
});

for (const [name, expires, minutes, isAsked] of [
  ['serves on a later page what fired less than 15 minutes ago', undefined, 14, true],
  ['forgets what fired 15 minutes ago and could not be served', undefined, 16, false],
  ['remembers what fired as long as its owner says', '2h', 119, true],
] as const)
  test(name, async ({ page, shop }) => {
    const attributes = {
      'data-survey': 'csat',
      'data-trigger': 'event:order',
      'data-pages': '/thanks',
      'data-trigger-expires': expires,
    };
    await page.clock.install({ time: start });
    await page.goto(shop.page('/', attributes));
    await call(page, 'track', 'order', { order: 'B-2' });
    expect(await isDue(page)).toBe(true);
    expect(await failingRules(page, 'csat')).toEqual(['pages']);
    // A page without the widget in between changes nothing.
    await page.goto(shop.serve('/elsewhere', html('', '<h1>Elsewhere</h1>')));
    await page.clock.setSystemTime(start.getTime() + minutes * minuteMs);
    await page.goto(shop.page('/thanks', attributes));
    expect(await failingRules(page, 'csat')).toEqual(isAsked ? expect.anything() : []);
    if (isAsked) await expect(promptOf(page).card).toBeVisible();
    else expect(await isDue(page)).toBe(false);
  });

test('waits for the delay, and asks the rules again after it', async ({ page, shop }) => {
  await page.clock.install({ time: start });
  await page.goto(
    shop.page('/cart', {
      'data-survey': 'csat',
      'data-trigger': 'event:go',
      'data-delay': '10s',
      'data-pages': '/cart',
    }),
  );
  await explain(page);
  await page.clock.pauseAt(start.getTime() + minuteMs);
  await call(page, 'track', 'go');
  expect(await failingRules(page, 'csat')).toEqual(['delay']);
  await page.clock.runFor(5000);
  await page.evaluate(() => history.pushState(null, '', '/help'));
  await page.clock.runFor(10_000);
  expect(await failingRules(page, 'csat')).toEqual(['pages']);
  await expect(promptOf(page).card).toHaveCount(0);
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/cart$/);
  await page.clock.resume();
  await expect(promptOf(page).card).toBeVisible();
});
