import { expect, type Page } from '@playwright/test';
import type { Host } from './host.ts';

/** What a library puts around the part of the page that changes, and on its parts. */
interface Frame {
  readonly open: string;
  readonly close: string;
}

const teas = `<h1>Teas</h1><label>Name <input required></label><button>Order</button>`;
const pots = '<h1>Pots</h1><p>Of clay and of iron.</p>';
const menu = '<nav><a href="/">Teas</a> <a href="/pots">Pots</a></nav>';

/** Two pages, of which the library brings the second into the first. */
const twoPages = ({ open, close }: Frame): Host['pages'] => ({
  '/': open + menu + teas + close,
  '/pots': open + menu + pots + close,
});

/** There and back by links, and by the buttons of the browser; the document stays the same. */
async function playVisits(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  const mark = await page.evaluate(() => performance.timeOrigin);
  await page.getByRole('link', { name: 'Pots' }).click();
  await expect(heading).toHaveText('Pots');
  await expect(page).toHaveURL(/\/pots$/);
  await page.getByRole('link', { name: 'Teas' }).click();
  await expect(heading).toHaveText('Teas');
  await page.goBack();
  await expect(heading).toHaveText('Pots');
  await page.goForward();
  await expect(heading).toHaveText('Teas');
  await expect(page).toHaveURL(/:\d+\/$/);
  expect(await page.evaluate(() => performance.timeOrigin), 'no page was loaded').toBe(mark);
}

const body = { open: '', close: '' };

export const turbo: Host = {
  name: 'Turbo',
  files: ['@hotwired/turbo/dist/turbo.es2017-umd.js'],
  // Its own promise is rejected where somebody goes back while a page of which it shows a preview still loads.
  head: '<meta name="turbo-cache-control" content="no-preview">',
  pages: twoPages(body),
  play: playVisits,
};

const htmx: Host = {
  name: 'htmx with boost',
  files: ['htmx.org/dist/htmx.min.js'],
  pages: twoPages({ open: '<div hx-boost="true">', close: '</div>' }),
  play: playVisits,
};

const swup: Host = {
  name: 'swup',
  files: ['swup/dist/Swup.umd.js'],
  pages: twoPages({
    open: '<div id="swup" class="transition-fade">',
    close: '</div><script>window.swup = new Swup()</script>',
  }),
  head: '<style>.transition-fade { transition: opacity 50ms } html.is-animating .transition-fade { opacity: 0 }</style>',
  play: playVisits,
};

const barba: Host = {
  name: 'barba',
  files: ['@barba/core/dist/barba.umd.js'],
  pages: twoPages({
    open: '<div data-barba="wrapper"><main data-barba="container" data-barba-namespace="shop">',
    close: '</main></div><script>barba.init()</script>',
  }),
  play: playVisits,
};

/** Libraries that put the next page into the one that stands. */
export const visitHosts: readonly Host[] = [turbo, htmx, swup, barba];
