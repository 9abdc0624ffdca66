import type { Page } from '@playwright/test';
import { call, expect, promptOf, type Attributes, type Shop } from './fixtures.ts';

export type Json = Readonly<Record<string, unknown>>;

/** One step for each way of asking, two of them on a condition. */
export const steps = [
  { id: 'visit', ask: 'choice', question: 'What brought you here?', options: 'buy=To buy|look=To look around' },
  { id: 'bought', ask: 'text', question: 'What did you buy?', when: { visit: 'buy' } },
  {
    id: 'topics',
    ask: 'choices',
    question: 'What did you look at?',
    options: 'Tea|Pots|Cups',
    when: { visit: 'look' },
  },
  { id: 'price', ask: 'rating', question: 'How fair are our prices?', options: { low: 'Unfair', high: 'Fair' } },
  {
    id: 'shop',
    ask: 'battery',
    question: 'How do you find our shop?',
    options: { rows: 'speed=Speed|looks=Looks', max: 3 },
  },
  { id: 'order', ask: 'rank', question: 'What matters most?', options: 'price=Price|taste=Taste|origin=Origin' },
] as const;

/** What a page has around a prompt. */
export const around = '<main><h1>Tea shop</h1><p><a href="#top">A link</a></p><label>Search <input></label></main>';

/** A page whose survey opens when it is called, with what only JSON can say; `site` holds settings of the site. */
export async function openSurvey(
  page: Page,
  shop: Shop,
  survey: Json = {},
  site: Json = {},
  tag: Attributes = {},
  body = around,
): Promise<void> {
  const name = String(survey.survey ?? survey.kind ?? 'nps');
  const config = JSON.stringify({
    ...site,
    surveys: [{ survey: name, subject: 'Acme', trigger: 'manual', ...survey }],
  });
  const json = `<script type="application/json" id="surveys">${config}</script>`;
  await page.goto(shop.page('/', { 'data-survey': undefined, 'data-config': '#surveys', ...tag }, body + json));
  await call(page, 'show', name);
  await expect(promptOf(page).card.or(page.getByRole('dialog'))).toBeVisible();
}
