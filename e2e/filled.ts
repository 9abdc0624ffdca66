import type { Page } from '@playwright/test';
import { makeYear } from '../demo/year.mjs';
import { sendYear } from '../scripts/demo-data.mjs';
import { startCollector, type RunningCollector } from './collector.ts';
import { test as base } from './fixtures.ts';

const dayMs = 86_400_000;
/** The day with which the invented year ends. */
export const until = Date.now();
export const year = makeYear({ until, days: 60 });

/** A collector with two months of the invented tea merchant, one for each worker. */
export const test = base.extend<object, { filled: RunningCollector }>({
  filled: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const collector = await startCollector();
      await sendYear(collector, year);
      await use(collector);
      await collector.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Opens a view of the results page, by its address from the `?` on, as the owner. */
export async function openResults(page: Page, { origin, results }: RunningCollector, search = ''): Promise<void> {
  await page.goto(`${origin}/${search}${new URL(results).hash}`);
  await page.locator('main[aria-busy="false"] :is(.overview, .survey, .panel)').first().waitFor();
}

/** Ends a collector once nobody looks at its page any more: one that follows the stream would complain that it is gone. */
export async function endCollector(page: Page, collector: RunningCollector): Promise<void> {
  await page.close();
  await collector.stop();
}

export type Made = (typeof year.responses)[number];

const since = (survey: string, days: number): readonly Made[] => {
  const from = new Date(until - (days - 1) * dayMs).toISOString().slice(0, 10);
  return year.responses.filter((one) => one.survey === survey && one.shownAt >= from);
};

/** What the prompts of a survey brought in the last so many days, today included, found in the simplest way. */
export const responsesOf = (survey: string, days: number): readonly Made[] =>
  since(survey, days).filter(({ trigger }) => trigger !== 'show');

/** What visitors opened themselves. */
export const openedOf = (survey: string, days: number): readonly Made[] =>
  since(survey, days).filter(({ trigger }) => trigger === 'show');

/** The scores of responses. */
export const scoresIn = (responses: readonly Made[]): readonly number[] =>
  responses.flatMap(({ score }) => (score === undefined ? [] : [score]));

/** The NPS of scores as the page prints it, computed in the simplest way. */
export function npsIn(scores: readonly number[]): string {
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  const exact = (100 * (promoters - detractors)) / scores.length;
  const nps = Math.sign(exact) * Math.round(Math.abs(exact));
  return `${nps > 0 ? '+' : nps < 0 ? '−' : ''}${Math.abs(nps)}`;
}
