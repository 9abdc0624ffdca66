// npm run show:prompt: what visitors see, as contact sheets in shots/, and one line per claim. The cards are those of the
// demo's gallery. Names of sheets as arguments make these only, as in `npm run show:prompt -- languages phone`.
import { setup } from './setup.mjs';

setup();
const { installChromium, findChromium, browserArgs } = await import('./browser.mjs');
installChromium();
const { chromium } = await import('@playwright/test');
const { runnerImport } = await import('vite');
const { mkdirSync, mkdtempSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { accents, cardsOf, dimensions, languages, pointsOf, states } = await import('../demo/assets/gallery-cards.js');
const { describe, labelOf } = await import('../demo/gallery-labels.mjs');
const { startDemo } = await import('../demo/server.mjs');
const { build } = await import('./build.mjs');
const { makeClaims } = await import('./claims.mjs');
const { startCollector } = await import('./collector.mjs');
const { makeCamera } = await import('./contact-sheet.mjs');
const see = await import('./prompt-sight.mjs');

await build();
mkdirSync('shots', { recursive: true });
// Not before the build, which would then be one for development.
const { lookAt } = (await runnerImport('./e2e/legible.ts', { logLevel: 'error' })).module;
const data = mkdtempSync(join(tmpdir(), 'earshot-prompt-'));
// It serves the widget; what is answered on a stage goes nowhere.
const collector = await startCollector(['--port', '0', '--data', data]);
const demo = await startDemo({ collector: collector.origin, port: 0 });
const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });
const { open, shoot } = makeCamera(browser, demo.url);
const { claim, finish } = makeClaims();

const wanted = process.argv.slice(2);
const sheets = {};
const sheet = (name, tell) => (sheets[name] = tell);
const pathOf = (name) => `shots/prompt-${name}.png`;
const kinds = { kind: dimensions.kind, scale: dimensions.scale, shape: dimensions.shape };
const named = (cards, names, window) => cards.map((card) => [describe(card, names), card, window]);
/** The names of those that something was seen of which should not be. */
const those = (seen, isWrong) => Object.entries(seen).flatMap(([name, one]) => (isWrong(one) ? name : []));
/** What cannot be read of a prompt, in windows of these widths. */
async function legible(page, ...widths) {
  const wrong = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    wrong.push(...(await page.locator('earshot-prompt').evaluate(lookAt)).wrong.map((what) => `${width}: ${what}`));
  }
  return wrong;
}

sheet('kinds', async (path) => {
  const cards = cardsOf({ ...kinds, state: ['card', 'chosen'] });
  const seen = await shoot(path, {
    title: 'Kinds and shapes',
    columns: 4,
    cards: named(cards, ['kind', 'scale', 'shape', 'state']),
    look: async (page, card) => ({
      card,
      points: await page.evaluate(see.seePoints),
      word: await page.evaluate(see.seeText, '.word'),
    }),
  });
  const all = Object.values(seen);
  await claim('every kind has as many points as it should', [], () =>
    those(seen, ({ card, points }) => points.length !== Number(pointsOf(card))),
  );
  await claim('scales go from low to high, from left to right, in one row', [], () =>
    those(seen, ({ points }) =>
      points.some(
        ({ x, y, score }, i) => i && !(x > points[i - 1].x && y === points[0].y && score === points[i - 1].score + 1),
      ),
    ),
  );
  await claim('the points of a scale are equally far from each other', [], () =>
    those(seen, ({ points }) => {
      const gaps = points.slice(1).map(({ x }, index) => x - points[index].x);
      return Math.max(...gaps) - Math.min(...gaps) > 0.1;
    }),
  );
  const namesOf = (shape) =>
    all
      .filter(({ card }) => card.kind === 'csat' && card.shape === shape)
      .map(({ points }) => points.map(({ name }) => name));
  await claim('stars and smileys are named as numbers are', [true, true], () =>
    ['stars', 'smileys'].map((shape) => JSON.stringify(namesOf(shape)) === JSON.stringify(namesOf('numbers'))),
  );
  await claim(
    'below a chosen point of csat and ces stands its word, below one of nps none',
    ['Agree', 'Neutral', 'Satisfied', undefined].map(String),
    () => [...new Set(all.filter(({ card }) => card.state === 'chosen').map(({ word }) => String(word)))].toSorted(),
  );
  await claim('for a mouse, a point is at least 24 px wide and 44 px high', [], () =>
    those(seen, ({ points }) => points.some(({ width, height }) => width < 24 || height < 44)),
  );
});

