import type { Page } from '@playwright/test';
import { call, choose, expect, promptOf, type Attributes } from './fixtures.ts';

/** A tag whose prompt comes when the test opens it, at once. */
export const onDemand: Attributes = { 'data-trigger': 'manual' };

/** Opens the prompt. */
export async function openPrompt(page: Page): Promise<void> {
  await call(page, 'show', 'nps');
  await expect(promptOf(page).card).toBeVisible();
}

/** Chooses and sends in the prompt that stands, up to the closing words. */
export async function finish(page: Page, score: number, comment?: string): Promise<void> {
  await choose(page, score);
  if (comment) await promptOf(page).comment.fill(comment);
  await promptOf(page).send.click();
  await expect(promptOf(page).thanks).toBeVisible();
}

/** Opens the prompt, chooses and sends. */
export async function answer(page: Page, score: number, comment?: string): Promise<void> {
  await openPrompt(page);
  await finish(page, score, comment);
}

/** Lets a request end after a tenth of the time that the widget gives it; returns those times in ms, as they were given. */
export async function hurryTimeouts(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const given: number[] = [];
    Object.assign(window, { given });
    AbortSignal.timeout = (ms) => {
      given.push(ms);
      return timeout(ms / 10);
    };
  });
  return () => page.evaluate(() => (window as unknown as { given: number[] }).given);
}

/** Lets time pass so many times faster in a page; unlike the clock of Playwright, which all tabs share. */
export const hurry = (page: Page, times: number): Promise<unknown> =>
  page.addInitScript((factor) => {
    const { now } = Date;
    const since = now();
    const wait = window.setTimeout.bind(window);
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    Date.now = () => Math.round(since + (now() - since) * factor);
    AbortSignal.timeout = (ms) => timeout(ms / factor);
    Object.assign(window, {
      setTimeout: (work: () => void, ms = 0, ...args: unknown[]) => wait(work, ms / factor, ...args),
    });
  }, times);
