import type { Page } from '@playwright/test';
import type { Endpoint } from './fault-server.ts';
import { atOnce, call, choose, expect, promptOf, readStore, test, warningsOf, type Shop } from './fixtures.ts';
import { waitingIn } from './records.ts';
import { openSurvey, steps, type Json } from './survey.ts';

const open = (page: Page, shop: Shop, { url }: Endpoint, survey: Json, site: Json = {}): Promise<void> =>
  openSurvey(page, shop, survey, site, { 'data-endpoint': url });

/** What stands in the card, to choose from and to press. */
const partsOf = (page: Page) => {
  const { card } = promptOf(page);
  return {
    card,
    next: card.getByRole('button', { name: 'Next' }),
    back: card.getByRole('button', { name: 'Back' }),
    radio: (name: string) => card.getByRole('radio', { name, exact: true }),
    check: (name: string) => card.getByRole('checkbox', { name, exact: true }),
    link: card.getByRole('link'),
    question: card.locator('legend').first(),
  };
};

/** The answers that came in, without what any response has. */
const answersOf = ({ received }: Endpoint): readonly Json[] =>
  received.map(
    ({ outcome, score, reasons, reasonOther, contactAllowed, contactEmail, answers, comment }) =>
      JSON.parse(
        JSON.stringify({ outcome, score, comment, reasons, reasonOther, contactAllowed, contactEmail, answers }),
      ) as Json,
  );

const readDraft = async (page: Page): Promise<Json | undefined> =>
  Object.entries((await readStore(page, 'state')) ?? {}).find(([key]) => key.startsWith('draft:'))?.[1] as
    | Json
    | undefined;

test('asks for reasons, opens a text for another one, and sends their ids', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { reasonsNegative: 'price=The price|Quality|other=Something else' });
  const { card, check } = partsOf(page);
  await choose(page, 3);
  await expect(card.getByRole('group', { name: 'What is it about? (optional)' })).toBeVisible();
  await expect(card.getByRole('textbox')).toHaveCount(1);
  await check('Something else').click();
  await check('The price').click();
  await expect(check('The price')).toBeChecked();
  await card.getByRole('textbox', { name: 'Please say more' }).fill('The box was wet.');
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
  await expect
    .poll(() => answersOf(endpoint))
    .toEqual([{ outcome: 'answered', score: 3, reasons: ['price', 'other'], reasonOther: 'The box was wet.' }]);
});

test('sends no reason that the last score is not asked for', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { reasonsNegative: 'price=The price|Quality' });
  const { card, check } = partsOf(page);
  await choose(page, 3);
  await check('The price').click();
  await choose(page, 9);
  await expect(card.getByRole('checkbox')).toHaveCount(0);
  await promptOf(page).send.click();
  await expect.poll(() => answersOf(endpoint)).toEqual([{ outcome: 'answered', score: 9 }]);
});

test('asks for a plausible address of whoever may be contacted', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { contact: 'negative', followUp: 'off' });
  const { card, check } = partsOf(page);
  await choose(page, 9);
  await expect(card.getByRole('checkbox')).toHaveCount(0);
  await choose(page, 3);
  await check('You may contact me about my answer.').check();
  const address = card.getByRole('textbox', { name: 'Your e-mail address' });
  await expect(address).toHaveAttribute('type', 'email');
  await expect(address).toHaveAttribute('autocomplete', 'email');
  for (const wrong of ['', 'ada@example']) {
    await address.fill(wrong);
    await promptOf(page).send.focus();
    await page.keyboard.press('Enter');
    await expect(address).toBeFocused();
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await expect(address).toHaveAccessibleDescription('Enter an e-mail address such as name@example.com.');
  }
  await expect(card.getByRole('alert').filter({ hasText: 'Enter an e-mail address' })).toBeVisible();
  expect(endpoint.received).toEqual([]);
  await address.fill(' ada@example.com');
  await expect(address).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Enter');
  await expect(promptOf(page).thanks).toBeVisible();
  await expect
    .poll(() => answersOf(endpoint))
    .toEqual([{ outcome: 'answered', score: 3, contactAllowed: true, contactEmail: 'ada@example.com' }]);
});

