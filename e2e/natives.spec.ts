import { atOnce, expect, promptOf, test } from './fixtures.ts';
import { readRecords } from './records.ts';

// Host pages that have put something else in the place of what browsers offer. What a page breaks for itself it breaks for
// its guests, but it never hears of that: no error, no promise that nobody handles, and its own script goes on.

/**
 * `answers`: the visitor is asked, and the answer arrives. `keeps`: it is asked, and what is answered waits on disk.
 * `quiet`: nobody is asked.
 */
type Outcome = 'answers' | 'keeps' | 'quiet';

const natives: Readonly<Record<string, readonly [outcome: Outcome, work: string]>> = {
  'a fetch that throws': ['keeps', `window.fetch = () => { throw new Error('fetch') }`],
  'a fetch that returns nothing': ['keeps', `window.fetch = () => {}`],
  'a fetch that resolves to nothing': ['keeps', `window.fetch = async () => {}`],
  'a fetch that never settles': ['keeps', `window.fetch = () => new Promise(() => {})`],
  'a fetch that is wrapped': ['answers', `const { fetch } = window; window.fetch = (...given) => fetch(...given)`],
  'no fetch': ['keeps', `delete window.fetch; Object.defineProperty(window, 'fetch', { value: undefined })`],
  'no JSON': ['quiet', `window.JSON = undefined`],
  'a JSON.stringify that throws': ['quiet', `JSON.stringify = () => { throw new Error('stringify') }`],
  'a JSON.parse that throws': ['answers', `JSON.parse = () => { throw new Error('parse') }`],
  'a Promise of its own': ['answers', `window.Promise = class extends Promise {}`],
  'no Promise': ['quiet', `window.Promise = undefined`],
  'a Promise that never settles': [
    'quiet',
    `window.Promise = Object.assign(function () { return { then() { return this }, catch() { return this }, finally() { return this } } }, { race: () => new Promise(), all: () => new Promise(), allSettled: () => new Promise(), resolve: () => new Promise(), reject: () => new Promise() })`,
  ],
  'a setTimeout that does nothing': ['answers', `window.setTimeout = () => 1`],
  'a setTimeout that throws': ['quiet', `window.setTimeout = () => { throw new Error('setTimeout') }`],
  'a setTimeout that is wrapped': [
    'answers',
    `const { setTimeout } = window; window.setTimeout = (...given) => setTimeout(...given)`,
  ],
  'a requestAnimationFrame that does nothing': ['quiet', `window.requestAnimationFrame = () => 1`],
  'no requestIdleCallback': ['answers', `window.requestIdleCallback = undefined`],
  'a Date that is none': ['quiet', `window.Date = undefined`],
  'a Date.now that is no number': ['quiet', `Date.now = () => NaN`],
  'a Date that is wrapped': ['answers', `window.Date = class extends Date {}`],
  'a Math.random that is always 1': ['answers', `Math.random = () => 1`],
  'no crypto.randomUUID': ['answers', `Crypto.prototype.randomUUID = undefined`],
  'no crypto': ['quiet', `Object.defineProperty(window, 'crypto', { value: undefined })`],
  'a createElement that is wrapped': [
    'answers',
    `const { createElement } = Document.prototype; Document.prototype.createElement = function (...given) { return createElement.apply(this, given) }`,
  ],
  'shadow roots that are closed': [
    'quiet',
    `Element.prototype.attachShadow = () => { throw new Error('attachShadow') }`,
  ],
  'no style sheets of scripts': ['quiet', `window.CSSStyleSheet = undefined`],
  'a showPopover that throws': ['quiet', `HTMLElement.prototype.showPopover = () => { throw new Error('popover') }`],
  'events of its own': ['answers', `window.Event = function () {}; window.$H = window.Hash = function () {}`],
  'no CustomEvent': ['quiet', `window.CustomEvent = undefined`],
  'no AbortController': ['quiet', `window.AbortController = undefined`],
  'no AbortSignal.timeout': ['keeps', `AbortSignal.timeout = undefined`],
  'no observers': [
    'answers',
    `window.MutationObserver = window.ResizeObserver = window.IntersectionObserver = undefined`,
  ],
  'a matchMedia that throws': ['quiet', `window.matchMedia = () => { throw new Error('matchMedia') }`],
  'a console that throws': [
    'answers',
    `for (const name of Object.keys(console)) console[name] = () => { throw new Error('console') }`,
  ],
  'a bind of its own': [
    'answers',
    `Function.prototype.bind = function (self, ...given) { const work = this; return function (...more) { return work.apply(self, [...given, ...more]) } }`,
  ],
  'an Array.from and Object.keys of its own': [
    'answers',
    `const { from } = Array; Array.from = (given, ...more) => from.call(Array, given ?? [], ...more); Object.keys = (given) => { const keys = []; for (const key in given) keys.push(key); return keys }`,
  ],
  'listeners that are wrapped': [
    'answers',
    `const { addEventListener } = EventTarget.prototype; EventTarget.prototype.addEventListener = function (type, work, ...more) { return addEventListener.call(this, type, work && function (event) { return (work.handleEvent ?? work).call(this, event) }, ...more) }`,
  ],
};

// Whatever Playwright looks up in a page counts as a gesture of the visitor, after which a prompt waits for a timer. So the
// page says by itself that the prompt stands.
const hostScript = `window.clicks = 0;
  addEventListener('DOMContentLoaded', () => document.querySelector('h1').addEventListener('click', () => clicks++));
  document.addEventListener('earshot:shown', () => { new Image().src = '/shown' })`;

for (const [name, [outcome, work]] of Object.entries(natives))
  test(`is no burden to a page with ${name}: ${outcome}`, async ({ page, shop }) => {
    shop.page('/', { ...atOnce }, '<h1>Host</h1>');
    const text = await (await fetch(`${shop.origin}/`)).text();
    const head = `<head><script>${hostScript};(() => { ${work} })()</script>`;
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    const shown = outcome === 'quiet' ? undefined : page.waitForRequest('**/shown');
    shop.serve('/shown', '');
    await page.goto(shop.serve('/host', text.replace('<head>', head)));
    const { card, point, send, thanks } = promptOf(page);
    if (outcome === 'quiet') {
      await page.waitForLoadState('networkidle');
      await expect(card).toHaveCount(0);
    } else {
      await shown;
      await point(3).click();
      await send.click();
      await expect(thanks).toBeVisible();
      if (outcome === 'answers') await expect.poll(shop.rows).toMatchObject([{ score: 3, outcome: 'answered' }]);
      else await expect.poll(() => readRecords(page)).toMatchObject([{ response: { score: 3, outcome: 'answered' } }]);
    }
    await page.getByRole('heading', { name: 'Host' }).click();
    expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBe(1);
    expect(complaints).toEqual([]);
  });
