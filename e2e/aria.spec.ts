import type { Page } from '@playwright/test';
import { onDemand } from './answer.ts';
import { atOnce, call, choose, expect, promptOf, test } from './fixtures.ts';
import { around, openSurvey, steps } from './survey.ts';

// What a screen reader is told, whole and in order: a contract. Whoever changes it says so here.

/** Lines of a snapshot, one level further in. */
const inner = (...parts: readonly string[]): string =>
  parts
    .join('\n')
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

const arrival = '- status: Short survey at the end of the page. 1 question.';
// How many questions there will be hangs on the answers.
const uncounted = '- status: Short survey at the end of the page.';
const thanked = '- status: Thank you for your feedback!';
const heading = '- heading "Quick survey" [level=2]';
const close = '- button "Close survey"';

/** The prompt with nothing but these parts in it. */
const whole = (role: 'region' | 'dialog', ...parts: readonly string[]): string =>
  [`- ${role} "Quick survey":`, inner('- /children: deep-equal', ...parts)].join('\n');

/** A group of points or options by their names, one of them chosen, with what stands below. */
const group = (question: string, names: readonly string[], ends?: string, chosen?: string, is = ''): string =>
  [
    `- radiogroup "${question}"${is}:`,
    inner(
      `- text: "${question}"`,
      ...names.flatMap((name) => [`- radio "${name}"${name === chosen ? ' [checked]' : ''}`, `- text: "${name}"`]),
      ...(ends ? [`- paragraph: "${ends}"`] : []),
    ),
  ].join('\n');

const recommend = 'How likely are you to recommend Acme to a friend or colleague?';
const likely = ['0 Not at all likely', ...'123456789', '10 Extremely likely'];
const likelyEnds = '0 = Not at all likely 10 = Extremely likely';
const satisfied = 'How satisfied are you with Acme?';
const satisfaction = ['1 Very dissatisfied', '2 Dissatisfied', '3 Neutral', '4 Satisfied', '5 Very satisfied'];
const refusals = ['- paragraph:', inner('- button "Ask me later"', '- button "Don’t ask again"')].join('\n');

/** The prompt, once it has announced itself. */
async function announced(page: Page) {
  const { card } = promptOf(page);
  await expect(card.getByRole('status')).not.toBeEmpty();
  return card;
}

test('an nps is told from the question to the closing words', async ({ page, shop }) => {
  await page.goto(shop.page('/', atOnce, around));
  const card = await announced(page);
  const { point, send, thanks } = promptOf(page);
  const scale = group(recommend, likely, likelyEnds);
  await expect(card).toMatchAriaSnapshot(whole('region', arrival, heading, scale, '- alert', refusals, close));
  await expect(card.getByRole('radiogroup')).toHaveAccessibleDescription(likelyEnds);
  await expect(card.getByRole('radiogroup')).toHaveAttribute('aria-required', 'true');
  await point(0).press('Enter');
  const invalid = group(recommend, likely, likelyEnds, undefined, ' [invalid]');
  const alert = '- alert: Choose a number from 0 to 10.';
  await expect(card).toMatchAriaSnapshot(whole('region', arrival, heading, invalid, alert, refusals, close));
  await choose(page, 10);
  const chosen = group(recommend, likely, likelyEnds, '10 Extremely likely');
  const more = [
    '- text: What did you like most? (optional)',
    '- textbox "What did you like most? (optional)"',
    '- button "Send"',
  ];
  await expect(card).toMatchAriaSnapshot(whole('region', arrival, heading, chosen, '- alert', ...more, close));
  await send.click();
  await expect(thanks).toBeVisible();
  await expect(card).toMatchAriaSnapshot(
    whole('region', thanked, heading, '- paragraph: Thank you for your feedback! Sent.', close),
  );
});

