// Contact sheets for npm run show:prompt: cards of the gallery's stage, photographed and laid beside each other.
import { stagePath } from '../demo/assets/gallery-cards.js';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * A camera for the stage at `origin`. `open` resolves to the page of a card that has come to its state, in a window of
 * its own size, and rejects with the reason where it does not; `shoot` does so for all cards of a sheet, looks at each, and
 * writes the sheet; both close what they opened.
 */
export function makeCamera(browser, origin) {
  async function open(card, { width = 640, height = 640, look } = {}) {
    const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce', locale: 'en-GB' });
    try {
      await page.goto(origin + stagePath(card));
      await page.waitForSelector('html[data-state], html[data-failed]', { timeout: 20_000 });
      const failed = await page.evaluate(() => document.documentElement.dataset.failed);
      if (failed) throw new Error(`${stagePath(card)}: ${failed}`);
      return await look(page);
    } finally {
      await page.close();
    }
  }

  /** Photographs the prompt, or the whole window where that says more. */
  const photograph = async (page, isWhole) => {
    if (!isWhole) await page.addStyleTag({ content: 'main { visibility: hidden }' });
    const image = await (isWhole ? page : page.locator('earshot-prompt')).screenshot({ animations: 'disabled' });
    return `data:image/png;base64,${image.toString('base64')}`;
  };

  async function lay(path, title, columns, figures) {
    const page = await browser.newPage({ viewport: { width: 1680, height: 900 } });
    const items = figures.map(
      ({ name, image }) => `<figure><img src="${image}" alt=""><figcaption>${escape(name)}</figcaption></figure>`,
    );
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>
      body { margin: 32px; background: #cfd6da; color: #14263a; font: 15px/1.4 system-ui, sans-serif }
      h1 { margin: 0 0 24px; font-size: 24px }
      main { display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 24px; align-items: end }
      figure { margin: 0 } img { display: block; max-width: 100%; margin-inline: auto; border-radius: 4px }
      figcaption { margin-top: 6px; text-align: center }
    </style><h1>${escape(title)}</h1><main>${items.join('')}</main>`);
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    await page.screenshot({ path, fullPage: true });
    await page.close();
  }

  return {
    open,
    /** `cards` are `[name, card, window?]`; resolves to what `look` has seen of each, by its name. */
    async shoot(path, { title, columns, cards, isWhole = false, look = () => undefined }) {
      const figures = [];
      const seen = {};
      const waiting = [...cards.entries()];
      const work = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [index, [name, card, window]] = next;
          await open(card, {
            ...window,
            async look(page) {
              figures[index] = { name, image: await photograph(page, isWhole) };
              seen[name] = await look(page, card);
            },
          });
        }
      };
      await Promise.all([work(), work(), work()]);
      await lay(path, title, columns, figures);
      return Object.fromEntries(cards.map(([name]) => [name, seen[name]]));
    },
  };
}
