import type { Page } from '@playwright/test';
import { states, type CardValues } from '../demo/assets/gallery-cards.js';
import { faultsIn, lookWithAxe, undecided } from './accessible.ts';
import { asPlaywright } from './engines/visitor.ts';
import { expect, openCard, test } from './gallery.ts';

// In every state once, and in each other dimension; all combinations are in e2e/long.

// Up to six looks each, and axe reads all of every one.
test.setTimeout(40_000);

const sizes = [
  { width: 320, height: 720 },
  { width: 1280, height: 720 },
];

/** Looks at a card in both sizes; returns what axe left undecided. */
async function expectAccessible(page: Page, gallery: string, card: Partial<CardValues>): Promise<readonly string[]> {
  const open: string[] = [];
  for (const [index, size] of sizes.entries()) {
    await page.setViewportSize(size);
    if (index === 0) await openCard(page, gallery, card);
    const found = await lookWithAxe(asPlaywright(page));
    expect(faultsIn(found), `${JSON.stringify(card)}, ${size.width} px`).toEqual([]);
    open.push(...found.incomplete.map(({ id }) => id));
  }
  return open;
}

const inParts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(size * index, size * (index + 1)));

// Several at a time: each takes its second of calm before it shows.
for (const some of inParts(states, 3))
  test(`has nothing for axe to find: ${some.join(', ')}`, async ({ context, gallery }) => {
    const open = await Promise.all(
      some.map(async (state) => expectAccessible(await context.newPage(), gallery, { state })),
    );
    // What is explained is there: a list that names more than that would hide something.
    expect([...new Set(open.flat())]).toEqual(Object.keys(undecided));
  });

for (const [name, card, media] of [
  ['dark', { theme: 'dark' }, {}],
  ['from right to left', { lang: 'ar' }, {}],
  ['in forced colours', {}, { forcedColors: 'active' }],
] as const)
  test(`has nothing for axe to find ${name}`, async ({ context, gallery }) => {
    const some = ['email', 'battery'].map(async (state) => {
      const page = await context.newPage();
      await page.emulateMedia(media);
      await expectAccessible(page, gallery, { ...card, state });
    });
    await Promise.all(some);
  });

test('finds what is wrong with a prompt', async ({ page, gallery }) => {
  const prompt = await openCard(page, gallery, { state: 'chosen' });
  await prompt.evaluate(({ shadowRoot }) => {
    const one = (selector: string) => shadowRoot?.querySelector<HTMLElement>(selector);
    one('.close')?.removeAttribute('aria-label');
    one('.send')?.setAttribute('style', 'color: #4a5fe0; background-color: #3a4fd0');
    one('textarea')?.setAttribute('aria-describedby', 'nothing');
  });
  expect(faultsIn(await lookWithAxe(asPlaywright(page)))).toEqual([
    expect.stringMatching(/^button-name: <button/),
    expect.stringMatching(/^aria-valid-attr-value: <textarea/),
    expect.stringMatching(/^a text has a contrast of 1\./),
  ]);
});