for (const [shape, scale, names, ends] of [
  ['numbers', 5, satisfaction, '1 = Very dissatisfied 5 = Very satisfied'],
  // Their ends have no numbers to be told apart by.
  ['stars', 5, satisfaction, 'Very dissatisfied Very satisfied'],
  ['smileys', 3, ['1 Dissatisfied', '2 Neutral', '3 Satisfied'], 'Dissatisfied Satisfied'],
] as const)
  test(`a csat of ${shape} is told as points with words`, async ({ page, shop }) => {
    await openSurvey(page, shop, { kind: 'csat', shape, scale });
    const card = await announced(page);
    const drawn = group(satisfied, names, ends);
    await expect(card).toMatchAriaSnapshot(whole('region', arrival, heading, drawn, '- alert', close));
    await expect(card.getByRole('radiogroup')).toHaveAccessibleDescription(ends);
  });

test('a ces is told as points with words', async ({ page, shop }) => {
  await openSurvey(page, shop, { kind: 'ces' });
  const card = await announced(page);
  const words = 'Strongly disagree|Disagree|Somewhat disagree|Neither agree nor disagree|Somewhat agree|Agree';
  const names = [...words.split('|'), 'Strongly agree'].map((word, index) => `${index + 1} ${word}`);
  const ends = '1 = Strongly disagree 7 = Strongly agree';
  const drawn = group('Acme made it easy for me to handle my issue.', names, ends);
  await expect(card).toMatchAriaSnapshot(whole('region', arrival, heading, drawn, '- alert', close));
  await expect(card.getByRole('radiogroup')).toHaveAccessibleDescription(ends);
});

test('reasons, contact and links are told with their errors', async ({ page, shop }) => {
  const links = { link: 'https://acme.example/news', privacyLink: 'https://acme.example/privacy' };
  await openSurvey(page, shop, { reasons: 'Price|other=Something else', contact: 'always', ...links });
  const card = await announced(page);
  const { send, thanks } = promptOf(page);
  const privacy = '- link "Privacy notice":\n  - /url: https://acme.example/privacy';
  await choose(page, 3);
  const scale = group(recommend, likely, likelyEnds, '3');
  await expect(card).toMatchAriaSnapshot(`
    - region "Quick survey":
      - /children: deep-equal
      ${arrival}
      ${heading}
${inner(inner(inner(scale)))}
      - alert
      - group "What is it about? (optional)":
        - text: What is it about? (optional)
        - checkbox "Price"
        - text: Price
        - checkbox "Something else"
        - text: Something else
      - text: What should we do better? (optional)
      - textbox "What should we do better? (optional)"
      - checkbox "You may contact me about my answer."
      - text: You may contact me about my answer.
      - alert
      - button "Send"
      - link "Privacy notice":
        - /url: https://acme.example/privacy
      ${close}
  `);
  await card.getByRole('checkbox', { name: 'Something else' }).click();
  await card.getByRole('checkbox', { name: /contact me/ }).check();
  await send.click();
  await expect(card).toMatchAriaSnapshot(`
    - region "Quick survey":
      - /children: deep-equal
      ${arrival}
      ${heading}
${inner(inner(inner(scale)))}
      - alert
      - group "What is it about? (optional)":
        - text: What is it about? (optional)
        - checkbox "Price"
        - text: Price
        - checkbox "Something else" [checked]
        - text: Something else
      - text: Please say more
      - textbox "Please say more"
      - text: What should we do better? (optional)
      - textbox "What should we do better? (optional)"
      - checkbox "You may contact me about my answer." [checked]
      - text: You may contact me about my answer. Your e-mail address
      - textbox "Your e-mail address" [invalid]
      - alert: Enter an e-mail address such as name@example.com.
      - button "Send"
      - link "Privacy notice":
        - /url: https://acme.example/privacy
      ${close}
  `);
  await card.getByRole('textbox', { name: 'Your e-mail address' }).fill('ada@example.com');
  await send.click();
  await expect(thanks).toBeVisible();
  const last = [
    '- paragraph:',
    inner(
      '- text: Thank you for your feedback! Sent.',
      '- link "Learn more":',
      inner('- /url: https://acme.example/news'),
    ),
  ].join('\n');
  await expect(card).toMatchAriaSnapshot(whole('region', thanked, heading, last, privacy, close));
});

