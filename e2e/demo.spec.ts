import { startDemo } from '../demo/server.mjs';
import { choose, expect, promptOf, test as base } from './fixtures.ts';

/** The demo shop, on an origin of its own beside the collector's. */
const test = base.extend<{ demo: string }>({
  demo: async ({ collector }, use) => {
    const demo = await startDemo({ collector: collector.origin, resultsUrl: collector.results, port: 0 });
    await use(demo.url);
    await demo.close();
  },
});

test('asks a visitor of the shop on the second page after 15 seconds', async ({ page, demo }) => {
  await page.clock.install();
  await page.goto(demo);
  await page.getByRole('link', { name: 'Maps', exact: true }).first().click();
  await page.getByRole('link', { name: 'Skerrow' }).first().click();
  await expect(page.getByRole('heading', { name: 'Skerrow', level: 1 })).toBeVisible();
  await expect(promptOf(page).card).toHaveCount(0);
  await page.clock.fastForward(16_000);
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
});

test('asks about the order after the checkout, and tells what rests now', async ({ page, demo, collector }) => {
  await page.goto(demo);
  await page.getByRole('button', { name: 'Controls' }).click();
  await page.getByRole('button', { name: 'CSAT' }).click();
  await expect(page.getByRole('button', { name: 'CSAT' })).toHaveAttribute('aria-pressed', 'true');
  await page.goto(`${demo}/maps/skerrow`);
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('link', { name: 'See the basket' }).click();
  await page.getByRole('link', { name: 'Go to the checkout' }).click();
  for (const [label, value] of [
    ['E-mail', 'ann@example.com'],
    ['Full name', 'Ann Example'],
    ['Address', '1 Quay'],
    ['Town', 'Port Ellary'],
    ['Postcode', 'PE1 1AA'],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Place the order' }).click();
  await choose(page, 5);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
  const says = page.getByRole('region', { name: 'What Earshot says' });
  await expect(says.getByRole('row', { name: /^afterAnswer/ })).toContainText('not yet');
  await expect(page.getByRole('region', { name: 'What has happened' })).toContainText('sent');
  const answer = await fetch(`${collector.origin}/v1/responses?site=fathom-and-fell&survey=csat`, {
    headers: { authorization: `Bearer ${collector.token}` },
  });
  expect(await answer.json()).toMatchObject({
    responses: [{ score: 5, trigger: 'event:order_completed', traits: { total: 18 } }],
  });
  await page.getByRole('button', { name: 'Reset the history' }).click();
  await expect(says.getByRole('row', { name: /^afterAnswer/ })).toContainText('yes');
});

test('shows at once when it is told to', async ({ page, demo }) => {
  await page.goto(demo);
  await page.getByRole('button', { name: 'Controls' }).click();
  await page.getByRole('button', { name: 'CES' }).click();
  await page.getByRole('button', { name: 'Show at once' }).click();
  await expect(promptOf(page).card.getByText('Test mode')).toBeVisible();
  await expect(promptOf(page).card.getByRole('radio')).toHaveCount(7);
});
