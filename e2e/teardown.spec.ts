import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { SettingsInput, start } from 'earshot';
import { answer, onDemand } from './answer.ts';
import {
  atOnce,
  call,
  choose,
  expect,
  explain,
  forgiveNetwork,
  html,
  promptOf,
  test,
  type Attributes,
} from './fixtures.ts';

// What `earshot('stop')` takes down, counted by the page itself: its own page has nothing that it could count.

/** In the page, before everything: keeps account of what is begun and not ended. `standing()` lists it. */
function keepAccount(): void {
  type Work = (...given: never[]) => unknown;
  const held = new Map<unknown, string>();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const listeners: {
    readonly target: EventTarget;
    readonly type: string;
    readonly work: unknown;
    readonly signal: AbortSignal | undefined;
  }[] = [];
  EventTarget.prototype.addEventListener = function (type, work, options) {
    const { signal, once } = typeof options == 'object' ? options : {};
    // What waits for the end of something else ends with it.
    if (work && !once && !(this instanceof AbortSignal)) listeners.push({ target: this, type, work, signal });
    return addEventListener.call(this, type, work, options);
  };
  EventTarget.prototype.removeEventListener = function (type, work, options) {
    const index = listeners.findIndex((one) => one.target === this && one.type === type && one.work === work);
    if (index >= 0) listeners.splice(index, 1);
    return removeEventListener.call(this, type, work, options);
  };
  const page = window as unknown as Record<string, Work>;
  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
    ['requestIdleCallback', 'cancelIdleCallback'],
  ] as const) {
    const [begin, end] = [page[set], page[clear]] as unknown as [
      (work: Work, ms?: number) => number,
      (id: number) => void,
    ];
    page[set] = ((work: Work, ms?: number) => {
      const id: number = begin((...given: never[]) => {
        if (set !== 'setInterval') held.delete(`${set} ${id}`);
        return work(...given);
      }, ms);
      held.set(`${set} ${id}`, `${set} ${ms ?? ''}`);
      return id;
    }) as Work;
    page[clear] = ((id: number) => {
      held.delete(`${set} ${id}`);
      end(id);
    }) as Work;
  }
  for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'] as const) {
    const { observe, disconnect } = window[name].prototype as { observe: Work; disconnect: Work };
    Object.assign(window[name].prototype, {
      observe(...given: never[]) {
        held.set(this, name);
        return observe.apply(this, given);
      },
      disconnect() {
        held.delete(this);
        return disconnect.apply(this);
      },
    });
  }
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    addEventListener.call(request, 'success', () => held.set(request.result, 'database'));
    return request;
  };
  const { close } = IDBDatabase.prototype;
  IDBDatabase.prototype.close = function () {
    held.delete(this);
    return close.apply(this);
  };
  Object.assign(window, {
    standing: () => [
      ...held.values(),
      ...listeners
        .filter(
          ({ target, signal }) =>
            !signal?.aborted && !(target instanceof Node && target !== document && !target.isConnected),
        )
        .filter(
          ({ target }) =>
            target === window || target === document || target instanceof Node || target instanceof MediaQueryList,
        )
        .map(({ type }) => `listener ${type}`),
      ...[...document.querySelectorAll('*')]
        .map(({ localName }) => localName)
        .filter((name) => name.startsWith('earshot')),
    ],
  });
}

const standing = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { standing: () => string[] }).standing());

const states: Readonly<Record<string, readonly [attributes: Attributes, reach: (page: Page) => Promise<unknown>]>> = {
  'while it waits for its rules': [{ 'data-min-time': '10m' }, (page) => explain(page)],
  'while it waits for every trigger': [
    { 'data-trigger': 'click:#x;visible:#x;scroll:50%;time:1h;exit;event:x;manual' },
    (page) => page.waitForLoadState('networkidle'),
  ],
  'while it waits for a calm moment': [
    { ...atOnce, 'data-site': 'calm.example' },
    async (page) => {
      await page.getByLabel('Field').focus();
      await page.waitForLoadState('networkidle');
    },
  ],
  'while a prompt stands': [{ ...atOnce }, (page) => expect(promptOf(page).card.getByRole('status')).not.toBeEmpty()],
  'while a prompt stands with a score and half a comment': [
    { ...atOnce },
    async (page) => {
      await choose(page, 3);
      await promptOf(page).comment.fill('Half a');
    },
  ],
  'while it says thanks': [{ ...onDemand }, (page) => answer(page, 9)],
  'while an answer waits for its endpoint': [
    { ...onDemand, 'data-endpoint': 'http://127.0.0.1:9/' },
    async (page) => {
      await answer(page, 9);
      await expect.poll(async () => (await explain(page)).outbox.waiting).toBe(1);
    },
  ],
  'with its panel': [{ 'data-debug': '' }, (page) => expect(page.locator('earshot-debug')).toBeAttached()],
  'in looks of its own': [
    { ...atOnce, 'data-position': 'center', 'data-theme': 'dark' },
    (page) => expect(page.locator('earshot-prompt input').first()).toBeAttached(),
  ],
};

