import { stagePath, type CardValues } from '../../demo/assets/gallery-cards.js';
import { startDemo } from '../../demo/server.mjs';
import { faultsIn, lookWithAxe } from '../accessible.ts';
import { expect } from '../fixtures.ts';
import { test } from './fixtures.ts';

/** In the page of a card: waits for its state, and says why it is not reached where it is not. */
const reached = (): Promise<string> =>
  new Promise((resolve) => {
    const { dataset } = document.documentElement;
    const look = (): unknown =>
      dataset.failed || dataset.state ? resolve(dataset.failed ?? `${dataset.state}`) : requestAnimationFrame(look);
    look();
  });

/** In the page of a prompt: clicks and waits for what comes of it. */
const click = ([what, whatComes]: readonly [string, string]): Promise<void> =>
  new Promise((resolve) => {
    const find = (selector: string): HTMLElement | null | undefined =>
      document.querySelector('earshot-prompt')?.shadowRoot?.querySelector<HTMLElement>(selector);
    find(what)?.click();
    const look = (): unknown => (find(whatComes) ? resolve() : requestAnimationFrame(look));
    look();
  });

// Two pages, and axe five times.
test.setTimeout(40_000);

test('has nothing for axe to find in this engine: card, error, chosen, thanks, pill', async ({
  visitor,
  collector,
}) => {
  const demo = await startDemo({ collector: collector.origin, port: 0 });
  const open = async (card: Partial<CardValues>): Promise<void> => {
    await visitor.goto(demo.url + stagePath(card));
    expect(await visitor.evaluate(reached, undefined)).toBe(card.state);
  };
  const expectAccessible = async (state: string): Promise<void> =>
    expect(faultsIn(await lookWithAxe(visitor)), state).toEqual([]);
  await open({ state: 'card' });
  await expectAccessible('card');
  for (const [state, what, whatComes] of [
    ['error', '.send', '#error:not(:empty)'],
    ['chosen', '[name=score][value="3"]', '.more:not([hidden])'],
    ['thanks', '.send', '.thanks'],
  ] as const) {
    await visitor.evaluate(click, [what, whatComes] as const);
    await expectAccessible(state);
  }
  await open({ state: 'pill' });
  await expectAccessible('pill');
  await demo.close();
});