test('asks with yes or no alone where the address is known', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { contact: 'always', followUp: 'off' }, { traits: { email: 'ada@example.com' } });
  const { card, check } = partsOf(page);
  await choose(page, 9);
  await check('You may contact me about my answer.').check();
  await expect(card.getByRole('textbox')).toHaveCount(0);
  await promptOf(page).send.click();
  await expect.poll(() => answersOf(endpoint)).toEqual([{ outcome: 'answered', score: 9, contactAllowed: true }]);
});

for (const [score, name, href] of [
  [9, 'Review us', 'https://reviews.example/acme'],
  [8, 'Learn more', 'https://acme.example/news'],
  [2, 'Write to us', 'mailto:help@acme.example'],
] as const)
  test(`links after a ${score} to ${href}`, async ({ page, shop, endpoint }) => {
    await open(page, shop, endpoint, {
      link: 'https://acme.example/news',
      linkPositive: 'https://reviews.example/acme',
      linkLabelPositive: { de: 'Bewerten', en: 'Review us' },
      linkNegative: 'mailto:help@acme.example',
      linkLabelNegative: 'Write to us',
    });
    const { link } = partsOf(page);
    await choose(page, score);
    await expect(link).toHaveCount(0);
    await promptOf(page).send.click();
    await expect(link).toHaveAccessibleName(name);
    await expect(link).toHaveAttribute('href', href);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    expect(page.url()).toBe(`${shop.origin}/`);
  });

test('offers the privacy notice from the question to the closing words, and no link that runs', async ({
  page,
  shop,
  endpoint,
}) => {
  const warnings = warningsOf(page);
  await open(page, shop, endpoint, { privacyLink: '/privacy', link: 'javascript:alert(1)' });
  const { link } = partsOf(page);
  await expect(link).toHaveAccessibleName('Privacy notice');
  await expect(link).toHaveJSProperty('href', `${shop.origin}/privacy`);
  await choose(page, 9);
  await expect(link).toHaveCount(1);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
  await expect(link).toHaveCount(1);
  await expect.poll(() => warnings.filter((text) => text.includes('javascript:'))).toHaveLength(1);
});

test('leads over the steps that apply, forth and back, and sends what was answered, once', async ({
  page,
  shop,
  endpoint,
}) => {
  await open(page, shop, endpoint, { steps });
  const { card, next, back, radio, check, question } = partsOf(page);
  await choose(page, 7);
  await expect(promptOf(page).send).toHaveCount(0);
  await next.click();

  await expect(question).toBeFocused();
  await radio('To buy').click();
  await next.click();
  await expect(card.getByRole('textbox', { name: 'What did you buy?' })).toBeVisible();
  await expect(card.getByRole('group', { name: 'What did you buy?' })).toBeVisible();
  await card.getByRole('textbox').fill('A pot');
  await back.click();
  await expect(radio('To buy')).toBeChecked();
  await radio('To look around').click();
  await next.click();

  await expect(card.getByRole('group', { name: 'What did you look at?' })).toBeVisible();
  await expect(card.getByText('3 of 6')).toBeVisible();
  await check('Cups').click();
  await check('Tea').click();
  await expect(check('Tea')).toBeChecked();
  await next.click();

  await expect(card.getByRole('radiogroup', { name: 'How fair are our prices?' })).toBeVisible();
  await radio('4').click();
  await next.click();

  await expect(card.getByRole('group', { name: 'How do you find our shop?' })).toBeVisible();
  await card.getByRole('radiogroup', { name: 'Speed' }).getByRole('radio', { name: '3' }).click();
  await card.getByRole('radiogroup', { name: 'Looks' }).getByRole('radio', { name: 'Not applicable' }).click();
  await next.click();

  await expect(card.getByRole('group', { name: 'What matters most?' })).toBeVisible();
  await card.getByRole('button', { name: 'Move up: Origin' }).click();
  await expect(card.getByRole('listitem').nth(1)).toContainText('2. Origin');
  await expect(card.getByText('6 of 6')).toBeVisible();
  expect(endpoint.received).toEqual([]);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();

  await expect
    .poll(() => answersOf(endpoint))
    .toEqual([
      {
        outcome: 'answered',
        score: 7,
        answers: {
          visit: 'look',
          topics: ['Cups', 'Tea'],
          price: 4,
          shop: { speed: 3, looks: 'na' },
          order: ['price', 'origin', 'taste'],
        },
      },
    ]);
  // A page that is left before it has read the receipt leaves its response to the next one.
  await expect.poll(() => waitingIn(page)).toBe(0);
  await page.goto(shop.page('/next', { 'data-endpoint': endpoint.url }));
  expect(await call(page, 'flush')).toMatchObject({ sent: 0, kept: 0 });
  expect(endpoint.countOf('POST')).toBe(1);
});