sheet('positions', async (path) => {
  const window = { width: 1024, height: 640 };
  const seen = await shoot(path, {
    title: 'Positions',
    columns: 3,
    isWhole: true,
    cards: named(cardsOf({ position: dimensions.position }), ['position'], window),
    look: async (page, { position }) => ({
      position,
      edges: await page.evaluate(see.seeEdges),
      role: await page.evaluate(see.seeRole),
      shift: await page.evaluate(see.seeShift),
    }),
  });
  const at = Object.fromEntries(Object.values(seen).map((one) => [one.position, one]));
  for (const [position, edges] of Object.entries({
    'bottom-right': { right: 16, bottom: 16 },
    'bottom-left': { left: 16, bottom: 16 },
    'top-right': { right: 16, top: 16 },
    'top-left': { left: 16, top: 16 },
    'bottom-bar': { left: 0, right: 0, bottom: 0 },
    'top-bar': { left: 0, right: 0, top: 0 },
  }))
    await claim(`${position}: as far from the sides as it should be`, edges, () =>
      Object.fromEntries(Object.keys(edges).map((side) => [side, at[position].edges[side]])),
    );
  await claim('center: a modal dialog in the middle, which has the focus', ['dialog', 'true', true, 0, 0], () => {
    const { left, right, top, bottom } = at.center.edges;
    return [...at.center.role, left - right, top - bottom];
  });
  await claim('everywhere else: a region that takes no focus', [], () =>
    those(at, ({ position, role }) => position !== 'center' && JSON.stringify(role) !== '["region","not modal",false]'),
  );
  await claim('nothing of the page moves when a prompt comes (CLS)', {}, () =>
    Object.fromEntries(Object.entries(at).flatMap(([position, { shift }]) => (shift ? [[position, shift]] : []))),
  );
});

sheet('themes', async (path) => {
  const cards = cardsOf({
    kind: ['nps', 'csat'],
    shape: ['numbers', 'stars'],
    theme: ['light', 'dark'],
    accent: Object.keys(accents),
    state: 'chosen',
  });
  const seen = await shoot(path, {
    title: 'Themes and brand colours',
    columns: 5,
    cards: named(
      cards.filter(({ kind, shape }) => (kind === 'nps') === (shape === 'numbers')),
      ['kind', 'theme', 'accent'],
    ),
    look: async (page, { theme }) => ({ theme, ...(await page.evaluate(see.seeColors)) }),
  });
  await claim('light cards have dark text, dark cards light text', [], () =>
    those(seen, ({ theme, isDark }) => isDark !== (theme === 'dark')),
  );
  for (const [what, name, least] of [
    ['text on the card', 'text', 7],
    ['small print on the card', 'small', 4.5],
    ['words of Send on the accent', 'send', 4.5],
    ['the accent against the card', 'accent', 3],
    ['the edge of a field against the card', 'line', 3],
  ])
    await claim(
      `contrast of ${what}: ${least} or more, in both themes and ${Object.keys(accents).length} colours`,
      [],
      () => those(seen, (one) => one[name] < least),
    );
});

sheet('states', async (path) => {
  const seen = await shoot(path, {
    title: 'States',
    columns: 4,
    cards: named(cardsOf({ state: states, kind: 'csat', shape: 'smileys' }), ['state'], { width: 640, height: 900 }),
    look: async (page, { state }) => ({
      state,
      said: await page.evaluate(
        see.seeText,
        state === 'error' ? '#error' : state === 'email' ? '#email-error' : '.thanks small',
      ),
      wrong: state === 'pill' ? [] : await legible(page, 320, 1280),
    }),
  });
  const said = (state) => Object.values(seen).find((one) => one.state === state).said;
  for (const [state, words] of Object.entries({
    error: 'Choose an answer.',
    email: 'Enter an e-mail address such as name@example.com.',
    sending: 'Saved. Sending…',
    sent: 'Sent.',
    kept: 'Your answer is saved and will be sent later.',
    refused: 'This site could not take your answer.',
  }))
    await claim(`${labelOf('state', state)}: the visitor reads why`, words, () => said(state));
  await claim('every state can be read at 320 and 1280 px: nothing sticks out or is cut off', [], () =>
    those(seen, ({ wrong }) => wrong.length),
  );
  const look = (page) => page.evaluate(see.seeHostile);
  const whole = { elements: 0, isWhole: true, scrolls: true, title: 'A card of the gallery, Earshot' };
  await claim('10,000 characters with markup and emoji: text, all of it, scrolling inside the card', whole, () =>
    open({ words: 'hostile' }, { look }),
  );
});

