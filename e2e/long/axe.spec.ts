import { states } from '../../demo/assets/gallery-cards.js';
import { faultsIn, lookWithAxe } from '../accessible.ts';
import { asPlaywright } from '../engines/visitor.ts';
import { expect, openCard, test } from '../gallery.ts';
import { count } from './count.ts';

const looks = [
  { look: 'light', card: { theme: 'light' }, media: { forcedColors: 'none' } },
  { look: 'dark', card: { theme: 'dark' }, media: { forcedColors: 'none' } },
  { look: 'forced colours', card: { theme: 'light' }, media: { forcedColors: 'active' } },
] as const;

const rounds = states.flatMap((state) =>
  looks.flatMap(({ look, card, media }) =>
    ['en', 'ar'].flatMap((lang) => [320, 1280].map((width) => ({ state, look, card, media, lang, width }))),
  ),
);

test('axe finds nothing in any state, look, direction and width', async ({ page, gallery }, info) => {
  let last = '';
  const violations = await count(info, rounds.length, async (index) => {
    const round = rounds[index % rounds.length];
    if (!round) return 'there is no such round';
    const { state, look, card, media, lang, width } = round;
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia(media);
    const name = [state, look, lang].join(', ');
    try {
      // A window that becomes wider shows the same card in another way.
      if (name !== last) await openCard(page, gallery, { ...card, state, lang });
      last = name;
      const faults = faultsIn(await lookWithAxe(asPlaywright(page)));
      return faults.length ? `${name}, ${width} px: ${faults.join('; ')}` : undefined;
    } catch (error) {
      last = '';
      return `${name}, ${width} px: ${String(error)}`;
    }
  });
  expect(violations).toEqual([]);
});
