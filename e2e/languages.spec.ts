import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Attributes, Shop } from './fixtures.ts';
import { call, expect, forgiveNetwork, requestsOf, test } from './fixtures.ts';
import { walk } from './legible.ts';

type Texts = Readonly<Record<string, string | readonly string[]>>;

// English is in the prompt itself.
const tags = readdirSync('dist/locales').flatMap((name) => /^(.*)\.json$/.exec(name)?.[1] ?? []);
const textsOf = (tag: string): Texts => JSON.parse(readFileSync(`dist/locales/${tag}.json`, 'utf8')) as Texts;

/** Opens a survey in a page of a language, whatever the card is called there. */
async function open(page: Page, shop: Shop, lang: string, attributes: Attributes = {}) {
  await page.goto(shop.page('/', { 'data-trigger': 'manual', ...attributes }));
  await page.evaluate((given) => (document.documentElement.lang = given), lang);
  await call(page, 'show', 'nps');
  const host = page.locator('earshot-prompt');
  await expect(host.locator('section')).toBeVisible();
  return {
    host,
    question: host.getByRole('radiogroup'),
    point: (index: number) => host.getByRole('radio').nth(index),
    send: host.locator('[part=send]'),
  };
}
const localesIn = (requests: readonly string[]): string[] =>
  requests.flatMap((request) => /locales\/.*$/.exec(request)?.[0] ?? []);

test('asks in the language of the page, with one request, and says so in the response', async ({
  page,
  shop,
  endpoint,
}) => {
  const requests = requestsOf(page);
  const { host, question, point, send } = await open(page, shop, 'de-AT', { 'data-endpoint': endpoint.url });
  const text = 'Wie wahrscheinlich ist es, dass Sie Acme im Freundes- oder Kollegenkreis weiterempfehlen?';
  await expect(question).toHaveAccessibleName(text);
  await expect(host).toHaveAttribute('lang', 'de');
  await expect(host).toHaveAttribute('dir', 'ltr');
  await expect(host).toMatchAriaSnapshot(`
    - region "Feedback-Umfrage":
      - status: Kurze Umfrage am Ende der Seite. 1 Frage.
      - heading "Feedback-Umfrage" [level=2]
      - radiogroup
      - alert
      - button "Schließen"
  `);
  await point(9).click();
  await send.click();
  await expect(host.getByText('Vielen Dank für Ihr Feedback!').last()).toBeVisible();
  await expect.poll(() => endpoint.received).toMatchObject([{ locale: 'de', question: text, score: 9 }]);
  expect(endpoint.received[0]).toMatchObject({ wording: 'standard-1' });
  expect(localesIn(requests)).toEqual(['locales/de.json']);
});

test('asks in English without a request for it', async ({ page, shop, endpoint }) => {
  const requests = requestsOf(page);
  const { question, point, send } = await open(page, shop, 'en', { 'data-endpoint': endpoint.url });
  await expect(question).toHaveAccessibleName(/^How likely/);
  await point(9).click();
  await send.click();
  await expect.poll(() => endpoint.received).toMatchObject([{ locale: 'en' }]);
  expect(requests.filter((request) => /locales\/|language-/.test(request))).toEqual([]);
});

test('stands from right to left where one reads so, 0 at the right, and ArrowLeft goes up', async ({
  page,
  shop,
  endpoint,
}) => {
  const { host, point, send } = await open(page, shop, 'ar', { 'data-endpoint': endpoint.url });
  await expect(host).toHaveAttribute('dir', 'rtl');
  const boxOf = async (index: number) => (await point(index).boundingBox()) ?? { x: 0, y: 0 };
  expect((await boxOf(0)).x).toBeGreaterThan((await boxOf(1)).x);
  expect((await boxOf(1)).x).toBeGreaterThan((await boxOf(10)).x);
  const close = await host.locator('[part=close]').boundingBox();
  expect(close?.x).toBeLessThan((await boxOf(10)).x + 40);
  await point(3).click();
  await page.keyboard.press('ArrowLeft');
  await expect(point(4)).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(point(2)).toBeChecked();
  await send.click();
  await expect.poll(() => endpoint.received).toMatchObject([{ locale: 'ar', score: 2 }]);
});