test('each kind of step is told as what it asks for', async ({ page, shop }) => {
  await openSurvey(page, shop, { steps });
  const card = await announced(page);
  const step = card.locator('.step > fieldset');
  const go = async (question: string): Promise<void> => {
    await card.getByRole('button', { name: 'Next' }).click();
    await expect(card.locator('legend').first()).toHaveText(question);
  };
  await choose(page, 7);
  await go('What brought you here?');
  const visit = group('What brought you here?', ['To buy', 'To look around']);
  const ways = ['- button "Back"', '- button "Next"'];
  await expect(card).toMatchAriaSnapshot(
    whole('region', uncounted, heading, '- paragraph: 2 of 7', visit, ...ways, close),
  );
  await card.getByRole('radio', { name: 'To buy' }).click();
  await go('What did you buy?');
  await expect(step).toMatchAriaSnapshot(`
    - group "What did you buy?":
      - /children: deep-equal
      - text: What did you buy?
      - textbox "What did you buy?"
  `);
  await card.getByRole('button', { name: 'Back' }).click();
  await card.getByRole('radio', { name: 'To look around' }).click();
  await go('What did you look at?');
  await expect(step).toMatchAriaSnapshot(`
    - group "What did you look at?":
      - /children: deep-equal
      - text: What did you look at?
      - checkbox "Tea"
      - text: Tea
      - checkbox "Pots"
      - text: Pots
      - checkbox "Cups"
      - text: Cups
  `);
  await go('How fair are our prices?');
  await expect(step).toMatchAriaSnapshot(
    group('How fair are our prices?', ['1 Unfair', '2', '3', '4', '5 Fair'], '1 = Unfair 5 = Fair'),
  );
  await go('How do you find our shop?');
  const rows = ['Speed', 'Looks'].map((row) => group(row, ['1', '2', '3', 'Not applicable']));
  await expect(step).toMatchAriaSnapshot(
    [
      '- group "How do you find our shop?":',
      inner('- /children: deep-equal', '- text: How do you find our shop?', ...rows),
    ].join('\n'),
  );
  await go('What matters most?');
  await expect(step).toMatchAriaSnapshot(`
    - group "What matters most?":
      - /children: deep-equal
      - text: What matters most?
      - list:
        - listitem:
          - text: 1. Price
          - 'button "Move up: Price" [disabled]'
          - 'button "Move down: Price"'
        - listitem:
          - text: 2. Taste
          - 'button "Move up: Taste"'
          - 'button "Move down: Taste"'
        - listitem:
          - text: 3. Origin
          - 'button "Move up: Origin"'
          - 'button "Move down: Origin" [disabled]'
  `);
});

test('the centre is told as a modal dialog, which has no need to announce itself', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...onDemand, 'data-survey': 'csat', 'data-position': 'center' }, around));
  await call(page, 'show', 'csat');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeFocused();
  await expect(dialog).toHaveAttribute('aria-modal', 'true');
  const scale = group(satisfied, satisfaction, '1 = Very dissatisfied 5 = Very satisfied');
  await expect(dialog).toMatchAriaSnapshot(whole('dialog', '- status', heading, scale, '- alert', close));
});

test('the pill is told as a button before what it opens', async ({ page, shop }) => {
  await page.setViewportSize({ width: 640, height: 360 });
  await page.goto(shop.page('/', { ...atOnce, 'data-survey': 'csat' }, around));
  const host = page.locator('earshot-prompt');
  await expect(host.getByRole('status')).not.toBeEmpty();
  const scale = group(satisfied, satisfaction, '1 = Very dissatisfied 5 = Very satisfied');
  for (const [is, parts] of [
    ['', [arrival, heading, close]],
    [' [expanded]', [arrival, heading, scale, '- alert', refusals, close]],
  ] as const) {
    const told = `- /children: deep-equal\n- button "Quick survey"${is}\n${whole('region', ...parts)}`;
    await expect(host).toMatchAriaSnapshot(told);
    await page.getByRole('button', { name: 'Quick survey' }).click();
  }
});
