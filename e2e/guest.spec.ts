import type { Page } from '@playwright/test';
import {
  atOnce,
  choose,
  expect,
  explain,
  failingRules,
  html,
  promptOf,
  stub,
  test,
  warningsOf,
  type Shop,
} from './fixtures.ts';
import { readRecords } from './records.ts';

// Where the tag stands, and what a host page does to a guest that is there already.

/** The text of a tag with these attributes, as the host page would paste it. */
async function tagOf(shop: Shop, attributes = {}): Promise<string> {
  const text = await (await fetch(shop.page('/source', { ...atOnce, ...attributes }))).text();
  return /<script async.*?<\/script>/.exec(text)?.[0] ?? '';
}

const icon = '<link rel="icon" href="data:,">';
const head = (text: string): string => html(stub + text, '<h1>Host</h1>');
const atEnd = (text: string): string => html(stub, `<h1>Host</h1>${text}`);

/** A script of the page that adds the tag. */
const injecting = (tag: string, when: string): string =>
  `<script>(() => { const add = () => { const script = document.createElement('script'); for (const [name, value] of ${JSON.stringify([...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))}) script.setAttribute(name, value); document.head.append(script); }; ${when} })()</script>`;

const places: Readonly<Record<string, (tag: string) => string>> = {
  'in the head, async': head,
  'in the head, blocking': (tag) => head(tag.replace(' async=""', '')),
  'in the head, deferred': (tag) => head(tag.replace(' async=""', ' defer')),
  'as a module': (tag) => head(tag.replace(' async=""', ' type="module"')),
  'at the end of the body, blocking': (tag) => atEnd(tag.replace(' async=""', '')),
  'before everything, in a page without head and body': (tag) => `<!doctype html>${tag}${icon}<h1>Host</h1>`,
  'added by a script at once': (tag) => head(injecting(tag, 'add()')),
  'added by a script once the page is loaded': (tag) => head(injecting(tag, `addEventListener('load', add)`)),
  'added while the visitor is on the page': (tag) =>
    atEnd(`<button id="add">Add</button>${injecting(tag, `document.getElementById('add').onclick = add; add()`)}`),
};

for (const [name, place] of Object.entries(places))
  test(`asks and delivers with the tag ${name}`, async ({ page, shop }) => {
    await page.goto(shop.serve('/', place(await tagOf(shop))));
    await choose(page, 9);
    await promptOf(page).send.click();
    await expect(promptOf(page).thanks).toBeVisible();
    await expect.poll(shop.rows).toMatchObject([{ score: 9, outcome: 'answered' }]);
  });

test('starts from JavaScript where a tag manager strips every attribute but the address', async ({
  page,
  shop,
  collector,
}) => {
  const settings = {
    survey: 'nps',
    subject: 'Acme',
    site: shop.site,
    endpoint: `${collector.origin}/v1/responses`,
    minPages: 0,
    minTime: '0s',
  };
  const add = `const script = document.createElement('script'); script.src = '${collector.origin}/earshot.js'; document.head.append(script); earshot('start', ${JSON.stringify(settings)})`;
  await page.goto(shop.serve('/', atEnd(`<script>${add}</script>`)));
  await choose(page, 1);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 1, outcome: 'answered' }]);
});

test('takes a second version of the script for the first one, and asks once', async ({ page, shop, collector }) => {
  const warnings = warningsOf(page);
  const tag = await tagOf(shop);
  const other = await (await fetch(`${collector.origin}/earshot.js`)).text();
  // Another build: its chunks have other names, and nobody has them.
  shop.serve('/v/0.0.9/earshot.js', other.replaceAll(/-[0-9a-f]{8}\.js/g, '-00000000.js'));
  // The first one runs before it.
  const first = tag.replace(' async=""', '');
  const second = tag.replace(/src="[^"]*"/, 'src="/v/0.0.9/earshot.js"');
  await page.goto(shop.serve('/', head(first + second)));
  await choose(page, 5);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
  await expect(page.locator('earshot-prompt')).toHaveCount(1);
  await expect.poll(shop.rows).toHaveLength(1);
  expect(warnings).toEqual([]);
});

const touch = (page: Page, work: string): Promise<unknown> => page.evaluate(work);

test('keeps what was chosen when the page is written anew, and breaks nothing in the new one', async ({
  page,
  shop,
}) => {
  await page.goto(shop.serve('/', head(await tagOf(shop))));
  await choose(page, 3);
  await expect.poll(() => readRecords(page)).toHaveLength(1);
  await touch(
    page,
    `document.open(); document.write('<h1>Written</h1><button onclick="this.textContent = 7">Go</button>'); document.close()`,
  );
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
  await page.getByText('Go').click();
  await expect(page.getByText('7')).toBeVisible();
  // Nothing tells the widget that the visitor has left, so it goes out on a page where nobody is at it any more.
  await page.clock.install({ time: Date.now() + 3_600_000 });
  await page.goto(shop.page('/next', { ...atOnce }));
  await expect.poll(shop.rows).toMatchObject([{ score: 3 }]);
  expect(await failingRules(page)).toContain('afterAnswer');
});

test('fights nobody who takes its element away: the answer is kept, and it does not come back', async ({
  page,
  shop,
}) => {
  await page.goto(shop.serve('/', head(await tagOf(shop))));
  await choose(page, 2);
  await touch(page, `document.querySelector('earshot-prompt').remove()`);
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
  await touch(page, `history.pushState(null, '', '/route')`);
  await explain(page);
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
  await page.goto(shop.page('/next', { ...atOnce }));
  await expect.poll(shop.rows).toMatchObject([{ score: 2 }]);
  expect(await failingRules(page)).toContain('afterAnswer');
});

test('stays away from a page of frames, and breaks nothing there', async ({ page, shop }) => {
  const warnings = warningsOf(page);
  const tag = await tagOf(shop);
  shop.serve('/inner', '<h1>Inner</h1>');
  await page.goto(
    shop.serve(
      '/',
      `<html><head>${icon}${stub}${tag}</head><frameset cols="50%,50%"><frame src="/inner"><frame src="/inner"></frameset></html>`,
    ),
  );
  await page.waitForFunction(() => 'tag' in (window as unknown as { earshot: object }).earshot);
  await explain(page);
  expect(warnings).toEqual([]);
  await expect(page.frameLocator('frame >> nth=0').getByRole('heading')).toHaveText('Inner');
});

test('has one prompt on a page that swaps its body, with its own copy of the tag, again and again', async ({
  page,
  shop,
}) => {
  const tag = await tagOf(shop);
  await page.goto(shop.serve('/', atEnd(tag)));
  await choose(page, 6);
  for (const time of [1, 2, 3])
    await page.evaluate((count) => {
      const source = document.querySelector<HTMLScriptElement>('script[data-survey]');
      const body = document.createElement('body');
      const script = document.createElement('script');
      for (const { name, value } of source?.attributes ?? []) script.setAttribute(name, value);
      body.append(`Body ${count}`, script);
      document.body = body;
      history.pushState(null, '', `/${count}`);
    }, time);
  await expect(page.locator('earshot-prompt')).toHaveCount(1);
  await expect(promptOf(page).point(6)).toBeChecked();
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toMatchObject([{ score: 6, outcome: 'answered' }]);
});
