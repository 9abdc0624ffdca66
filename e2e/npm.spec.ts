import { readdirSync, readFileSync } from 'node:fs';
import type { Earshot, Explanation, SettingsInput, start } from 'earshot';
import { choose, expect, html, promptOf, test } from './fixtures.ts';

test('starts from an import, with the calls as methods, and fetches its chunks when they are needed', async ({
  page,
  shop,
  collector,
}) => {
  for (const file of readdirSync('dist').filter((name) => name.endsWith('.js')))
    shop.serve(`/${file}`, readFileSync(`dist/${file}`, 'utf8'));
  const settings: SettingsInput = {
    endpoint: `${collector.origin}/v1/responses`,
    site: shop.site,
    survey: 'refund',
    kind: 'csat',
    trigger: 'event:refund',
    subject: 'our refunds',
  };
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(
    shop.serve(
      '/',
      html(
        '',
        `<h1>Shop</h1><script type="module">import { start } from './index.js'; window.calls = start(${JSON.stringify(settings)})</script>`,
      ),
    ),
  );
  await page.waitForFunction(() => 'calls' in window);
  expect(requests).toEqual(['/', '/index.js']);
  const explained: Explanation | undefined = await page.evaluate(() => {
    const { calls } = window as unknown as { calls: ReturnType<typeof start> };
    return calls.explain();
  });
  expect(explained?.surveys).toMatchObject([{ survey: 'refund', due: false }]);
  await page.evaluate(() => {
    const { calls } = window as unknown as { calls: Omit<Earshot, 'start'> };
    return calls.track('refund', { order: 'A-17' });
  });
  await choose(page, 2);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({
    survey: 'refund',
    score: 2,
    question: 'How satisfied are you with our refunds?',
    traits: { order: 'A-17' },
  });
  await page.evaluate(() => (window as unknown as { calls: Omit<Earshot, 'start'> }).calls.stop());
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
});
