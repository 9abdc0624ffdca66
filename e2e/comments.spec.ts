import type { Page } from '@playwright/test';
import { startCollector } from './collector.ts';
import { endCollector, openedOf, openResults, responsesOf, test, until } from './filled.ts';
import { expect } from './fixtures.ts';

const relationship = '?site=tea.example&survey=relationship&scale=nps-10&period=28d';

const panel = (page: Page) => page.getByRole('region', { name: 'Comments' });
const comments = (page: Page) => panel(page).getByRole('article');

/** The comments of the relationship survey in 28 days, the newest first, found in the simplest way. */
const said = [...responsesOf('relationship', 28), ...openedOf('relationship', 28)]
  .filter(({ comment }) => comment !== undefined)
  .toSorted((one, other) => (one.shownAt < other.shownAt ? 1 : -1));

const expectTexts = (page: Page, texts: readonly (string | undefined)[]): Promise<void> =>
  expect(panel(page).locator('blockquote')).toHaveText(texts.map((text) => text ?? ''));

test('lists what people said, the newest first, and goes on to older comments', async ({ page, filled }) => {
  await openResults(page, filled, relationship);
  expect(said.length).toBeGreaterThan(25);
  await expectTexts(
    page,
    said.slice(0, 20).map(({ comment }) => comment),
  );
  await panel(page).getByRole('button', { name: 'Show older comments' }).click();
  await expectTexts(
    page,
    said.slice(0, 40).map(({ comment }) => comment),
  );
});