test('writes numbers in the digits of the language, and sends them as numbers', async ({ page, shop, endpoint }) => {
  const { host, point, send } = await open(page, shop, 'fa', { 'data-endpoint': endpoint.url });
  await expect(point(7)).toHaveAccessibleName('۷');
  await expect(host.locator('#ends')).toContainText('۱۰ = ');
  await point(0).focus();
  await page.keyboard.press('Enter');
  await expect(host.getByRole('alert')).toHaveText(/۰.*۱۰/);
  await point(7).click();
  await send.click();
  await expect.poll(() => endpoint.received).toMatchObject([{ locale: 'fa', score: 7, min: 0, max: 10 }]);
});

test('asks in English in a page of a language that it does not speak', async ({ page, shop, endpoint }) => {
  const requests = requestsOf(page);
  const { host, question } = await open(page, shop, 'sw', { 'data-endpoint': endpoint.url, 'data-locale': 'sw' });
  await expect(question).toHaveAccessibleName(/^How likely/);
  await expect(host).toHaveAttribute('lang', 'en');
  expect(localesIn(requests)).toEqual([]);
});

for (const [what, spoil] of [
  ['cannot be had', { status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' }],
  ['is a page', { status: 200, contentType: 'text/html', body: '<!doctype html>' }],
  ['lacks texts', { status: 200, contentType: 'application/json', body: '{"npsQuestion":"Wie?"}' }],
] as const)
  test(`asks in English where the file of the language ${what}`, async ({ page, shop, endpoint, errors }) => {
    await page.route('**/locales/de.json', (route) =>
      route.fulfill({ ...spoil, headers: { 'access-control-allow-origin': '*' } }),
    );
    const { host, question, point, send } = await open(page, shop, 'de', { 'data-endpoint': endpoint.url });
    await expect(question).toHaveAccessibleName(/^How likely/);
    await expect(host).toHaveAttribute('lang', 'en');
    await point(9).click();
    await send.click();
    await expect
      .poll(() => endpoint.received)
      .toMatchObject([{ locale: 'en', question: expect.stringMatching(/^How likely/) }]);
    forgiveNetwork(errors);
  });

test('asks in the owner’s words for the language, and puts his texts in the place of ours', async ({ page, shop }) => {
  const settings = JSON.stringify({
    locale: 'fr',
    strings: { send: { en: 'Go', fr: 'Allez' }, next: 'Plus' },
    surveys: [
      {
        survey: 'nps',
        trigger: 'manual',
        question: { en: 'Well?', fr: 'Alors ?' },
        steps: [{ id: 'why', ask: 'text', question: { en: 'Why?', fr: 'Pourquoi ?' } }],
      },
    ],
  });
  const config = `<script type="application/json" id="surveys">${settings}</script>`;
  await page.goto(shop.page('/', { 'data-survey': undefined, 'data-config': '#surveys' }, config));
  await call(page, 'show', 'nps');
  const host = page.locator('earshot-prompt');
  await expect(host.getByRole('radiogroup')).toHaveAccessibleName('Alors ?');
  await host.getByRole('radio').nth(9).click();
  await host.getByRole('button', { name: 'Plus' }).click();
  await expect(host.getByRole('textbox')).toHaveAccessibleName('Pourquoi ?');
  await expect(host.getByRole('button', { name: 'Retour' })).toBeVisible();
  await expect(host.getByRole('button', { name: 'Allez' })).toBeVisible();
});

test('can be read in all 43 languages, in narrow and wide windows, and leaks no English', async ({ page, shop }) => {
  const looks = await walk(page, shop, 'en');
  expect(looks.map(({ wrong }) => wrong)).toEqual(Array.from({ length: 10 }, () => []));
  const english = new Set(looks.flatMap(({ texts }) => texts));
  expect([...english]).toEqual(
    expect.arrayContaining(['Quick survey', 'Ask me later', 'optional', 'Send', 'Sending…']),
  );
  expect(tags).toHaveLength(42);
  const problems: string[] = [];
  for (const tag of tags) {
    // A word that is spelled as in English is in the file of the language.
    const own = new Set(Object.values(textsOf(tag)).flat());
    for (const { name, texts, wrong } of await walk(page, shop, tag)) {
      const leaks = texts.filter((text) => english.has(text) && !own.has(text));
      problems.push(...[...wrong, ...leaks].map((problem) => `${name}: ${problem}`));
    }
  }
  expect([...new Set(problems)]).toEqual([]);
});