test('needs nothing but the keyboard, and keeps the focus in the card', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { steps, followUp: 'off' });
  const { card, radio, question, next } = partsOf(page);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await expect(promptOf(page).point(0)).toBeFocused();
  await press('Space', 'ArrowRight', 'ArrowRight', 'Enter');
  await expect(question).toHaveText('What brought you here?');
  await expect(question).toBeFocused();
  await press('Tab', 'ArrowDown');
  await expect(radio('To look around')).toBeChecked();
  await press('Enter');
  await expect(question).toHaveText('What did you look at?');
  // Back, and from there to the score, where the chosen point has the focus.
  await press('Tab', 'Tab', 'Tab', 'Tab', 'Enter');
  await expect(question).toHaveText('What brought you here?');
  await press('Tab', 'Tab', 'Enter');
  await expect(promptOf(page).point(2)).toBeFocused();
  await press('Enter', 'Tab', 'Enter', 'Tab', 'Space', 'Enter');
  await expect(question).toHaveText('How fair are our prices?');
  await press('Tab', 'ArrowRight', 'Enter');
  await expect(question).toHaveText('How do you find our shop?');
  await press('Tab', 'Space', 'Tab', 'ArrowLeft', 'Enter');
  await expect(question).toHaveText('What matters most?');
  await press('Tab', 'Tab', 'Space');
  const down = card.getByRole('button', { name: 'Move down: Price' });
  await expect(down).toBeFocused();
  await press('Enter', 'Enter');
  // It is last now: the button stays, and does nothing.
  await expect(down).toBeFocused();
  await expect(next).toHaveCount(0);
  await promptOf(page).send.focus();
  await press('Enter');
  await expect(promptOf(page).thanks).toBeVisible();
  await expect
    .poll(() => answersOf(endpoint))
    .toEqual([
      {
        outcome: 'answered',
        score: 2,
        answers: {
          visit: 'look',
          topics: ['Tea'],
          price: 2,
          shop: { speed: 1, looks: 'na' },
          order: ['taste', 'origin', 'price'],
        },
      },
    ]);
});

test('shows how far the visitor is from three steps on, and warns the owner past three', async ({
  page,
  shop,
  endpoint,
}) => {
  const warnings = warningsOf(page);
  await open(page, shop, endpoint, { steps: steps.slice(3, 5) });
  await choose(page, 7);
  await partsOf(page).next.click();
  await expect(partsOf(page).question).toHaveText('How fair are our prices?');
  await expect(partsOf(page).card.getByText(/ of \d/)).toHaveCount(0);
  // Or the next page would go on with it.
  await promptOf(page).close.click();
  await expect(promptOf(page).card).toHaveCount(0);
  await open(page, shop, endpoint, { steps: steps.slice(3) });
  await choose(page, 7);
  await partsOf(page).next.click();
  await expect(partsOf(page).card.getByText('2 of 4')).toBeVisible();
  await promptOf(page).close.click();
  await expect(promptOf(page).card).toHaveCount(0);
  expect(warnings.filter((text) => text.includes('steps'))).toEqual([]);
  await open(page, shop, endpoint, { steps });
  await expect.poll(() => warnings.filter((text) => text.includes('6 steps'))).toHaveLength(1);
});

