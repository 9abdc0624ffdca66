import type { Page } from '@playwright/test';
import { startDemo } from '../demo/server.mjs';
import { choose, explain, expect, promptOf, readStore, test as base } from './fixtures.ts';

/** The demo shop, on an origin of its own beside the collector's. */
const test = base.extend<{ demo: string }>({
  demo: async ({ collector }, use) => {
    const demo = await startDemo({ collector: collector.origin, resultsUrl: collector.results, port: 0 });
    await use(demo.url);
    await demo.close();
  },
});

/** A page with the panel open, once Earshot has said what it thinks. */
async function openControls(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Controls' }).click();
  await expect(saysOf(page)).toContainText(/rules? pass/);
}

const saysOf = (page: Page) => page.getByRole('region', { name: 'What Earshot says' });
const ruleOf = (page: Page, id: string) => saysOf(page).getByRole('row', { name: new RegExp(`^${id} `) });
const chipOf = (page: Page) => page.getByRole('paragraph').filter({ hasText: 'The page believes it is' });

async function jump(page: Page, hop: string, offset: string): Promise<void> {
  await page.getByRole('button', { name: hop, exact: true }).click();
  await expect(chipOf(page)).toContainText(offset);
}

async function become(page: Page, visitor: string): Promise<void> {
  const button = page.getByRole('button', { name: visitor, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(saysOf(page)).toContainText(/rules? pass/);
}

async function chooseSetting(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(saysOf(page)).toContainText(/rules? pass/);
}

const completeOrder = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    (window as unknown as { earshot: (...call: string[]) => unknown }).earshot('track', 'order_completed'),
  );

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
  await expect(ruleOf(page, 'afterAnswer')).toContainText('not yet');
  await expect(page.getByRole('region', { name: 'What has happened' })).toContainText('sent');
  const answer = await fetch(`${collector.origin}/v1/responses?site=fathom-and-fell&survey=csat`, {
    headers: { authorization: `Bearer ${collector.token}` },
  });
  expect(await answer.json()).toMatchObject({
    responses: [{ score: 5, trigger: 'event:order_completed', traits: { total: 18 } }],
  });
  // The page after an order asks again at once when its history is gone; this one waits for its trigger.
  await page.goto(`${demo}/maps`);
  await expect(ruleOf(page, 'afterAnswer')).toContainText('not yet');
  await page.getByRole('button', { name: 'Reset the history' }).click();
  await expect(ruleOf(page, 'afterAnswer')).toContainText('yes changed');
});

test('shows at once when it is told to', async ({ page, demo }) => {
  await page.goto(demo);
  await page.getByRole('button', { name: 'Controls' }).click();
  await page.getByRole('button', { name: 'CES' }).click();
  await page.getByRole('button', { name: 'Show at once' }).click();
  await expect(promptOf(page).card.getByText('Test mode')).toBeVisible();
  await expect(promptOf(page).card.getByRole('radio')).toHaveCount(7);
  const happened = page.getByRole('region', { name: 'What has happened' });
  await expect(happened.getByRole('listitem')).toHaveText([/earshot:shown/, /earshot:due/]);
});

test('asks again two months after a dismissal, when the clock is moved there', async ({ page, demo }) => {
  await page.clock.install();
  await page.goto(demo);
  await openControls(page, `${demo}/maps`);
  await page.clock.fastForward(16_000);
  await promptOf(page).close.click();
  await expect(ruleOf(page, 'afterDismiss')).toContainText('not yet');
  await jump(page, '+30 days', '30 days ahead');
  await expect(ruleOf(page, 'afterDismiss')).toContainText('not yet');
  await jump(page, '+30 days', '60 days ahead');
  await expect(ruleOf(page, 'afterDismiss')).toContainText('yes changed');
  await page.clock.fastForward(16_000);
  await expect(promptOf(page).card).toBeVisible();
});

test('moves the clock of the whole browser, and back', async ({ page, demo, context }) => {
  await openControls(page, demo);
  const other = await context.newPage();
  await other.goto(demo);
  const clocks = (one: Page) => one.evaluate(() => [new Date().getTime(), Date.now(), Date.parse(Date())]);
  const before = await clocks(other);
  await jump(page, '+90 days', '90 days ahead');
  await expect(chipOf(other)).toContainText('90 days ahead');
  for (const [index, at] of (await clocks(other)).entries())
    expect((at - (before[index] ?? 0)) / 86_400_000).toBeCloseTo(90, 2);
  expect(await other.evaluate(() => new Date(2026, 0, 1).getFullYear())).toBe(2026);
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(chipOf(page)).toBeHidden();
  await expect(chipOf(other)).toBeHidden();
});

test('gives each visitor a history and an outbox, and brings them back', async ({ page, demo, collector, errors }) => {
  await openControls(page, demo);
  await chooseSetting(page, 'CSAT');
  await page.route('**/v1/responses', (route) => route.fulfill({ status: 503 }));
  await completeOrder(page);
  await choose(page, 2);
  await promptOf(page).send.click();
  await expect(ruleOf(page, 'afterAnswer')).toContainText('not yet');
  await expect(saysOf(page)).toContainText('Outbox: 1 waiting');
  await become(page, 'Ben');
  await expect(ruleOf(page, 'afterAnswer')).toContainText('yes changed');
  await expect(saysOf(page)).toContainText('Outbox: nothing waiting');
  expect((await readStore(page, 'state')) ?? {}, 'nobody has asked Ben').toEqual({});
  await completeOrder(page);
  await promptOf(page).close.click();
  await expect(ruleOf(page, 'afterDismiss')).toContainText('not yet');
  await become(page, 'Ada');
  await expect(ruleOf(page, 'afterAnswer')).toContainText('not yet');
  await expect(ruleOf(page, 'afterDismiss')).toContainText('yes changed');
  await expect(saysOf(page)).toContainText('Outbox: 1 waiting');
  await page.unroute('**/v1/responses');
  // A server that was busy a moment ago is left in peace for a while.
  await jump(page, '+1 hour', '1 hour ahead');
  await expect.poll(async () => (await explain(page)).outbox.waiting).toBe(0);
  const answer = await fetch(`${collector.origin}/v1/responses?site=fathom-and-fell&survey=csat`, {
    headers: { authorization: `Bearer ${collector.token}` },
  });
  expect(((await answer.json()) as { responses: unknown[] }).responses).toContainEqual(
    expect.objectContaining({ score: 2 }),
  );
  errors.length = 0;
});