for (const [name, [attributes, reach]] of Object.entries(states))
  test(`leaves nothing behind when it is stopped ${name}`, async ({ page, shop, errors }) => {
    await page.addInitScript(keepAccount);
    const calm = attributes['data-site'] ? '<label>Field <input autofocus></label>' : '';
    await page.goto(shop.page('/', attributes, `<h1>Host</h1>${calm}`));
    await reach(page);
    expect(await standing(page)).not.toEqual([]);
    await call(page, 'stop');
    await expect.poll(() => standing(page)).toEqual([]);
    forgiveNetwork(errors);
  });

test('counts what a page leaves behind', async ({ page, shop }) => {
  await page.addInitScript(keepAccount);
  await page.goto(shop.serve('/', html('', '<h1>Host</h1>')));
  await page.evaluate(async () => {
    addEventListener('click', () => {});
    document.querySelector('h1')?.addEventListener('focus', () => {});
    setTimeout(() => {}, 60_000);
    setInterval(() => {}, 60_000);
    new MutationObserver(() => {}).observe(document, { childList: true });
    document.body.append(document.createElement('earshot-prompt'));
    await new Promise((resolve) => (indexedDB.open('left').onsuccess = resolve));
  });
  await expect
    .poll(async () => (await standing(page)).toSorted())
    .toEqual([
      'MutationObserver',
      'database',
      'earshot-prompt',
      'listener click',
      'listener focus',
      'setInterval 60000',
      'setTimeout 60000',
    ]);
});

for (const [name, cycles, shows] of [
  ['a thousand starts and stops', 1000, false],
  ['three hundred prompts that are stopped', 300, true],
] as const)
  test(`leaves the memory of the page as it was after ${name}`, async ({ page, shop, collector }) => {
    for (const file of readdirSync('dist').filter((one) => one.endsWith('.js')))
      shop.serve(`/${file}`, readFileSync(`dist/${file}`, 'utf8'));
    // What a test evaluates is a gesture of the visitor to the browser, and then a prompt waits for a second.
    await page.addInitScript(() => Object.defineProperty(navigator.userActivation, 'hasBeenActive', { value: false }));
    const work = `<h1>Host</h1><script type="module">import { start } from './index.js'; window.start = start</script>`;
    await page.goto(shop.serve('/', html('', work)));
    await page.waitForFunction(() => 'start' in window);
    const settings: SettingsInput = {
      endpoint: `${collector.origin}/v1/responses`,
      survey: 'nps',
      mode: 'test',
      trigger: shows ? 'load' : 'event:never',
    };
    const cycle = (count: number): Promise<void> =>
      page.evaluate(
        async ([times, given, isShown]) => {
          for (let time = 0; time < times; time++) {
            const widget = (window as unknown as { start: typeof start }).start(given);
            // In test mode every trigger is a load, so that only a stop in the same turn comes before a prompt.
            if (isShown)
              await new Promise((resolve) => document.addEventListener('earshot:shown', resolve, { once: true }));
            await widget.stop();
          }
        },
        [count, settings, shows] as const,
      );
    const session = await page.context().newCDPSession(page);
    const heap = async (): Promise<number> => {
      // What is put off until the page is idle is over when something later is.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
      await session.send('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    // What is compiled and cached is there after some.
    await cycle(cycles / 5);
    const before = await heap();
    await cycle(cycles);
    const perCycle = ((await heap()) - before) / cycles;
    await expect(page.locator('earshot-prompt')).toHaveCount(0);
    // What stays of a widget keeps all of it: thousands of bytes each time.
    expect(perCycle).toBeLessThan(300);
  });
