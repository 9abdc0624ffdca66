import type { Browser, Page } from '@playwright/test';
import { call, choose, expect, html, promptOf, test, type Shop } from '../fixtures.ts';
import type { Host } from './host.ts';
import { takePicture } from './take-picture.ts';
import { asNewcomer, visitHost } from './visit-host.ts';

const comment = 'Fast, but “late” <b>&amp;</b> 🙂';
const onGo = { 'data-min-pages': '0', 'data-min-time': '0s', 'data-trigger': 'event:go' };

/** The card as it asks, as a score is chosen, and as it thanks. */
type Pictures = Readonly<Record<'asking' | 'chosen' | 'thanking', Buffer>>;

/** Lets the prompt come, as one comes by itself. */
async function ask(page: Page): Promise<void> {
  // Nobody is asked who types.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await call(page, 'track', 'go');
  await expect(promptOf(page).card.getByRole('status')).not.toBeEmpty();
}

/** Answers as a visitor does; before it, meanwhile and afterwards they do what the host is for. */
async function answer(page: Page, play: Host['play']): Promise<Pictures> {
  const { card, comment: field, point, send, thanks } = promptOf(page);
  await test.step('the host before the prompt', () => play(page));
  await ask(page);
  const asking = await takePicture(page, card);
  await choose(page, 9);
  const chosen = await takePicture(page, card);
  await test.step('the host while the prompt is there', () => play(page));
  await expect(point(9), 'the prompt has stayed, or come back').toBeChecked();
  await field.fill(comment);
  await send.click();
  await expect(thanks).toBeVisible();
  // Until then another line stands there.
  await expect(card.getByText('Sent.', { exact: true }).last()).toBeVisible();
  const thanking = await takePicture(page, card);
  await test.step('the host after the prompt', () => play(page));
  return { asking, chosen, thanking };
}

const takeBlank = (browser: Browser, tag: string): Promise<Pictures> =>
  asNewcomer(browser, async (context, site) => {
    const page = await context.newPage();
    await page.goto(site.serve('/', html(tag, '')));
    return answer(page, async () => {});
  });

async function playAlone(page: Page, { play }: Host): Promise<void> {
  for (let times = 0; times < 3; times++) await play(page);
}

/** What some have more than others, each as often as it is more. */
function subtract(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return some.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * Visits a host with and without the widget, answers there, and throws where the prompt is not as on a blank page or the
 * host not as it is alone. `plant` is what else comes with the tag.
 */
export async function checkHost(browser: Browser, shop: Shop, host: Host, plant = ''): Promise<void> {
  const tag = shop.tag(onGo);
  const visits = [
    test.step('a blank page', () => takeBlank(browser, tag)),
    test.step(`${host.name} alone`, () => visitHost(browser, host, '', (page) => playAlone(page, host), host.play)),
    test.step(`${host.name} with the widget`, () =>
      visitHost(browser, host, tag + plant, (page) => answer(page, host.play), ask)),
  ] as const;
  await Promise.allSettled(visits);
  const [blank, alone, guest] = await Promise.all(visits);

  await test.step('looks as on a blank page', async () => {
    for (const [name, picture] of Object.entries(guest.outcome)) {
      const expected = blank[name as keyof Pictures];
      if (picture.equals(expected)) continue;
      await test.info().attach(`${host.name}, ${name}`, { body: picture, contentType: 'image/png' });
      await test.info().attach(`blank, ${name}`, { body: expected, contentType: 'image/png' });
      expect(`the card ${name} differs`).toBe('');
    }
  });
  await test.step('delivers the answer as one row', async () => {
    const rows = async () => (await shop.rows()).filter(({ page }) => String(page).startsWith(`${guest.origin}/`));
    const row = { score: 9, comment, outcome: 'answered', trigger: 'event:go' };
    await expect.poll(rows, 'the rows').toMatchObject([row]);
  });
  await test.step('leaves the globals as they are', () => {
    const changes = guest.changes.filter((change) => !host.notes?.test(change));
    expect(subtract(changes, alone.changes), 'the globals').toEqual(['window.earshot was added']);
    expect(subtract(alone.changes, guest.changes), 'the globals of the host').toEqual([]);
  });
  await test.step('causes no error', () => expect([...alone.errors, ...guest.errors], 'the errors').toEqual([]));
  await test.step('shifts nothing', () => {
    expect(guest.shownAt).toBeLessThan(Infinity);
    const shifts = guest.shifts.filter(({ at }) => at >= guest.shownAt);
    expect(shifts, 'the shifts since the prompt has come').toEqual([]);
  });
  await test.step('listens to no end of the page', () => {
    expect(guest.endings.filter((ending) => ending.includes('/earshot.js'))).toEqual([]);
    expect(guest.endings.length, 'the listeners for the end of the page').toBe(alone.endings.length);
  });
  await test.step('is kept for the button back where the host is', () =>
    expect(guest.isKept, 'the page is kept').toBe(alone.isKept));
}