test('has a consent bar of the shop only when it asks first, and keeps the answer', async ({ page, demo }) => {
  await openControls(page, demo);
  const bar = page.getByRole('region', { name: 'May we ask you' });
  const choices = page.getByRole('button', { name: 'Privacy choices' });
  await expect(bar).toBeHidden();
  await expect(choices).toBeHidden();
  await page.getByRole('button', { name: 'Asked first' }).click();
  await bar.getByRole('button', { name: 'Accept' }).click();
  await expect(bar).toBeHidden();
  await page.goto(`${demo}/maps`);
  await expect(choices).toBeVisible();
  await expect(bar).toBeHidden();
  await choices.click();
  await bar.getByRole('button', { name: 'Withdraw and erase' }).click();
  await expect(page.getByText('Withdrawn, and everything is erased.')).toBeVisible();
  await expect(choices).toBeFocused();
  await become(page, 'Cleo');
  await expect(bar, 'nobody has asked Cleo').toBeVisible();
});

test('gives the tag the trigger that was chosen, and each kind its own', async ({ page, demo }) => {
  await openControls(page, demo);
  const tag = page.locator('script[data-survey]');
  await page.getByLabel('Trigger').selectOption('About to leave');
  await expect(tag).toHaveAttribute('data-trigger', 'exit');
  await page.getByRole('button', { name: 'CES' }).click();
  await expect(tag).toHaveAttribute('data-trigger', 'event:order_completed');
  await expect(page.getByLabel('Trigger')).toHaveValue('order');
});

test('folds away the rules that pass', async ({ page, demo }) => {
  await openControls(page, demo);
  await expect(ruleOf(page, 'minPages')).toContainText('not yet');
  await expect(ruleOf(page, 'mode')).toBeHidden();
  await page.getByText(/other rules pass/).click();
  await expect(ruleOf(page, 'mode')).toContainText('yes');
});

/** The names of what the browser keeps for Earshot. */
const keptKeys = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.startsWith('earshot')),
  );

test('stores and shows nothing before the visitor of the shop accepts', async ({ page, demo }) => {
  await openControls(page, demo);
  await chooseSetting(page, 'CSAT');
  await chooseSetting(page, 'Asked first');
  await become(page, 'Ben');
  const bar = page.getByRole('region', { name: 'May we ask you' });
  await expect(bar).toBeVisible();
  expect(await keptKeys(page)).toEqual([]);
  expect(await readStore(page, 'state')).toBeUndefined();
  await bar.getByRole('button', { name: 'Accept' }).click();
  await completeOrder(page);
  await expect(promptOf(page).card).toBeVisible();
});

test('erases everything of a visitor of the shop who withdraws', async ({ page, demo }) => {
  await openControls(page, demo);
  await chooseSetting(page, 'CSAT');
  await page.getByRole('button', { name: 'Asked first' }).click();
  const bar = page.getByRole('region', { name: 'May we ask you' });
  await bar.getByRole('button', { name: 'Accept' }).click();
  await completeOrder(page);
  await choose(page, 3);
  await page.getByRole('button', { name: 'Privacy choices' }).click();
  await bar.getByRole('button', { name: 'Withdraw and erase' }).click();
  await expect(promptOf(page).card).toHaveCount(0);
  await expect.poll(async () => Object.keys((await readStore(page, 'responses')) ?? {})).toEqual([]);
  await completeOrder(page);
  await expect(ruleOf(page, 'consent')).toContainText('not yet');
  await expect(promptOf(page).card).toHaveCount(0);
});

test('opens the survey for a visitor who wants to give feedback', async ({ page, demo }) => {
  await page.goto(demo);
  await page.getByRole('button', { name: 'Give feedback' }).click();
  await expect(promptOf(page).card).toBeVisible();
});

test('sends along who is signed in, until they sign out', async ({ page, demo, collector }) => {
  await openControls(page, demo);
  await chooseSetting(page, 'CSAT');
  await page.getByLabel('Signed in').selectOption('u-ben');
  await completeOrder(page);
  await choose(page, 4);
  await promptOf(page).send.click();
  const answer = async () =>
    (
      await fetch(`${collector.origin}/v1/responses?site=fathom-and-fell&survey=csat`, {
        headers: { authorization: `Bearer ${collector.token}` },
      })
    ).json();
  await expect
    .poll(answer)
    .toMatchObject({ responses: expect.arrayContaining([expect.objectContaining({ user: 'u-ben', score: 4 })]) });
  await page.getByLabel('Signed in').selectOption('nobody');
  await jump(page, '+90 days', '90 days ahead');
  await completeOrder(page);
  await choose(page, 1);
  await promptOf(page).send.click();
  await expect.poll(async () => JSON.stringify(await answer())).toContain('"score":1');
  const { responses } = (await answer()) as { responses: { score: number; user?: string }[] };
  expect(responses.find(({ score }) => score === 1)?.user).toBeUndefined();
});