sheet('languages', async (path) => {
  const seen = await shoot(path, {
    title: `${languages.length} languages`,
    columns: 4,
    cards: named(cardsOf({ lang: languages, state: 'chosen' }), ['lang']),
    look: async (page, { lang: asked }) => ({
      asked,
      ...(await page.evaluate(see.seeLanguage)),
      wrong: await legible(page, 320, 1280),
    }),
  });
  const english = /recommend/;
  await claim('languages', 43, () => Object.keys(seen).length);
  await claim('each says which it is', [], () => those(seen, ({ asked, lang }) => asked !== lang));
  await claim('from right to left', ['ar', 'fa', 'he'], () =>
    Object.values(seen).flatMap(({ lang, dir }) => (dir === 'rtl' ? lang : [])),
  );
  await claim('asks in English', ['en'], () =>
    Object.values(seen).flatMap(({ lang, question }) => (english.test(question) ? lang : [])),
  );
  await claim('no two ask the same', 43, () => new Set(Object.values(seen).map(({ question }) => question)).size);
  await claim('each can be read at 320 and 1280 px: nothing sticks out or is cut off', {}, () =>
    Object.fromEntries(Object.entries(seen).flatMap(([name, { wrong }]) => (wrong.length ? [[name, wrong]] : []))),
  );
});

sheet('right-to-left', async (path) => {
  const lang = ['ar', 'fa', 'he'];
  const cards = [
    ...cardsOf({ lang, state: ['chosen', 'error'] }),
    ...cardsOf({ lang, kind: 'csat', shape: 'smileys', state: 'chosen' }),
    ...cardsOf({ lang, kind: 'ces', state: ['battery', 'sent'] }),
  ];
  const seen = await shoot(path, {
    title: 'From right to left',
    columns: 3,
    cards: named(cards, ['lang', 'kind', 'state']),
    look: async (page, card) => ({
      card,
      points: await page.evaluate(see.seePoints),
      close: await page.evaluate(() => {
        const root = document.querySelector('earshot-prompt').shadowRoot;
        const [close, whole] = [...root.querySelectorAll('.close, .card')]
          .map((one) => one.getBoundingClientRect().x)
          .toSorted((a, b) => b - a);
        return close - whole;
      }),
    }),
  });
  await claim('the lowest point is at the right', [], () =>
    those(seen, ({ points }) => points.some(({ x }, index) => index && x >= points[index - 1].x)),
  );
  await claim('the close button is at the left', [], () => those(seen, ({ close }) => close > 12));
  await claim('a Persian scale has Persian digits', '۰', async () =>
    (await seen[describe({ ...cards[0], lang: 'fa' }, ['lang', 'kind', 'state'])]).points[0].name.trim().slice(0, 1),
  );
});

sheet('phone', async (path) => {
  const cards = [
    ...named(cardsOf(kinds), ['kind', 'scale', 'shape'], { width: 320, height: 640 }),
    ...named(cardsOf({ state: ['typed', 'contact', 'battery', 'pill', 'sent'] }), ['state'], {
      width: 375,
      height: 667,
    }),
    ...named(cardsOf({ position: ['center', 'top-bar', 'inline'] }), ['position'], { width: 390, height: 640 }),
  ];
  const seen = await shoot(path, {
    title: 'Phones',
    columns: 5,
    isWhole: true,
    cards,
    look: async (page, card) => ({
      card,
      points: await page.evaluate(see.seePoints),
      edges: await page.evaluate(see.seeEdges),
      shift: await page.evaluate(see.seeShift),
      fields: await page.evaluate(() =>
        [...document.querySelector('earshot-prompt').shadowRoot.querySelectorAll('textarea, [type=email]')].map(
          (field) => parseFloat(getComputedStyle(field).fontSize),
        ),
      ),
    }),
  });
  await claim(
    '320 px: nps in two rows, 0 to 5 and 6 to 10',
    [
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ],
    () =>
      [...new Set(seen['NPS®'].points.map(({ y }) => y))].map((row) =>
        seen['NPS®'].points.filter(({ y }) => y === row).map(({ score }) => score),
      ),
  );
  await claim('every point is at least 44 px wide and high', [], () =>
    those(seen, ({ points }) => points.some(({ width, height }) => Math.min(width || 44, height || 44) < 43.99)),
  );
  await claim('no field has letters below 16 px, which a phone would magnify', [], () =>
    those(seen, ({ fields }) => fields.some((size) => size < 16)),
  );
  await claim('a prompt in a corner is a sheet at the lower edge', [], () =>
    those(
      seen,
      ({ card, edges: { left, right, bottom } }) =>
        card.position === 'bottom-right' && card.state !== 'pill' && (left || right || bottom) !== 0,
    ),
  );
  await claim('inline: nothing of the page moves', 0, () => seen.Inline.shift);
});

const unknown = wanted.filter((name) => !Object.hasOwn(sheets, name));
if (unknown.length)
  throw new Error(`There is no sheet ${unknown.join(', ')}; there are ${Object.keys(sheets).join(', ')}.`);
try {
  for (const [name, tell] of Object.entries(sheets))
    if (!wanted.length || wanted.includes(name)) await tell(pathOf(name));
} finally {
  await browser.close();
  await demo.close();
  await collector.stop();
  rmSync(data, { recursive: true, force: true });
}
finish('All claims hold. Contact sheets are in shots/.');
