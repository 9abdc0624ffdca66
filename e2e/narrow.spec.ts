import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { startCollector } from './collector.ts';
import { endCollector, npsIn, openedOf, openResults, responsesOf, scoresIn, test, until, type Made } from './filled.ts';
import { expect } from './fixtures.ts';

const relationship = '?site=tea.example&survey=relationship&scale=nps-10&period=28d';
const dayMs = 86_400_000;

const survey = (page: Page) => page.locator('.survey');
const figure = (page: Page, name: string) =>
  survey(page)
    .locator('dl > div')
    .filter({ has: page.getByRole('button', { name }) })
    .locator('strong');

async function expectFigures(page: Page, responses: readonly Made[]): Promise<void> {
  const scores = scoresIn(responses);
  await expect(figure(page, 'Responses')).toHaveText(String(scores.length));
  await expect(survey(page).locator('.score strong').first()).toHaveText(npsIn(scores));
  await expect(figure(page, 'Response rate')).toHaveText(`${Math.round((100 * scores.length) / responses.length)}%`);
  const commented = responses.filter(({ comment, score }) => comment && score !== undefined).length;
  await expect(figure(page, 'Comment rate')).toHaveText(`${Math.round((100 * commented) / scores.length)}%`);
}

test('narrows a survey by what its responses have in common, and widens it again', async ({ page, filled }) => {
  const all = responsesOf('relationship', 28);
  await openResults(page, filled, relationship);
  await expectFigures(page, all);
  await page.getByLabel('Filter by').selectOption('Device');
  await page.getByLabel('Device to filter by').selectOption('phone');
  await expectFigures(
    page,
    all.filter(({ device }) => device === 'phone'),
  );
  await page.getByLabel('Filter by').selectOption('plan');
  await page.getByLabel('plan to filter by').selectOption('free');
  await expectFigures(
    page,
    all.filter(({ device, traits }) => device === 'phone' && traits?.['plan'] === 'free'),
  );
  expect(new URL(page.url()).search).toBe(`${relationship}&device=phone&trait.plan=free`);
  await page.reload();
  await page.getByRole('button', { name: 'Remove the filter Device: phone' }).click();
  await expectFigures(
    page,
    all.filter(({ traits }) => traits?.['plan'] === 'free'),
  );
});

test('splits a survey, and counts what visitors opened themselves in no row', async ({ page, filled }) => {
  await openResults(page, filled, relationship);
  await page.getByLabel('Split by').selectOption('Language');
  const table = page.getByRole('table', { name: 'By language' });
  for (const [locale, name] of [
    ['en', 'English'],
    ['de', 'German'],
    ['fr', 'French'],
  ] as const) {
    const scores = scoresIn(responsesOf('relationship', 28).filter((one) => one.locale === locale));
    const cells = table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name }) })
      .getByRole('cell');
    await expect(cells.first()).toContainText(npsIn(scores));
    await expect(cells.nth(3)).toHaveText(String(scores.length));
  }
  const opened = scoresIn(openedOf('relationship', 28)).length;
  await expect(page.getByRole('region', { name: 'Opened by visitors themselves' })).toContainText(`${opened} answers`);
});

test('saves what is narrowed as a table', async ({ page, filled }) => {
  await openResults(page, filled, `${relationship}&device=tablet`);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe('relationship.csv');
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  const both = [...responsesOf('relationship', 28), ...openedOf('relationship', 28)];
  expect(lines.length - 1).toBe(both.filter(({ device }) => device === 'tablet').length);
});

test('looks at days that are chosen freely', async ({ page, filled }) => {
  await openResults(page, filled, relationship);
  await page.getByRole('radio', { name: 'Dates' }).check({ force: true });
  const [from, to] = [40, 30].map((days) => new Date(until - days * dayMs).toISOString().slice(0, 10));
  await page.getByLabel('First day').fill(from ?? '');
  await page.getByLabel('Last day').fill(to ?? '');
  await expectFigures(
    page,
    responsesOf('relationship', 60).filter(
      ({ shownAt }) => shownAt.slice(0, 10) >= from! && shownAt.slice(0, 10) <= to!,
    ),
  );
  expect(new URL(page.url()).searchParams.get('period')).toBe(`${from}..${to}`);
});

