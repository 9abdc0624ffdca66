import { expect, type Page } from '@playwright/test';
import type { Host } from './host.ts';

/** A counter that is drawn anew, a form that is held in a state, and routes, one of them by the button back. */
async function playApp(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Teas');
  const count = page.getByRole('button', { name: 'Cups: 0' });
  await count.click();
  await page.getByRole('button', { name: 'Cups: 1' }).click();
  await expect(page.getByRole('button', { name: 'Cups: 2' })).toBeVisible();
  await page.getByLabel('Name').fill('Ann');
  await expect(page.getByText('For Ann')).toBeVisible();
  await page.getByRole('link', { name: 'Pots' }).click();
  await expect(heading).toHaveText('Pots');
  await expect(page).toHaveURL(/\/pots$/);
  await page.goBack();
  await expect(heading).toHaveText('Teas');
  await page.getByRole('link', { name: 'Pots' }).click();
  await expect(heading).toHaveText('Pots');
  await page.getByRole('link', { name: 'Teas' }).click();
  await expect(page).toHaveURL(/:\d+\/$/);
  await expect(page.getByText('For nobody')).toBeVisible();
}

const body = '<div id="app"></div>';

const makeApp = (name: string, app: string, mode?: Host['mode']): Host => ({
  name,
  app,
  ...(mode && { mode }),
  pages: { '/': body, '/pots': body },
  play: playApp,
});

export const react: Host = makeApp('React in StrictMode', 'react.jsx', 'development');

/** Applications with a router. */
export const appHosts: readonly Host[] = [
  react,
  makeApp('React, minified', 'react.jsx'),
  makeApp('Vue', 'vue.js'),
  makeApp('Svelte', 'svelte.js'),
  makeApp('Lit', 'lit.js'),
];
