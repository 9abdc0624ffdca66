import { readdirSync, readFileSync } from 'node:fs';
import { dimensions, languages, type CardValues } from '../demo/assets/gallery-cards.js';
import { browserArgs, findChromium } from '../scripts/browser.mjs';
import { forgiveNetwork } from './fixtures.ts';
import { expect, openCard, test } from './gallery.ts';

// What fonts, screen and graphics card of a machine would have a say in is left out of the pictures.
const executablePath = findChromium();
test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: [...browserArgs, '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
  },
  deviceScaleFactor: 1,
  contextOptions: { reducedMotion: 'reduce' },
});

/** A page of one colour, and letters that are the same everywhere. */
const plainPage = [400, 600, 700]
  .map((weight) => {
    const file = readFileSync(`node_modules/@fontsource/inter/files/inter-latin-${weight}-normal.woff2`, 'base64');
    return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${file}) }`;
  })
  .join('')
  .concat(':root { --earshot-font: Inter; background: #dfe5e8 } main > :not(#here) { visibility: hidden }');

/** Only Latin letters: those of other scripts would be the machine’s. */
const pictures: Readonly<Record<string, Partial<CardValues> & { readonly width?: number }>> = {
  nps: {},
  'nps-dark-chosen': { theme: 'dark', state: 'chosen' },
  'nps-phone-typed': { state: 'typed', width: 360 },
  'nps-right-to-left': { lang: 'he', words: 'own', state: 'chosen' },
  'nps-bar': { position: 'bottom-bar', width: 1024 },
  'nps-pill': { state: 'pill' },
  'nps-error': { state: 'error' },
  'csat-3-green-chosen': { kind: 'csat', scale: '3', accent: 'green', state: 'chosen' },
  'csat-stars-chosen': { kind: 'csat', shape: 'stars', accent: 'yellow', state: 'chosen' },
  'csat-smileys-7-phone': { kind: 'csat', scale: '7', shape: 'smileys', width: 320 },
  'csat-smileys-dark-chosen': { kind: 'csat', shape: 'smileys', theme: 'dark', state: 'chosen' },
  'ces-reasons': { kind: 'ces', state: 'reasons' },
  'ces-email': { kind: 'ces', state: 'email' },
  'step-choice': { state: 'choice' },
  'step-battery': { state: 'battery', theme: 'dark', width: 360 },
  'step-rank': { state: 'rank' },
  'thanks-link': { state: 'link' },
};

for (const [name, { width = 640, ...card }] of Object.entries(pictures))
  test(`looks as it looked: ${name}`, async ({ page, gallery }) => {
    await page.setViewportSize({ width, height: 720 });
    await page.route('**/gallery-stage.css', (route) => route.fulfill({ contentType: 'text/css', body: plainPage }));
    const prompt = await openCard(page, gallery, card);
    await expect(prompt).toHaveScreenshot(`${name}.png`);
  });

test('has a picture for each of these cards, and no other', () => {
  expect(readdirSync('e2e/gallery').toSorted()).toEqual(
    Object.keys(pictures)
      .map((name) => `${name}.png`)
      .toSorted(),
  );
});

type Values = Readonly<Record<string, { readonly enum?: readonly string[] }>>;

test('offers every position, theme and shape that there is, in every language', () => {
  const schema = JSON.parse(readFileSync('dist/settings.schema.json', 'utf8')) as {
    properties: Values;
    $defs: { survey: { properties: Values } };
  };
  for (const name of ['position', 'theme', 'shape', 'kind'] as const) {
    const all = schema.properties[name]?.enum ?? schema.$defs.survey.properties[name]?.enum;
    expect(dimensions[name].toSorted(), name).toEqual(all?.toSorted());
  }
  const files = readdirSync('dist/locales').flatMap((name) => /^(.*)\.json$/.exec(name)?.[1] ?? []);
  expect(languages.toSorted()).toEqual([...files, 'en'].toSorted());
});

test('shows the cards that are chosen, and has them in the address', async ({ page, gallery }) => {
  await page.goto(`${gallery}/gallery?kind=csat&scale=3&shape=every`);
  const status = page.getByRole('status');
  await expect(status).toHaveText('3 cards');
  const state = page.getByLabel('State');
  await state.focus();
  await state.selectOption('Score chosen');
  await expect(page).toHaveURL(`${gallery}/gallery?kind=csat&scale=3&shape=every&state=chosen`);
  await expect(page.getByRole('link', { name: 'smileys' })).toHaveAttribute(
    'href',
    '/gallery/card?kind=csat&scale=3&shape=smileys&state=chosen',
  );
  for (const index of [0, 1, 2]) {
    const stage = page.frameLocator('iframe').nth(index);
    await expect(stage.locator('html')).toHaveAttribute('data-state', 'chosen');
    await expect(stage.locator('earshot-prompt input:checked')).toHaveCount(1);
  }
  await expect(state, 'no frame takes the focus').toBeFocused();
  await page.goBack();
  await expect(state).toHaveValue('card');
});

test('parts many cards into pages', async ({ page, gallery }) => {
  // What is in the frames is for other tests.
  await page.route('**/gallery/card**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`${gallery}/gallery`);
  await expect(page.getByRole('status')).toHaveText('12 cards');
  await page.getByRole('link', { name: 'Languages' }).click();
  await expect(page.getByRole('status')).toHaveText('43 cards');
  await expect(page.locator('iframe')).toHaveCount(24);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.locator('iframe')).toHaveCount(19);
  await expect(page.getByRole('link', { name: 'Traditional Chinese · 繁體中文' })).toBeVisible();
});

for (const [address, message] of [
  ['/gallery?kind=nsp', 'The kind “nsp” is not one of these: nps, csat, ces, every.'],
  ['/gallery?page=9', 'The page “9” is not one of these: 1 to 1.'],
  ['/gallery?lang=every&state=every&position=every&accent=every', 'These would be up to 36120 cards;'],
  ['/gallery/card?kind=csat&shape=suns', 'The shape “suns” is not one of these: numbers, stars, smileys.'],
  ['/gallery/card?kind=nps&shape=stars', 'Only csat comes as stars.'],
  ['/gallery/card?colour=red', 'There is no “colour”; an address may name kind, scale, shape,'],
] as const)
  test(`refuses ${address} and says what there is`, async ({ page, gallery, errors }) => {
    const answer = await page.goto(gallery + address);
    expect(answer?.status()).toBe(400);
    await expect(page.getByRole('listitem')).toContainText(message);
    forgiveNetwork(errors);
  });

test('says so where a card cannot be had', async ({ page, gallery, errors }) => {
  await page.route('**/earshot.js', (route) => route.abort());
  await page.goto(`${gallery}/gallery/card`);
  await expect(page.getByRole('alert')).toContainText('The widget cannot be had from http');
  await expect(page.locator('html')).toHaveAttribute('data-failed', /earshot\.js\.$/);
  forgiveNetwork(errors);
});

test('keeps what is answered on a stage from the shop beside it', async ({ page, gallery }) => {
  await openCard(page, gallery, { state: 'kept' });
  await page.goto(`${gallery}/about`);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('gallery')))).toEqual([]);
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .not.toContainEqual(expect.stringMatching(/^gallery/));
});
