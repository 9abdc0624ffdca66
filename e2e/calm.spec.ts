import type { Page } from '@playwright/test';
import { call, expect, explain, failingRules, promptOf, readStore, test } from './fixtures.ts';
import { blur, hide, listen, watchTimers, withoutGestures } from './page-state.ts';

const start = new Date('2026-03-02T10:00:00Z');
const onEvent = { 'data-survey': 'csat', 'data-trigger': 'event:go' };

/** A tone of two seconds, as a source. */
const tone = (() => {
  const samples = Buffer.alloc(8000, 0);
  for (let index = 0; index < samples.length; index++) samples[index] = 128 + Math.round(60 * Math.sin(index / 3));
  const header = Buffer.from('RIFF....WAVEfmt ....................data....');
  header.writeUInt32LE(36 + samples.length, 4);
  for (const [at, value] of [
    [16, 16],
    [24, 4000],
    [28, 4000],
    [40, samples.length],
  ] as const)
    header.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    header.writeUInt16LE(value, at);
  return `data:audio/wav;base64,${Buffer.concat([header, samples]).toString('base64')}`;
})();

/** Focuses what the selector names, in the shadow root of `host` where one is given. */
const focus = (page: Page, selector: string, host?: string): Promise<void> =>
  page.evaluate(
    ([inner, outer]) => {
      const root = outer ? document.querySelector(outer)?.shadowRoot : document;
      root?.querySelector<HTMLElement>(inner ?? '')?.focus();
    },
    [selector, host],
  );
const leaveField = (page: Page): Promise<void> => focus(page, 'button');

const withMedia = (page: Page, act: (media: HTMLMediaElement) => unknown): Promise<unknown> =>
  page.locator('audio').evaluate(act);
const play = (page: Page): Promise<unknown> => withMedia(page, (media) => media.play());

interface Condition {
  readonly name: string;
  readonly body?: string;
  readonly begin: (page: Page) => Promise<unknown>;
  readonly end: (page: Page) => Promise<unknown>;
}

const conditions: readonly Condition[] = [
  {
    name: 'the window has no focus',
    begin: (page) => blur(page, true),
    end: (page) => blur(page, false),
  },
  {
    name: 'a modal dialog is open',
    body: '<dialog>Cookies?</dialog>',
    begin: (page) => page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.showModal()),
    end: (page) => page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.close()),
  },
  {
    name: 'a modal of the page’s own is open',
    begin: (page) =>
      page.evaluate(() => {
        const modal = Object.assign(document.createElement('div'), { ariaModal: 'true', textContent: 'Cookies?' });
        document.body.append(modal);
      }),
    end: (page) => page.evaluate(() => document.querySelector('[aria-modal]')?.remove()),
  },
  {
    name: 'the visitor types in a field',
    body: '<input id="field">',
    begin: (page) => focus(page, '#field'),
    end: leaveField,
  },
  {
    name: 'the visitor types in editable text',
    body: '<div id="field" contenteditable>Text</div>',
    begin: (page) => focus(page, '#field'),
    end: leaveField,
  },
  {
    name: 'the visitor types in a field of a web component',
    body: '<search-box><template shadowrootmode="open"><input id="field"></template></search-box>',
    begin: (page) => focus(page, '#field', 'search-box'),
    end: leaveField,
  },
  {
    name: 'the focus is in a frame',
    body: '<iframe srcdoc="<input>"></iframe>',
    begin: (page) => page.frameLocator('iframe').locator('input').focus(),
    end: leaveField,
  },
  {
    name: 'text is selected',
    begin: (page) => page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('h1') ?? document)),
    end: (page) => page.evaluate(() => getSelection()?.removeAllRanges()),
  },
  {
    name: 'something is in full screen',
    begin: (page) => page.evaluate(() => document.querySelector('h1')?.requestFullscreen()),
    end: (page) => page.evaluate(() => document.exitFullscreen()),
  },
  {
    name: 'a sound of the page is heard, until it is paused',
    body: `<audio loop src="${tone}"></audio>`,
    begin: play,
    end: (page) => withMedia(page, (media) => media.pause()),
  },
  {
    name: 'a sound of the page is heard, until it is muted',
    body: `<audio loop src="${tone}"></audio>`,
    begin: play,
    end: (page) => withMedia(page, (media) => (media.muted = true)),
  },
  {
    name: 'the page asks for quiet, until that is removed',
    body: '<main data-earshot-quiet>Checkout</main>',
    begin: async () => {},
    end: (page) => page.locator('main').evaluate((main) => main.remove()),
  },
  {
    name: 'the page asks for quiet, until that is hidden',
    body: '<style>.done { display: none }</style><main data-earshot-quiet>Checkout</main>',
    begin: async () => {},
    end: (page) => page.locator('main').evaluate((main) => main.classList.add('done')),
  },
];

