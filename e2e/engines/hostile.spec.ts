import { atOnce, expect, stub, type Attributes, type Shop } from '../fixtures.ts';
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

function write(shop: Shop, { head = '', body = '', doctype = '<!doctype html>' }: Page, more: Attributes = {}): string {
  shop.page('/plain', { ...atOnce, ...more });
  return shop.serve(
    '/',
    `${doctype}<html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}TAG</head><body><h1>Host</h1>${body}</body></html>`,
  );
}

/** A host page of this kind with the tag in its head. */
async function open(visitor: Visitor, shop: Shop, page: Page): Promise<void> {
  write(shop, page);
  const [tag = ''] = /<script async.*?<\/script>/.exec(await (await fetch(`${shop.origin}/plain`)).text()) ?? [];
  const text = await (await fetch(`${shop.origin}/`)).text();
  await visitor.goto(shop.serve('/', text.replace('TAG', stub + tag)));
}

for (const [name, page] of Object.entries(pages))
  test(`asks and delivers on a page ${name}`, async ({ visitor, shop }) => {
    await open(visitor, shop, page);
    await visitor.clickInPrompt('input[value="4"]');
    await visitor.clickInPrompt('.send');
    await visitor.clickInPrompt('.thanks');
    await expect
      .poll(shop.rows)
      .toMatchObject([
        { score: 4, survey: 'nps', outcome: 'answered', site: shop.site, trigger: 'load', wording: 'standard-1' },
      ]);
    const [row] = await shop.rows();
    expect(row).not.toHaveProperty('comment');
    expect(row).not.toHaveProperty('test');
    expect(row).not.toHaveProperty('junk');
  });
