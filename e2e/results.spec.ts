import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { roundSymmetric, summaryOf } from '../dist/metrics.js';
import { tags } from './accessible.ts';
import { npsIn, openResults, responsesOf, scoresIn, test } from './filled.ts';
import { expect } from './fixtures.ts';

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

const rowOf = (page: Page, survey: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: survey, exact: true }) });

test('shows all surveys of a period: score, responses and rate as one counts them oneself', async ({
  page,
  filled,
}) => {
  await page.goto(filled.results);
  await page.getByRole('radio', { name: '28 days' }).check({ force: true });
  const scores = scoresIn(responsesOf('relationship', 28));
  const row = rowOf(page, 'relationship');
  await expect(row.getByText(String(scores.length), { exact: true })).toBeVisible();
  await expect(row.getByText(npsIn(scores), { exact: true })).toBeVisible();
  await expect(row.getByText(/^between [+−]?\d+ and [+−]?\d+$/)).toBeVisible();
  for (const [site, surveys] of [
    ['app.tea.example', ['product NPS 0–10', 'timer CSAT 1–3']],
    ['help.tea.example', ['support CSAT 1–5']],
    ['tea.example', ['checkout CES 1–7', 'relationship NPS 0–10']],
  ] as const)
    await expect(page.getByRole('table', { name: site, exact: true }).getByRole('rowheader')).toHaveText([...surveys]);
});

test('says what the published metrics say, of each kind', async ({ page, filled }) => {
  await openResults(page, filled, '?period=28d');
  for (const [survey, kind, max] of [
    ['relationship', 'nps', 10],
    ['support', 'csat', 5],
    ['timer', 'csat', 3],
    ['checkout', 'ces', 7],
  ] as const) {
    const counts: Record<number, number> = {};
    for (const score of scoresIn(responsesOf(survey, 28))) counts[score] = (counts[score] ?? 0) + 1;
    const { score = 0, interval = { low: 0, high: 0 } } = summaryOf(kind, max, counts);
    const print = (value: number): string => {
      const whole = roundSymmetric(value);
      if (kind !== 'nps') return `${whole}%`;
      return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole)}`;
    };
    await expect(rowOf(page, survey).locator('.of-score')).toHaveText(
      `${print(score)} between ${print(interval.low)} and ${print(interval.high)}`,
    );
  }
});

test('keeps what is looked at in the address, and finds the way back', async ({ page, filled }) => {
  await page.goto(filled.results);
  await page.getByRole('radio', { name: '7 days' }).check({ force: true });
  await page.getByRole('link', { name: 'product', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('product');
  expect(new URL(page.url()).search).toBe('?site=app.tea.example&survey=product&scale=nps-10&period=7d');
  const n = scoresIn(responsesOf('product', 7)).length;
  await expect(page.getByRole('region').getByText(String(n), { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('product');
  await page.goBack();
  await expect(rowOf(page, 'product')).toBeVisible();
  await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked();
});

test('says so where nothing came in within a period', async ({ page, filled }) => {
  await openResults(page, filled, '?site=tea.example&survey=spring&scale=nps-10');
  await expect(page.getByText('Nobody was asked “spring” in this period.')).toBeVisible();
});

for (const [name, look] of Object.entries({
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  'dark, on a phone': { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const))
  test(`has nothing for axe to find: ${name}`, async ({ browser, filled }) => {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    for (const path of ['', '?site=tea.example&survey=relationship&scale=nps-10&period=365d']) {
      await openResults(page, filled, path);
      // Evaluated from outside, which the policy of the page does not forbid.
      await page.evaluate(axeSource);
      const { violations, incomplete } = await page.evaluate(
        (values) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
        [...tags],
      );
      expect([violations, incomplete], path).toEqual([[], []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
    }
    await context.close();
  });

test('can be read in the reader’s own colours, and reads nothing out by itself', async ({ browser, filled }) => {
  const context = await browser.newContext({ forcedColors: 'active', colorScheme: 'dark' });
  const page = await context.newPage();
  await openResults(page, filled, '?site=tea.example&survey=relationship&scale=nps-10&split=device');
  // Each picture stands beside the same in text or in a table.
  for (const name of ['Scores', 'Score over time', 'By device'])
    await expect(page.getByRole('table', { name, includeHidden: true })).toHaveCount(1);
  await expect(page.locator('.shares li')).toHaveText([/Detractors\d+/, /Passives\d+/, /Promoters\d+/]);
  for (const chart of await page.locator('main svg, .chart').all())
    await expect(chart).toHaveAttribute('aria-hidden', 'true');
  await expect(page.locator('[aria-live]')).toHaveCount(0);
  const painted = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.chart canvas');
    const { data } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return new Set(new Uint32Array(Uint8Array.from(data).buffer)).size;
  });
  expect(painted, 'a line, a band, bars and letters').toBeGreaterThan(4);
  await context.close();
});

test('says so where a view cannot be drawn, and leaves nobody with an empty page', async ({ page, filled }) => {
  await page.route('**/v1/results?*', async (route) => {
    const { surveys } = (await (await route.fetch()).json()) as { surveys: readonly object[] };
    await route.fulfill({ json: { surveys: surveys.map((one) => ({ ...one, counts: { 1: -1 } })) } });
  });
  await page.goto(filled.results);
  await expect(page.getByRole('alert')).toContainText('This view could not be drawn: ');
  await page.unroute('**/v1/results?*');
  await page.getByRole('link', { name: 'Start over' }).click();
  await expect(rowOf(page, 'product')).toBeVisible();
});