for (const { name, body = '', begin, end } of conditions)
  test(`waits while ${name}, claims nothing, schedules nothing, and asks when that is over`, async ({ page, shop }) => {
    const pending = await watchTimers(page);
    // Who has touched nothing yet is asked without the second of stillness.
    await withoutGestures(page);
    await page.goto(shop.page('/', onEvent, `<h1>Tea shop</h1>${body}<button>Go</button>`));
    await begin(page);
    // It is fetched once the page is found not to be calm.
    const watching = page.waitForResponse(/\/watch-/);
    await call(page, 'track', 'go');
    await watching;
    await expect.poll(pending).toBe(0);
    expect(await failingRules(page, 'csat')).toEqual([]);
    expect(await readStore(page, 'state'), 'nothing was claimed').toBeUndefined();
    await expect(page.locator('earshot-prompt')).toHaveCount(0);
    await end(page);
    await expect(promptOf(page).card).toBeVisible();
  });

test('waits while the tab is hidden without a request, a timer or a claim', async ({ page, shop, collector }) => {
  const pending = await watchTimers(page);
  const heard = await listen(page);
  const requests: string[] = [];
  await page.goto(shop.page('/', onEvent));
  await explain(page);
  await hide(page, true);
  page.on('request', (request) => requests.push(request.url()));
  await call(page, 'track', 'go');
  expect((await explain(page)).surveys).toMatchObject([{ due: true }]);
  await expect.poll(pending).toBe(0);
  expect(requests.filter((url) => url.startsWith(collector.origin))).toEqual([]);
  expect(await heard()).toEqual([]);
  expect(await readStore(page, 'state')).toBeUndefined();
  await hide(page, false);
  await expect(promptOf(page).card).toBeVisible();
});

test('is not kept waiting by what does not disturb', async ({ page, shop }) => {
  const body = `<audio muted loop src="${tone}"></audio><main data-earshot-quiet hidden>Checkout</main>
    <dialog open>Not modal</dialog><div aria-modal="true" style="display: none">Closed</div><input><button>Go</button>`;
  await page.goto(shop.page('/', onEvent, `<h1>Tea shop</h1>${body}`));
  await play(page);
  await focus(page, 'button');
  await call(page, 'track', 'go');
  await expect(promptOf(page).card).toBeVisible();
});

test('waits for a second without scrolling or pointer actions', async ({ page, shop }) => {
  await page.clock.install({ time: start });
  const heard = await listen(page);
  await page.goto(shop.page('/', onEvent, '<h1>Tea shop</h1><div style="height: 5000px"></div>'));
  await explain(page);
  await page.clock.pauseAt(start.getTime() + 60_000);
  await call(page, 'track', 'go');
  await expect.poll(async () => (await heard()).map(([name]) => name)).toEqual(['due']);
  const scrolled = (): Promise<number> => page.evaluate(() => scrollY);
  await page.clock.runFor(900);
  const before = await scrolled();
  await page.mouse.wheel(0, 400);
  await expect.poll(scrolled).toBeGreaterThan(before);
  await page.clock.runFor(900);
  await page.mouse.down();
  await page.clock.runFor(900);
  await page.mouse.up();
  await page.clock.runFor(900);
  expect(await readStore(page, 'state'), 'nothing was claimed').toBeUndefined();
  // A pointer that only moves is on nobody's way.
  await page.mouse.move(50, 60);
  await page.clock.runFor(200);
  await page.clock.resume();
  await expect(promptOf(page).card).toBeVisible();
});
