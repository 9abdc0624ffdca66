import { atOnce, choose, expect, promptOf, readStore, test } from './fixtures.ts';

const kinds = [
  {
    kind: 'nps',
    score: 0,
    question: 'How likely are you to recommend Acme to a friend or colleague?',
    followUp: 'What should we do better?',
    points: 11,
    row: { min: 0, max: 10, score: 0, segment: 'negative' },
  },
  {
    kind: 'csat',
    score: 5,
    question: 'How satisfied are you with Acme?',
    followUp: 'What did you like most?',
    points: 5,
    row: { min: 1, max: 5, score: 5, segment: 'positive' },
  },
  {
    kind: 'ces',
    score: 4,
    question: 'Acme made it easy for me to handle my issue.',
    followUp: 'What is the main reason for your answer?',
    points: 7,
    row: { min: 1, max: 7, score: 4, segment: 'neutral' },
  },
] as const;

for (const { kind, score, question, followUp, points, row } of kinds)
  test(`asks ${kind} in standard English and delivers ${score} with a comment as one row`, async ({ page, shop }) => {
    await page.goto(shop.page('/', { ...atOnce, 'data-survey': kind }));
    const { card, comment, send, thanks } = promptOf(page);
    await expect(card.getByRole('radiogroup', { name: question })).toBeVisible();
    await expect(card.getByRole('radio')).toHaveCount(points);
    await choose(page, score);
    await expect(card.getByLabel(followUp)).toBeVisible();
    await comment.fill('Fast, but “late” <b>&amp;</b> 🙂');
    await send.click();
    await expect(thanks).toBeVisible();
    await expect.poll(shop.rows).toHaveLength(1);
    const [received] = await shop.rows();
    expect(received).toMatchObject({
      ...row,
      v: 1,
      revision: 2,
      site: shop.site,
      survey: kind,
      kind,
      trigger: 'load',
      outcome: 'answered',
      comment: 'Fast, but “late” <b>&amp;</b> 🙂',
      locale: 'en',
      wording: 'standard-1',
      question,
      page: `${shop.origin}/`,
    });
    expect(received?.client).toMatch(/^earshot\/\d+\.\d+\.\d+$/);
    expect(received).not.toHaveProperty('test');
    await expect.poll(() => readStore(page, 'responses'), 'nothing waits any more').toEqual({});
  });

test('keeps the score changeable until it is sent, and sends the last one', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 3);
  await choose(page, 8);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({ score: 8, segment: 'neutral', revision: 3 });
});

test('counts a score that is closed without sending', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 10);
  await promptOf(page).close.click();
  await expect(promptOf(page).card).toBeHidden();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({ score: 10, outcome: 'scored' });
});

test('sends nothing when the prompt is closed without a score', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await promptOf(page).close.click();
  await expect(promptOf(page).card).toBeHidden();
  await expect.poll(() => readStore(page, 'responses')).toEqual({});
  expect(await shop.rows()).toEqual([]);
});

test('shows the owner’s own words, and says that the wording is custom', async ({ page, shop }) => {
  const own = {
    'data-question': 'Would you tell a friend about {subject}?',
    'data-low-label': 'Never',
    'data-high-label': 'Today',
    'data-follow-up': 'off',
    'data-follow-up-positive': 'What made {subject} good?',
    'data-thanks': 'Cheers from {subject}.',
  };
  await page.goto(shop.page('/', { ...atOnce, ...own }));
  const { card, send, point } = promptOf(page);
  await expect(card.getByRole('radiogroup', { name: 'Would you tell a friend about Acme?' })).toBeVisible();
  await expect(point(0)).toHaveAccessibleName('0 Never');
  await choose(page, 2);
  await expect(card.getByRole('textbox')).toHaveCount(0);
  await choose(page, 9);
  await expect(card.getByLabel('What made Acme good?')).toBeVisible();
  await send.click();
  await expect(card.getByText('Cheers from Acme.').last()).toBeVisible();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]?.wording).toMatch(/^custom-[0-9a-f]{8}$/);
});

test('masks what may identify a person in the page address', async ({ page, shop }) => {
  shop.page('/orders/12345678/ann@example.com', { ...atOnce });
  await page.goto(`${shop.origin}/orders/12345678/ann@example.com?token=secret#top`);
  await choose(page, 9);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]?.page).toBe(`${shop.origin}/orders/*/*`);
});

test('asks in another look but the same words on both devices, and says which', async ({ page, shop }, { project }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 7);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  const phone = project.name === 'phone';
  expect((await shop.rows())[0]).toMatchObject({
    device: phone ? 'phone' : 'desktop',
    layout: phone ? 'two-rows' : 'row',
  });
});
