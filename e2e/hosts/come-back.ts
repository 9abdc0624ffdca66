import type { BrowserContext, Page } from '@playwright/test';
import { expect, html } from '../fixtures.ts';
import type { Site } from '../site.ts';

/**
 * Visits a page, goes elsewhere once `act` is done, and comes back by the button: true where the browser had kept the
 * page. Needs a browser with that cache.
 */
export async function comeBack(
  context: BrowserContext,
  site: Site,
  url: string,
  act: (page: Page) => Promise<void>,
): Promise<boolean> {
  const away = site.serve(
    '/away',
    html('', `<h1>Away</h1><script>addEventListener('pageshow', () => setTimeout(() => history.back(), 100))</script>`),
  );
  site.serve('/told', '');
  const page = await context.newPage();
  // Playwright knows no page that comes back so: the pages tell the server.
  await page.addInitScript(() =>
    addEventListener('pageshow', ({ persisted }) => navigator.sendBeacon(`/told?${location.pathname} ${persisted}`)),
  );
  const told: string[] = [];
  page.on('request', (request) => {
    const said = decodeURIComponent(new URL(request.url()).search);
    if (said.startsWith('?/ ')) told.push(said.slice(3));
  });
  await page.goto(url);
  await act(page);
  await page.evaluate((to) => {
    location.href = to;
  }, away);
  await expect.poll(() => told, 'the page has come back').toHaveLength(2);
  return told[1] === 'true';
}
