import { expect } from '@playwright/test';
import type { Host } from './host.ts';

const jQueryUi: Host = {
  name: 'jQuery and jQuery UI',
  files: ['jquery/dist/jquery.min.js', 'jquery-ui-dist/jquery-ui.min.css', 'jquery-ui-dist/jquery-ui.min.js'],
  served: ['444444', '555555', '777620', '777777', 'cc0000', 'ffffff'].map(
    (colour) => `jquery-ui-dist/images/ui-icons_${colour}_256x240.png`,
  ),
  pages: {
    '/': `<h1>Tea shop</h1><button id="open">Open the basket</button><div id="basket" title="Basket">Two teas</div>
<div id="tabs"><ul><li><a href="#green">Green</a><li><a href="#black">Black</a></ul>
<div id="green">Sencha</div><div id="black">Assam</div></div>
<label>Until <input id="until"></label>
<script>$(() => { $('#tabs').tabs(); $('#until').datepicker(); $('#basket').dialog({ autoOpen: false, modal: true });
$('#open').on('click', () => $('#basket').dialog('open')) })</script>`,
  },
  async play(page) {
    await page.getByRole('tab', { name: 'Black' }).click();
    await expect(page.getByText('Assam')).toBeVisible();
    await page.getByRole('tab', { name: 'Green' }).click();
    await page.getByRole('button', { name: 'Open the basket' }).click();
    const dialog = page.getByRole('dialog', { name: 'Basket' });
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    await page.getByLabel('Until').click();
    await page.getByRole('link', { name: '15', exact: true }).click();
    await expect(page.getByLabel('Until')).toHaveValue(/\/15\//);
    await page.getByLabel('Until').fill('');
    await page.keyboard.press('Escape');
    await expect(page.locator('#ui-datepicker-div')).toBeHidden();
  },
};

const foundation: Host = {
  name: 'Foundation',
  files: [
    'foundation-sites/dist/css/foundation.min.css',
    'jquery/dist/jquery.min.js',
    'foundation-sites/dist/js/foundation.min.js',
  ],
  pages: {
    '/': `<div class="grid-container"><h1>Tea shop</h1><button class="button" data-open="basket">Open the basket</button>
<ul class="accordion" data-accordion data-allow-all-closed="true" data-slide-speed="10"><li class="accordion-item" data-accordion-item>
<a href="#" class="accordion-title">Details</a><div class="accordion-content" data-tab-content>First flush.</div></ul>
<div class="reveal" id="basket" data-reveal aria-label="Basket"><p>Two teas</p>
<button class="button" data-close>Shut</button></div></div><script>$(document).foundation()</script>`,
  },
  async play(page) {
    await page.getByRole('button', { name: 'Open the basket' }).click();
    await expect(page.getByText('Two teas')).toBeVisible();
    await page.getByRole('button', { name: 'Shut' }).click();
    await expect(page.getByText('Two teas')).toBeHidden();
    for (const isOpen of [true, false]) {
      await page.getByText('Details').click();
      await expect(page.getByText('First flush.')).toBeVisible({ visible: isOpen });
    }
  },
};

const alpine: Host = {
  name: 'Alpine',
  head: '<script defer src="/packages/alpinejs/dist/cdn.min.js"></script><style>[x-cloak] { display: none }</style>',
  served: ['alpinejs/dist/cdn.min.js'],
  pages: {
    '/': `<h1>Tea shop</h1><div x-data="{ cups: 0, open: false }"><button @click="cups++" x-text="'Cups: ' + cups"></button>
<button @click="cups = 0">None</button><div @click.outside="open = false"><button @click="open = !open">Menu</button>
<p x-show="open" x-transition x-cloak>Baskets</p></div></div>`,
  },
  async play(page) {
    await page.getByRole('button', { name: 'Cups: 0' }).click();
    await expect(page.getByRole('button', { name: 'Cups: 1' })).toBeVisible();
    await page.getByRole('button', { name: 'None' }).click();
    await page.getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByText('Baskets')).toBeVisible();
    await page.getByRole('heading', { name: 'Tea shop' }).click();
    await expect(page.getByText('Baskets')).toBeHidden();
  },
};

/** Libraries of ready-made behaviour. */
export const libraryHosts: readonly Host[] = [jQueryUi, foundation, alpine];