test('finds comments by a text, a score and a segment, which the address keeps', async ({ page, filled }) => {
  await openResults(page, filled, relationship);
  const [word = ''] = /\w{5,}/.exec(said[0]?.comment ?? '') ?? [];
  const found = said.filter(({ comment }) => comment?.toLowerCase().includes(word.toLowerCase()));
  await panel(page).getByRole('searchbox').fill(word.toUpperCase());
  await expectTexts(
    page,
    found.slice(0, 20).map(({ comment }) => comment),
  );
  await expect(panel(page).locator('mark').first()).toHaveText(new RegExp(word, 'i'));
  expect(new URL(page.url()).searchParams.get('search')).toBe(word.toUpperCase());
  await panel(page).getByRole('searchbox').fill('');
  await panel(page).getByRole('combobox', { name: 'Score' }).selectOption({ label: 'Detractors (0–6)' });
  const bad = said.filter(({ score }) => score !== undefined && score <= 6);
  await expectTexts(
    page,
    bad.slice(0, 20).map(({ comment }) => comment),
  );
  await page.reload();
  await expect(comments(page)).toHaveCount(Math.min(20, bad.length));
  await panel(page).getByRole('combobox', { name: 'Score' }).selectOption('10');
  const ten = said.filter(({ score }) => score === 10);
  await expectTexts(
    page,
    ten.slice(0, 20).map(({ comment }) => comment),
  );
  await page.goBack();
  await expect(comments(page)).toHaveCount(Math.min(20, bad.length));
  await panel(page).getByRole('searchbox').fill('nobody wrote this');
  await expect(panel(page).getByText('No comment is like that.')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Show all comments' }).click();
  await expect(comments(page)).toHaveCount(20);
});

test('tags a comment, keeps the tag, and finds by it', async ({ page, filled }) => {
  await openResults(page, filled, `${relationship}&scores=9`);
  const first = comments(page).first();
  await first.getByLabel('New tag').fill(' <i>praise</i> ');
  await first.getByLabel('New tag').press('Enter');
  const tag = first.getByRole('button', { name: 'Show only the tag <i>praise</i>' });
  await expect(tag).toBeVisible();
  await page.reload();
  await tag.click();
  await expect(comments(page)).toHaveCount(1);
  expect(new URL(page.url()).searchParams.get('tag')).toBe('<i>praise</i>');
  await first.getByRole('button', { name: 'Remove the tag <i>praise</i>' }).click();
  await expect(tag).toHaveCount(0);
  await page.reload();
  await expect(panel(page).getByText('No comment is like that.')).toBeVisible();
});

test('says why a tag was not kept, and keeps what was typed', async ({ page, filled, errors }) => {
  await openResults(page, filled, relationship);
  await page.route('**/v1/responses/*', (route) =>
    route.fulfill({ status: 422, json: { detail: 'tags must be other ones.' } }),
  );
  const field = comments(page).first().getByLabel('New tag');
  await field.fill('praise');
  await field.press('Enter');
  await expect(panel(page).getByRole('alert')).toHaveText('tags must be other ones.');
  await expect(field).toHaveValue('praise');
  // The browser tells of the refusal, too.
  errors.length = 0;
});

test('is gone through with the keyboard', async ({ page, filled }) => {
  await openResults(page, filled, relationship);
  await comments(page).first().focus();
  await page.keyboard.press('j');
  await expect(comments(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await expect(comments(page).nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(comments(page).last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('t');
  await expect(comments(page).first().getByLabel('New tag')).toBeFocused();
  await page.keyboard.press('j');
  await expect(comments(page).first().getByLabel('New tag'), 'a letter is a letter where one types').toHaveValue('j');
  await page.keyboard.press('Escape');
  await expect(comments(page).first()).toBeFocused();
  await page.keyboard.press('/');
  await expect(panel(page).getByRole('searchbox')).toBeFocused();
});

const answer = (index: number, more: object) => ({
  v: 1,
  id: `0195e1c2-0000-7000-8000-${String(index).padStart(12, '0')}`,
  revision: 1,
  site: 'live.example',
  survey: 'nps',
  kind: 'nps',
  trigger: 'load',
  outcome: 'answered',
  score: 3,
  min: 0,
  max: 10,
  shownAt: new Date(until).toISOString(),
  locale: 'en',
  wording: 'standard-1',
  question: 'How likely?',
  device: 'desktop',
  client: 'earshot/0.1.0',
  ...more,
});

async function post(origin: string, response: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${origin}/v1/responses`, { method: 'POST', headers, body: JSON.stringify(response) });
  expect(status).toBe(202);
}

test('shows a comment as it arrives, but never under the hands of who reads', async ({ page, errors }) => {
  const collector = await startCollector();
  await post(collector.origin, answer(1, { comment: 'The first one.' }));
  await openResults(page, collector, '?site=live.example&survey=nps&scale=nps-10');
  await expect(panel(page).getByText('Live')).toBeVisible();
  await post(collector.origin, answer(2, { comment: 'In test mode.', test: true }));
  await post(collector.origin, answer(3, { comment: 'The second one.' }));
  await expectTexts(page, ['The second one.', 'The first one.']);
  await comments(page).first().focus();
  await post(collector.origin, answer(4, { comment: 'The third one.' }));
  await panel(page).getByRole('button', { name: 'Show a new comment' }).waitFor();
  await expectTexts(page, ['The second one.', 'The first one.']);
  await panel(page).getByRole('button', { name: 'Show a new comment' }).click();
  await expectTexts(page, ['The third one.', 'The second one.', 'The first one.']);

  // The collector goes away and comes back: nothing that came in meanwhile is missed, however much it is.
  const { port } = new URL(collector.origin);
  await collector.stop(true);
  await expect(panel(page).getByText('Connecting…')).toBeVisible();
  const again = await startCollector(Number(port), collector.data);
  const late = Array.from({ length: 45 }, (_, index) => `Late ${index + 1}.`);
  for (const [index, comment] of late.entries()) await post(again.origin, answer(10 + index, { comment }));
  await expect(panel(page).getByText('Live')).toBeVisible();
  await expectTexts(page, [...late.toReversed(), 'The third one.', 'The second one.', 'The first one.']);
  await endCollector(page, again);
  // What could not be reached is in the console of the browser.
  errors.length = 0;
});

test('shows what came in between the list and the stream, and follows no stream while nobody looks', async ({
  page,
}) => {
  const collector = await startCollector();
  await post(collector.origin, answer(1, { comment: 'The first one.' }));
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/v1/stream*', async (route) => {
    await held;
    await route.continue();
  });
  await openResults(page, collector, '?site=live.example&survey=nps&scale=nps-10');
  await expectTexts(page, ['The first one.']);
  await post(collector.origin, answer(2, { comment: 'In between.' }));
  letGo();
  await expectTexts(page, ['In between.', 'The first one.']);
  const isHidden = (hidden: boolean): Promise<void> =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const left = page.waitForEvent('requestfailed', (request) => request.url().includes('/v1/stream'));
  await isHidden(true);
  await left;
  await post(collector.origin, answer(3, { comment: 'While away.' }));
  await isHidden(false);
  await expectTexts(page, ['While away.', 'In between.', 'The first one.']);
  await endCollector(page, collector);
});

test('keeps each of two changes of tags that follow close on each other', async ({ page }) => {
  const collector = await startCollector();
  await post(collector.origin, answer(1, { comment: 'The first one.', contactEmail: 'a@b.example' }));
  await openResults(page, collector, '?site=live.example&survey=nps&scale=nps-10');
  const first = comments(page).first();
  await expect(first.getByText('a@b.example'), 'nobody may write there').toHaveCount(0);
  for (const tag of ['a', 'b', 'z']) {
    await first.getByLabel('New tag').fill(tag);
    await first.getByLabel('New tag').press('Enter');
    await expect(first.getByLabel('New tag')).toHaveValue('');
  }
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/v1/responses/*', async (route) => {
    await held;
    await route.continue();
  });
  await first.getByRole('button', { name: 'Remove the tag a' }).click();
  await first.getByRole('button', { name: 'Remove the tag b' }).click();
  letGo();
  const read = async (): Promise<unknown> => {
    const headers = { authorization: `Bearer ${collector.token}` };
    const { responses } = (await (await fetch(`${collector.origin}/v1/responses`, { headers })).json()) as {
      responses: { tags?: string[] }[];
    };
    return responses[0]?.tags;
  };
  await expect.poll(read).toEqual(['z']);
  await expect(first.getByRole('button', { name: /^Show only the tag/ })).toHaveText(['z']);
  await endCollector(page, collector);
});
