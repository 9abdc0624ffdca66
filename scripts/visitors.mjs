// Visitors for npm run show:rules: each has a browser profile, a clock and a page of the owner's of his own. The pages and
// the prompt on them serve npm run show:outbox, too.
import { createServer } from 'node:http';
import { stub } from '../demo/tag.mjs';

const dayMs = 864e5;
const minuteMs = 6e4;
/** Day 0 of every story. */
export const startMs = Date.UTC(2026, 0, 5, 10);

/** The instant of a day, as a setting takes it. */
export const onDay = (day) => new Date(startMs + day * dayMs).toISOString();

/** An owner's pages, on another origin than the collector: the tag of each site, at whatever path it is asked for. */
export async function startPages(collector) {
  const bodies = new Map();
  const server = createServer((request, response) => {
    const [, site] = new URL(request.url, 'http://host').pathname.split('/');
    const { attributes = {}, json } = bodies.get(site) ?? {};
    const all = {
      'data-endpoint': `${collector}/v1/responses`,
      'data-site': site,
      'data-report': 'outcomes',
      'data-min-pages': '0',
      'data-min-time': '0s',
      ...attributes,
    };
    const tag = Object.entries(all).map(([name, value]) => ` ${name}="${value}"`);
    const settings = json ? `<script type="application/json" id="surveys">${JSON.stringify(json)}</script>` : '';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Acme</title>
      ${stub}<script async src="${collector}/earshot.js"${tag.join('')}></script></head>
      <body><h1>Acme</h1>${settings}</body></html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    put: (site, page) => bodies.set(site, page),
    stop: () => server.close(),
  };
}

/** The prompt on a page, and what a visitor does with it. */
export function promptOn(page) {
  const card = page.getByRole('region', { name: 'Quick survey' });
  const press = (name) => card.getByRole('button', { name }).click();
  const choose = (score) => card.getByRole('radio', { name: new RegExp(`^${score}( |$)`) }).click();
  return {
    card,
    choose,
    async answer(score) {
      await choose(score);
      await press('Send');
      await card.getByText('Thank you for your feedback!').last().waitFor();
    },
    close: () => press('Close survey'),
    later: () => press('Ask me later'),
    never: () => press('Don’t ask again'),
    /** Looks at it for more than a second, and does nothing. */
    async ignore() {
      const isSeen = () =>
        page.evaluate(() =>
          Object.entries(localStorage)
            .filter(([key]) => key.startsWith('earshot:'))
            .every(([, value]) => JSON.parse(value).prompts.at(-1).seenAt),
        );
      while (!(await isSeen())) await page.clock.runFor(500);
    },
  };
}

/** `earshot(…)` on a page. */
export const call = (page, ...args) => page.evaluate((all) => window.earshot(...all), args);

/** The ids of the rules that hold the survey back now; the first one where no name is given. */
export async function failing(page, survey) {
  const { surveys } = await call(page, 'explain');
  const { rules } = surveys.find((one) => one.survey === survey) ?? surveys[0];
  return rules.filter(({ passes }) => !passes).map(({ id }) => id);
}

/**
 * A visitor of the site `name`. `visit` comes back on a day, does `onPage` there, and resolves to the name of the survey
 * that asked him, if one did; what he does with the prompt is `react`.
 */
export async function openVisitor({ browser, pages, name, attributes, json, react, onPage }) {
  pages.put(name, { attributes, json });
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  await context.clock.install({ time: startMs });
  let page = await context.newPage();
  let visits = 0;
  const visitor = {
    context,
    page: () => page,
    /** A tab of its own, whose session storage is empty. */
    async openTab() {
      await page.close();
      page = await context.newPage();
    },
    /** Opens a page at the beginning of a day; a little later each time, so that a wait of whole days is over. */
    async open(day) {
      // The page before must not see the clock jump.
      await page.goto('about:blank');
      await context.clock.setSystemTime(startMs + day * dayMs + visits++ * minuteMs);
      await page.goto(`${pages.origin}/${name}`);
      return call(page, 'explain');
    },
    async visit(day) {
      const opened = await visitor.open(day);
      const { surveys } = onPage ? await onPage(page).then(() => call(page, 'explain')) : opened;
      // Free to prompt; or a prompt has been claimed meanwhile, and the survey's turn on this page is over.
      const isAsked = ({ due, rules }) =>
        due ? rules.every(({ passes }) => passes) : rules.some(({ id, passes }) => id === 'visit' && !passes);
      const prompt = promptOn(page);
      if (!surveys.some(isAsked)) return (await prompt.card.count()) ? 'asked against the rules' : undefined;
      await prompt.card.waitFor();
      const question = await prompt.card.locator('legend').innerText();
      await react(prompt, page);
      return /recommend/.test(question) ? 'nps' : 'csat';
    },
    /** Comes back on these days; resolves to the days on which he was asked. */
    async live(days) {
      const asked = [];
      for (const day of days) if (await visitor.visit(day)) asked.push(day);
      return asked;
    },
    close: () => context.close(),
  };
  return visitor;
}

/** Days from `first` to `last`. */
export const every = (step, last = 360, first = 0) =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
