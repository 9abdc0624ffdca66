import { chromium, type LaunchOptions, type Page } from '@playwright/test';
import { onDemand } from './answer.ts';
import type { Endpoint } from './fault-server.ts';
import { expect, explain, forgiveNetwork, html, promptOf, test, type Shop } from './fixtures.ts';
import { makeRecord, writeRecords } from './records.ts';

const rateUs = '<button data-earshot-show="nps">Rate us</button>';

/** Opens the shop’s page in a frame of another site, and answers there. */
async function answerInFrame(page: Page, shop: Shop, endpoint: Endpoint, score: number): Promise<void> {
  const inner = shop.page('/inner', { ...onDemand, 'data-endpoint': endpoint.url }, rateUs);
  const outer = new URL(shop.serve('/outer', html('', `<iframe width="600" height="500" src="${inner}"></iframe>`)));
  // Another site than that of the frame, which is at an address.
  outer.hostname = 'host.localhost';
  await page.goto(outer.href);
  const [, frame] = page.frames();
  if (!frame) throw new Error('there is no frame');
  await explain(frame);
  await frame.getByText('Rate us').click();
  await promptOf(frame).point(score).click();
  await promptOf(frame).send.click();
  await expect(promptOf(frame).card.getByRole('radio')).toHaveCount(0);
}

test.afterEach(({ errors }) => forgiveNetwork(errors));

test('sends what the visitor answers in a frame of another site for which the browser keeps nothing', async ({
  page,
  shop,
  endpoint,
}) => {
  await answerInFrame(page, shop, endpoint, 8);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 8 }]);
});

test('lets its page into the cache of the back button while it sends', async ({ shop, endpoint }, { project }) => {
  const { launchOptions } = project.use as { launchOptions?: LaunchOptions };
  const browser = await chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const page = await browser.newPage();
  // Playwright knows no page that comes back so: the pages tell the server.
  const tell = `<script>addEventListener('pageshow', ({ persisted }) => navigator.sendBeacon('/told?' + persisted))</script>`;
  const told: string[] = [];
  page.on('request', (request) => request.url().includes('/told?') && told.push(request.url().split('?')[1] ?? ''));
  const away = shop.serve(
    '/away',
    html('', `<h1>Away</h1><script>addEventListener('pageshow', () => setTimeout(() => history.back(), 100))</script>`),
  );
  await page.goto(shop.serve('/plain', html('', '<h1>Plain</h1>')));
  await writeRecords(page, [makeRecord(shop.site, 0)]);
  endpoint.next = ['hang'];
  await page.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }, `<h1>Shop</h1>${tell}`));
  await expect.poll(() => endpoint.received.length).toBe(1);
  await page.evaluate((url) => {
    location.href = url;
  }, away);
  await expect.poll(() => told).toEqual(['false', 'true']);
  await browser.close();
});