test('sends once what was answered when it is closed in the middle', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { steps });
  const { card, next, radio, check, question } = partsOf(page);
  await choose(page, 7);
  await next.click();
  await radio('To look around').click();
  await next.click();
  await expect(question).toHaveText('What did you look at?');
  await check('Tea').click();
  await promptOf(page).close.click();
  await expect(card).toHaveCount(0);
  await expect.poll(() => answersOf(endpoint)).toEqual([{ outcome: 'answered', score: 7, answers: { visit: 'look' } }]);
  expect(endpoint.received[0]).toHaveProperty('closedAt');
  await expect.poll(() => waitingIn(page)).toBe(0);
  await page.reload();
  await call(page, 'flush');
  await expect(card).toHaveCount(0);
  expect(endpoint.countOf('POST')).toBe(1);
});

test('goes on after a reload at the step where the visitor was', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { steps, reasons: 'Price|Quality' }, { minPages: 0 });
  const { card, next, back, radio, check, question } = partsOf(page);
  await choose(page, 7);
  await check('Quality').click();
  await next.click();
  await radio('To buy').click();
  await next.click();
  await card.getByRole('textbox').fill('A po');
  await expect.poll(() => readDraft(page)).toMatchObject({ journey: { answers: { bought: 'A po' } } });

  await page.reload();
  await expect(question).toHaveText('What did you buy?');
  await expect(card.getByRole('textbox')).toHaveValue('A po');
  await card.getByRole('textbox').fill('A pot');
  await back.click();
  await expect(radio('To buy')).toBeChecked();
  await back.click();
  await expect(promptOf(page).point(7)).toBeChecked();
  await expect(check('Quality')).toBeChecked();
  for (let step = 0; step < 5; step++) await next.click();
  await expect(question).toHaveText('What matters most?');
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
  await expect
    .poll(() => endpoint.rows().map(({ score, reasons, answers, outcome }) => ({ score, reasons, answers, outcome })))
    .toEqual([{ outcome: 'answered', score: 7, reasons: ['Quality'], answers: { visit: 'buy', bought: 'A pot' } }]);
  expect(endpoint.countOf('POST'), 'one as the page was left, one at the end').toBe(2);
});

test('asks the ready-made steps, and respects who would rather not say', async ({ page, shop, endpoint }) => {
  await open(page, shop, endpoint, { steps: ['emotion', 'intent'] });
  const { card, next, check, question } = partsOf(page);
  await choose(page, 7);
  await next.click();
  await expect(question).toHaveText('How does Acme make you feel? Choose all that apply.');
  await check('Happy').click();
  await check('I’d rather not say').click();
  await expect(check('Happy')).not.toBeChecked();
  await next.click();
  await card.getByRole('radiogroup', { name: 'Buy again' }).getByRole('radio', { name: '5' }).click();
  await promptOf(page).send.click();
  await expect
    .poll(() => answersOf(endpoint))
    .toEqual([{ outcome: 'answered', score: 7, answers: { emotion: 'declined', intent: { again: 5 } } }]);
});

test('leaves an automatic prompt where it is when its steps cannot be had', async ({
  page,
  shop,
  endpoint,
  errors,
}) => {
  await page.route('**/steps-*.js', (route) => route.abort());
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': endpoint.url, 'data-contact': 'always' }));
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  errors.length = 0;
  await expect(promptOf(page).card).toHaveCount(0);
});
