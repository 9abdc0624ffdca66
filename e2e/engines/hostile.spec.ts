import { atOnce, expect, stub, type Shop } from '../fixtures.ts';
import { test } from './fixtures.ts';
import type { Visitor } from './visitor.ts';

// Host pages that are hostile or odd, in every engine: a visitor answers all the same, and what arrives is right.

const script = (work: string): string => `<script>${work}</script>`;

interface Page {
  /** Before the tag. */
  readonly head?: string;
  readonly body?: string;
  readonly doctype?: string;
}

const pages: Readonly<Record<string, Page>> = {
  'that unsets every style': { head: '<style>* { all: unset !important }</style>' },
  'that hides every element it does not know': {
    head: '<style>div, form, body > *, html > *:not(head, body) { display: none !important; visibility: hidden !important }</style>',
  },
  'with a layer of the highest z-index': {
    body: '<div style="position: fixed; inset: 0; z-index: 2147483647; background: rgb(255 255 255 / 50%)"></div>',
  },
  'that shrinks its root to 62.5 %': { head: '<style>html { font-size: 62.5%; font-family: fantasy }</style>' },
  'whose arrays, texts and numbers say themselves how they are written in JSON, as with Prototype 1.6': {
    head: script(
      `for (const { prototype } of [Array, String, Number]) prototype.toJSON = function () { return '"' + this + '"' }`,
    ),
  },
  'with junk on every object': {
    head: script(
      `Object.assign(Object.prototype, { survey: 'junk', junk: 1, each: 2, then: undefined, score: 7, test: true, value: 'x', capture: false })`,
    ),
  },
  'with enumerable functions on every array': {
    head: script(`Array.prototype.last = function () {}; Array.prototype.remove = function () {}`),
  },
  'in quirks mode': { doctype: '' },
  'with elements named as what scripts look for': {
    body: `<form id="earshot" name="currentScript"><input name="body"><input name="documentElement"></form>
      <img name="head"><form name="fetch" id="indexedDB"></form><a id="localStorage"></a><a name="querySelectorAll"></a>`,
  },
  'with a module loader of its own': {
    head: script(
      `window.define = Object.assign(() => { throw new Error('define') }, { amd: {} }); window.module = { exports: {} }; window.exports = module.exports; window.require = () => { throw new Error('require') }; window.$ = window.jQuery = () => {}`,
    ),
  },
};

/** The tag of these tests, as the host page would paste it. */
async function readTag(shop: Shop): Promise<string> {
  const text = await (await fetch(shop.page('/source', atOnce))).text();
  return /<script async.*?<\/script>/.exec(text)?.[0] ?? '';
}

/** Answers the prompt that comes, and looks at what arrives. */
async function answer(visitor: Visitor, shop: Shop): Promise<void> {
  await visitor.clickInPrompt('input[value="4"]');
  await visitor.clickInPrompt('.send');
  await visitor.clickInPrompt('.thanks');
  await expect
    .poll(shop.rows)
    .toMatchObject([
      { score: 4, survey: 'nps', outcome: 'answered', site: shop.site, trigger: 'load', wording: 'standard-1' },
    ]);
  const [row] = await shop.rows();
  for (const foreign of ['comment', 'test', 'junk']) expect(row).not.toHaveProperty(foreign);
}

for (const [name, { head = '', body = '', doctype = '<!doctype html>' }] of Object.entries(pages))
  test(`asks and delivers on a page ${name}`, async ({ visitor, shop }) => {
    const start = `${doctype}<html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}${stub}`;
    const text = `${start}${await readTag(shop)}</head><body><h1>Host</h1>${body}</body></html>`;
    await visitor.goto(shop.serve('/', text));
    await answer(visitor, shop);
  });

test('asks and delivers on a page in XHTML', async ({ visitor, shop }) => {
  const tag = (await readTag(shop)).replace(' async=""', ' async="async"');
  const text = `<?xml version="1.0" encoding="utf-8"?>
    <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Host</title>${tag}</head><body><h1>Host</h1></body></html>`;
  await visitor.goto(shop.serve('/host.xhtml', text));
  expect(await visitor.evaluate(() => document.contentType, undefined)).toBe('application/xhtml+xml');
  await answer(visitor, shop);
});
