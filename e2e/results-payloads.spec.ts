import type { Page } from '@playwright/test';
import { startCollector, type RunningCollector } from './collector.ts';
import { endCollector, openResults, until } from './filled.ts';
import { expect, test } from './fixtures.ts';
import { payloadAddresses, payloads } from './payloads.ts';

const traitName = (index: number): string => (payloads[index] ?? '').slice(0, 50).replaceAll('\0', '');

/** A response that says it all wherever a sender may write: in the comment, a trait, the question, the page, the reasons. */
const poisoned = payloads.map((payload, index) => ({
  v: 1,
  id: `0195e1c2-0000-7000-8000-${String(index).padStart(12, '0')}`,
  revision: 1,
  site: 'acme.example',
  survey: 'nps',
  kind: 'nps',
  trigger: `event:${payload.slice(0, 100)}`,
  outcome: 'answered',
  score: index % 11,
  min: 0,
  max: 10,
  comment: payload,
  reasons: ['other'],
  reasonOther: payload.slice(0, 200),
  shownAt: new Date(until - index * 1000).toISOString(),
  locale: payload.slice(0, 35) || 'en',
  wording: 'standard-1',
  question: payload,
  shape: 'numbers',
  page: payloadAddresses[index % payloadAddresses.length],
  device: 'desktop',
  contactAllowed: true,
  contactEmail: `${payload.replaceAll(/\s/g, '')}@a.example`.slice(0, 200),
  traits: { plan: payload.slice(0, 200), ...(index < 40 && { [traitName(index) || 'x']: payload.slice(0, 200) }) },
  client: 'earshot/1.0.0',
  firstReceivedAt: new Date(until).toISOString(),
}));

/** Keeps what the collector takes; what it refuses cannot be seen on any page. Resolves to how many that are. */
async function keep({ origin, token }: RunningCollector): Promise<number> {
  const answer = await fetch(`${origin}/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: poisoned.map((response) => JSON.stringify(response)).join('\n'),
  });
  return ((await answer.json()) as { imported: number }).imported;
}

/** Everything that would show that a text was taken for more: what ran, what was asked for, what the policy had to stop. */
async function watchFor(page: Page, origin: string): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('hit', () => void seen.push('a payload ran'));
  page.on('dialog', (dialog) => void seen.push(`a dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) seen.push(`a request: ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(origin) && frame.url() !== 'about:blank') seen.push(`an address: ${frame.url()}`);
  });
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    ),
  );
  page.on('console', (message) => message.type() === 'error' && seen.push(message.text()));
  return seen;
}

test('shows hostile comments, traits, questions and pages as text', async ({ page }) => {
  expect(payloads.length).toBeGreaterThanOrEqual(300);
  const collector = await startCollector();
  const kept = await keep(collector);
  expect(kept).toBeGreaterThan(250);
  const seen = await watchFor(page, collector.origin);
  const survey = '?site=acme.example&survey=nps&scale=nps-10';
  await openResults(page, collector);
  for (const split of ['trait.plan', 'page', 'trigger', 'locale'])
    await openResults(page, collector, `${survey}&split=${split}`);
  for (const facet of ['page', 'trait.plan', 'trigger', 'locale']) {
    await page.getByLabel('Filter by').first().selectOption(facet);
    await page.locator('select[aria-busy="false"]').waitFor();
  }
  const articles = page.getByRole('region', { name: 'Comments' }).getByRole('article');
  const older = page.getByRole('button', { name: 'Show older comments' });
  for (let count = 20; count < kept; count += 20) {
    await older.click();
    await expect(articles).toHaveCount(Math.min(kept, count + 20));
  }
  const texts = await page.locator('blockquote').allTextContents();
  const missing = payloads.filter((payload) => !texts.includes(payload));
  // What the store of any database cannot give back, it has replaced or refused.
  expect(missing.filter((payload) => !/[\0\p{Surrogate}]/u.test(payload))).toEqual([]);
  for (const link of await page.locator('main a').all())
    expect(await link.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:|\?|\/$)/);
  expect(await page.evaluate(() => 'hit' in Object.prototype || document.querySelectorAll('script').length)).toBe(1);
  expect(seen).toEqual([]);
  await endCollector(page, collector);
});
