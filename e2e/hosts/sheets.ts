import { expect, type Page } from '@playwright/test';
import { plainShop, type Host } from './host.ts';

/** A form that the browser checks, a box, and a section that opens. */
export async function playPlain(page: Page): Promise<void> {
  const name = page.getByLabel('Name');
  await page.getByRole('button', { name: 'Order' }).click();
  await expect(name, 'the browser has asked for a name').toBeFocused();
  await name.fill('Ann');
  await page.getByLabel('As a gift').check();
  await page.getByText('Delivery').click();
  await expect(page.getByText('Two days.')).toBeVisible();
  await page.getByText('Delivery').click();
  await page.getByLabel('As a gift').uncheck();
  await name.fill('');
}

async function playBootstrap(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('link', { name: 'Baskets' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Baskets' })).toBeHidden();
  await page.getByRole('button', { name: 'Open the basket' }).click();
  const dialog = page.getByRole('dialog', { name: 'Basket' });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Coupon').fill('TEA');
  await dialog.getByRole('button', { name: 'Shut' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByText('First flush.')).toBeVisible();
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByText('First flush.')).toBeHidden();
}

export const bootstrap: Host = {
  name: 'Bootstrap',
  files: ['bootstrap/dist/css/bootstrap.min.css', 'bootstrap/dist/js/bootstrap.bundle.min.js'],
  pages: {
    '/': `<nav class="navbar bg-body-tertiary"><div class="container"><a class="navbar-brand" href="/">Tea shop</a>
<div class="dropdown"><button class="btn btn-secondary dropdown-toggle" data-bs-toggle="dropdown">Menu</button>
<ul class="dropdown-menu"><li><a class="dropdown-item" href="#baskets">Baskets</a></ul></div></div></nav>
<main class="container"><h1>Tea shop</h1>
<button class="btn btn-primary" data-bs-toggle="modal" data-bs-target="#basket">Open the basket</button>
<button class="btn btn-link" data-bs-toggle="collapse" data-bs-target="#details">Details</button>
<div class="collapse" id="details">First flush.</div>
<label class="form-label">Name <input class="form-control" required></label>
<div class="modal fade" id="basket" tabindex="-1" aria-labelledby="basket-title"><div class="modal-dialog">
<div class="modal-content"><h2 class="modal-title" id="basket-title">Basket</h2>
<label>Coupon <input class="form-control"></label>
<button class="btn" data-bs-dismiss="modal">Shut</button></div></div></div></main>`,
  },
  play: playBootstrap,
};

const sheets = {
  Bulma: 'bulma/css/bulma.min.css',
  'Simple.css': 'simpledotcss/simple.min.css',
  Pico: '@picocss/pico/css/pico.min.css',
};

/** Style sheets without a script, which meet the page as it is. */
export const sheetHosts: readonly Host[] = Object.entries(sheets).map(([name, file]) => ({
  name,
  files: [file],
  pages: { '/': plainShop },
  play: playPlain,
}));
