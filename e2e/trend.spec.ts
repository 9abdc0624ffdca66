import type { Page } from '@playwright/test';
import { npsIn, openResults, responsesOf, scoresIn, test, until } from './filled.ts';
import { expect } from './fixtures.ts';

const product = '?site=app.tea.example&survey=product&scale=nps-10&period=90d';
const dayMs = 86_400_000;

const trend = (page: Page) => page.getByRole('region', { name: 'Score over time' });

/** The Monday of the week so many weeks before this one. */
function mondayBefore(weeks: number): number {
  const today = Math.floor(until / dayMs);
  return (today - ((today + 3) % 7) - 7 * weeks) * dayMs;
}

const inWeek = (weeks: number) =>
  responsesOf('product', 90).filter(({ shownAt }) => {
    const at = Date.parse(shownAt);
    return at >= mondayBefore(weeks) && at < mondayBefore(weeks - 1);
  });

test('tells each week of a trend as one counts it oneself, in a table', async ({ page, filled }) => {
  await openResults(page, filled, product);
  await trend(page).getByText('Show as a table').click();
  const rows = trend(page).getByRole('table', { name: 'Score over time' }).getByRole('row');
  for (const weeks of [1, 2, 5]) {
    const responses = inWeek(weeks);
    const scores = scoresIn(responses);
    expect(scores.length).toBeGreaterThan(4);
    // The head is a row, too, and the newest week stands first.
    const cells = rows.nth(1 + weeks).getByRole('cell');
    await expect(cells.nth(0)).toHaveText(`${npsIn(scores)}${scores.length < 10 ? ' (few)' : ''}`);
    await expect(cells.nth(2)).toHaveText(String(scores.length));
    await expect(cells.nth(3)).toHaveText(`${Math.round((100 * scores.length) / responses.length)}%`);
  }
  await expect(rows.nth(1).getByRole('rowheader')).toHaveText(/ so far$/);
});

test('goes through a trend with the keyboard, in the words of the table', async ({ page, filled }) => {
  await openResults(page, filled, product);
  const walk = page.getByRole('slider', { name: 'Go through the score by week' });
  await walk.focus();
  await page.keyboard.press('ArrowLeft');
  const scores = scoresIn(inWeek(1));
  const said = trend(page).locator('.readout');
  await expect(said).toContainText(`NPS ${npsIn(scores)}`);
  await expect(said).toContainText(`${scores.length} answers`);
  await expect(walk).toHaveAttribute('aria-valuetext', (await said.textContent()) ?? '');
  const line = trend(page).locator('.u-cursor-x');
  const isInPlot = async (): Promise<boolean> => {
    const [at, plot] = await Promise.all([line.boundingBox(), trend(page).locator('.u-over').boundingBox()]);
    return (at?.x ?? 0) + (at?.width ?? 0) > (plot?.x ?? Infinity);
  };
  await expect.poll(isInPlot).toBe(true);
  // It is drawn anew, and stands where it stood.
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(isInPlot).toBe(true);
  await expect(said).toContainText(`NPS ${npsIn(scores)}`);
  await walk.blur();
  await expect(said).toHaveText(/^The line is the NPS of each week/);
  await expect.poll(isInPlot).toBe(false);
});

test('is printed in the colours and the width of paper from a dark screen', async ({ page, filled }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openResults(page, filled, product);
  await expect(trend(page).locator('canvas')).toBeVisible();
  // A browser prints what there is once its listeners have run.
  const looks = await page.evaluate(async () => {
    const canvas = () => document.querySelector<HTMLCanvasElement>('.chart canvas');
    /** Which of the accents of the style sheet the line is drawn in. */
    const look = () => {
      const { width = 0, height = 0, clientWidth } = canvas() ?? {};
      const { data = [] } = canvas()?.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
      const text = Array.from(data).join(',');
      return { isDark: text.includes('63,184,204,255'), isLight: text.includes('11,114,133,255'), clientWidth };
    };
    const looksAfter = (event: string) => {
      dispatchEvent(new Event(event));
      return Promise.resolve().then(look);
    };
    return { before: look(), onPaper: await looksAfter('beforeprint'), after: await looksAfter('afterprint') };
  });
  const onScreen = { isDark: true, isLight: false, clientWidth: looks.before.clientWidth };
  expect(looks).toEqual({
    before: onScreen,
    onPaper: { isDark: false, isLight: true, clientWidth: 640 },
    after: onScreen,
  });
  expect(onScreen.clientWidth).toBeGreaterThan(1000);
});

test('points at a day with the pointer', async ({ page, filled }) => {
  await openResults(page, filled, product.replace('90d', '28d'));
  await trend(page)
    .locator('.u-over')
    .hover({ position: { x: 4, y: 40 } });
  const first = new Date(until - 27 * dayMs).toISOString().slice(0, 10);
  const { length } = scoresIn(responsesOf('product', 28).filter(({ shownAt }) => shownAt.startsWith(first)));
  await expect(trend(page).locator('.readout')).toContainText(
    length > 4 ? `${length} answers` : length ? 'fewer than five answers' : 'no answers',
  );
});

test('marks a day, keeps the mark, and takes it back', async ({ page, filled }) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await openResults(page, filled, product);
  await page.getByRole('button', { name: 'Mark a day' }).click();
  await page.getByLabel('Day', { exact: true }).fill(new Date(until - 10 * dayMs).toISOString().slice(0, 10));
  await page.getByLabel('What happened').fill('<b>Release</b> 2.0');
  await page.getByRole('button', { name: 'Keep' }).click();
  const mark = page
    .getByRole('list', { name: 'Marks' })
    .getByRole('listitem')
    .filter({ hasText: '<b>Release</b> 2.0' });
  await expect(mark).toBeVisible();
  await page.reload();
  await expect(mark).toBeVisible();
  // It is of this site alone.
  await openResults(page, filled, '?site=tea.example&survey=relationship&scale=nps-10');
  await expect(page.getByRole('button', { name: 'Mark a day' })).toBeVisible();
  await expect(mark).toHaveCount(0);
  await page.goBack();
  await page.getByRole('button', { name: 'Remove the mark <b>Release</b> 2.0' }).click();
  await expect(mark).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(mark).toBeVisible();
  await page.getByRole('button', { name: 'Remove the mark <b>Release</b> 2.0' }).click();
  await expect(mark).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('says why a mark was not kept, and keeps what was typed', async ({ page, filled, errors }) => {
  await openResults(page, filled, product);
  await page.route('**/v1/annotations', (route) =>
    route.fulfill({ status: 422, json: { detail: 'text must be another one.' } }),
  );
  await page.getByRole('button', { name: 'Mark a day' }).click();
  await page.getByLabel('What happened').fill('2.0');
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText('text must be another one.')).toBeVisible();
  await expect(page.getByLabel('What happened')).toHaveValue('2.0');
  // The browser tells of the refusal, too.
  errors.length = 0;
});