test('takes title and focus along to another survey, and explains a figure to who asks for it', async ({
  page,
  filled,
}) => {
  await openResults(page, filled);
  await expect(page).toHaveTitle('Results – Earshot');
  await page.getByRole('link', { name: 'checkout', exact: true }).click();
  await expect(page).toHaveTitle('checkout – Earshot');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const name = page.getByRole('button', { name: 'CES', exact: true });
  await name.focus();
  await expect(page.getByRole('tooltip')).toHaveText('Share of 5 to 7 among all answers. Interval: 95 %, Wilson.');
  await expect(name).toHaveAccessibleDescription('Share of 5 to 7 among all answers. Interval: 95 %, Wilson.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
});

test('leaves controls off paper', async ({ page, filled }) => {
  await openResults(page, filled, relationship);
  await page.emulateMedia({ media: 'print' });
  await expect(figure(page, 'Responses')).toBeVisible();
  for (const name of ['Refresh', 'Download CSV']) await expect(page.getByRole('button', { name })).toBeHidden();
  await expect(page.getByText('28 days')).toBeHidden();
});

const base = {
  v: 1,
  revision: 1,
  site: 'small.example',
  trigger: 'load',
  outcome: 'answered',
  locale: 'en',
  wording: 'standard-1',
  question: 'How likely?',
  shape: 'numbers',
  device: 'desktop',
  client: 'earshot/0.1.0',
} as const;

let kept = 0;

/** Keeps so many responses, each on a day of its own: the first one `daysAgo`, the next ones a day later each. */
async function keep(origin: string, count: number, daysAgo: number, more: object): Promise<void> {
  for (let index = 0; index < count; index++) {
    const id = `0195e1c2-0000-7000-8000-${String(kept++).padStart(12, '0')}`;
    const shownAt = new Date(until - (daysAgo - index) * dayMs).toISOString();
    const body = JSON.stringify({ ...base, id, shownAt, ...more });
    const { status } = await fetch(`${origin}/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(status).toBe(202);
  }
}

const nps = { kind: 'nps', survey: 'nps', min: 0, max: 10, score: 9 } as const;
const csat = { kind: 'csat', survey: 'care', min: 1, max: 5, score: 5 } as const;

test('says what to mind before one compares, and hides what fewer than five people said', async ({ page }) => {
  const collector = await startCollector();
  const { origin } = collector;
  await keep(origin, 8, 20, { ...nps, traits: { plan: 'pro' } });
  await keep(origin, 6, 10, { ...nps, wording: 'custom-0a1b2c3d', trigger: 'event:paid', traits: { plan: 'free' } });
  await keep(origin, 4, 5, { ...nps, score: 0, wording: 'custom-0a1b2c3d', traits: { plan: 'vip' } });
  // What no widget of ours sends: scored and commented, and yet dismissed.
  await keep(origin, 1, 6, { ...nps, wording: 'custom-0a1b2c3d', outcome: 'dismissed', comment: 'Odd.' });
  await keep(origin, 5, 20, csat);
  await keep(origin, 5, 10, { ...csat, max: 7, shape: 'stars' });

  await openResults(page, collector, '?site=small.example&survey=nps&scale=nps-10&split=trait.plan');
  const notes = page.getByRole('region', { name: 'Mind when you compare' });
  await expect(notes.getByRole('listitem')).toHaveText([
    /The wording has changed within this period: standard-1 .*, custom-0a1b2c3d /,
    /6 of these scores came right after event:paid/,
  ]);
  await expect(page.getByText('modified question')).toBeVisible();
  const table = page.getByRole('table', { name: 'By plan' });
  await expect(table.getByRole('row').filter({ hasText: 'vip' })).toContainText('fewer than five answers, not shown');
  await expect(table.getByRole('row').filter({ hasText: 'free' })).toContainText('+100');
  await notes.getByRole('link', { name: 'Split by wording' }).click();
  await expect(page.getByRole('table', { name: 'By wording' }).getByRole('rowheader')).toHaveText([
    'custom-0a1b2c3d',
    'standard-1',
  ]);

  await openResults(page, collector, '?site=small.example&survey=nps&scale=nps-10&trait.plan=vip');
  await expect(page.getByText('Fewer than five answers meet these filters.')).toBeVisible();

  await openResults(page, collector, '?site=small.example&survey=care&scale=csat-5');
  await expect(notes.getByRole('listitem')).toHaveText([/^Asked as CSAT 1–7, too: 5 scores/]);
  await notes.getByRole('link', { name: 'Look at them' }).click();
  await expect(page.getByText('CSAT 1–7', { exact: true })).toBeVisible();
  await endCollector(page, collector);
});

test('helps an owner who has no response yet: a tag, and a test response that arrives and goes again', async ({
  page,
}) => {
  const collector = await startCollector();
  await openResults(page, collector);
  await expect(page.getByLabel('Tag to paste')).toContainText(`${collector.origin}/earshot.js`);
  await page.getByRole('button', { name: 'Send a test response' }).click();
  await expect(page.getByText('It works: a response in test mode arrived.')).toBeVisible();
  await page.getByRole('button', { name: 'Erase test responses of this page' }).click();
  await expect(page.getByText('It works')).toHaveCount(0);
  const headers = { authorization: `Bearer ${collector.token}` };
  const left: unknown = await (await fetch(`${collector.origin}/v1/responses`, { headers })).json();
  expect(left).toEqual({ responses: [] });
  await endCollector(page, collector);
});
