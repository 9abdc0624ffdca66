import {
  cardsOf,
  dimensions,
  languages,
  pointsOf,
  stagePath,
  states,
  type CardValues,
} from '../../demo/assets/gallery-cards.js';
import { html } from '../fixtures.ts';
import { expect, test } from '../gallery.ts';
import { lookAt } from '../legible.ts';
import { makeRandom } from '../../scripts/random.mjs';
import { count } from './count.ts';

/** Cards that stand beside each other in windows of one width. */
interface Wall {
  readonly name: string;
  readonly cards: readonly CardValues[];
  readonly width: number;
}

const kinds = { kind: dimensions.kind, scale: dimensions.scale, shape: dimensions.shape };
const widths = [320, 1280];

/** Every kind, scale, shape, position, theme and state, and every language and all owner's words in every state. */
function makeWalls(): readonly Wall[] {
  const walls: Wall[] = [];
  const add = (name: string, cards: readonly CardValues[]): void => {
    for (const width of widths) if (cards.length) walls.push({ name: `${name}, ${width} px`, cards, width });
  };
  for (const state of states) {
    for (const position of dimensions.position)
      for (const theme of ['light', 'dark'])
        add(`${state}, ${position}, ${theme}`, cardsOf({ ...kinds, position, theme, state }));
    for (const words of ['own', 'hostile']) add(`${state}, ${words} words`, cardsOf({ ...kinds, words, state }));
    for (let first = 0; first < languages.length; first += 15)
      add(`${state}, languages from ${languages[first]}`, cardsOf({ lang: languages.slice(first, first + 15), state }));
  }
  return walls;
}

interface Inside extends Window {
  readonly lookAt: typeof lookAt;
}

interface Given {
  readonly cards: readonly (readonly [name: string, url: string])[];
  readonly width: number;
}

/** In a page beside them: what is wrong with these cards, each in a frame of its own. */
async function lookAtWall({ cards, width }: Given): Promise<string[]> {
  const wrong: string[] = [];
  await Promise.all(
    cards.map(async ([name, url]) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { src: url, width, height: 900 });
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      const inside = frame.contentWindow as unknown as Inside;
      const { dataset } = inside.document.documentElement;
      while (!dataset.state && !dataset.failed) await new Promise((resolve) => setTimeout(resolve, 20));
      const host = inside.document.querySelector<HTMLElement>('earshot-prompt');
      const looked = host && !dataset.failed ? inside.lookAt(host).wrong : [dataset.failed];
      // A part of the page goes on below the window as the page does.
      const isPart = host?.popover === null;
      const found = looked.filter((problem) => !isPart || problem !== 'the card sticks out of the window');
      wrong.push(...found.map((problem) => `${name}: ${problem}`));
      frame.remove();
    }),
  );
  return wrong;
}

const nameOf = (card: CardValues): string => `${card.kind} ${pointsOf(card)} ${card.shape} ${card.lang}`;

test('every card of the gallery comes to its state, and can be read', async ({ page, gallery, errors }, info) => {
  test.setTimeout(100 * 60_000);
  const walls = makeWalls();
  await page.route('**/beside', (route) => route.fulfill({ contentType: 'text/html', body: html('', '') }));
  await page.addInitScript(`window.lookAt = ${lookAt.toString()}`);
  await page.goto(`${gallery}/beside`);
  const violations = await count(info, walls.length, async (index, seed) => {
    // A part of them is a sample.
    const isAll = !process.env.LONG_RUNS;
    const wall = walls[isAll ? index : Math.floor(makeRandom(seed)() * walls.length)];
    if (!wall) return 'there is no such wall';
    const { name, cards, width } = wall;
    const given = { cards: cards.map((card) => [nameOf(card), stagePath(card)] as const), width };
    const wrong = [...(await page.evaluate(lookAtWall, given)), ...errors.splice(0)];
    return wrong.length ? `${name}: ${[...new Set(wrong)].join('; ')}` : undefined;
  });
  expect(violations).toEqual([]);
});
