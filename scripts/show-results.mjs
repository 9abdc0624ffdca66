// npm run show:results: the results page as an owner sees it. A collector is filled with the demo's year; the page is driven,
// its figures are compared with the library's and with a count by hand, and each view is kept as a picture in shots/: light,
// dark, phone, print. One line per claim; exits 1 on a miss. Names as arguments play these only: numbers, shots, trend,
// comments, or pictures: those of README, which this takes anew.
import { setup } from './setup.mjs';

setup();
const { installChromium, findChromium, browserArgs } = await import('./browser.mjs');
installChromium();
const { chromium } = await import('@playwright/test');
const { runnerImport } = await import('vite');
const { mkdirSync, mkdtempSync, readFileSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { makeYear } = await import('../demo/year.mjs');
const { measure, resultsPageLimit } = await import('./budgets.mjs');
const { build } = await import('./build.mjs');
const { makeClaims } = await import('./claims.mjs');
const { startCollector } = await import('./collector.mjs');
const { sendYear } = await import('./demo-data.mjs');
const { tellComments } = await import('./show-results/comments.mjs');
const { tellNumbers } = await import('./show-results/numbers.mjs');
const { takePictures } = await import('./show-results/pictures.mjs');
const { tellShots } = await import('./show-results/shots.mjs');
const { tellTrend } = await import('./show-results/trend.mjs');

// Pictures of the documents are taken when they are asked for: they are committed.
const onlyAsked = ['pictures'];
const stories = {
  pictures: takePictures,
  numbers: tellNumbers,
  shots: tellShots,
  trend: tellTrend,
  comments: tellComments,
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(stories, name));
if (unknown !== undefined) {
  console.error(`There is no story "${unknown}": choose among ${Object.keys(stories).join(', ')}.`);
  process.exit(2);
}

await build();
for (const folder of ['shots', 'demo/pictures']) mkdirSync(folder, { recursive: true });
const { tags } = (await runnerImport('./e2e/accessible.ts', { logLevel: 'error' })).module;
const metrics = await import('../dist/metrics.js');
const untilMs = Date.now();
const year = makeYear({ until: untilMs });
const data = mkdtempSync(join(tmpdir(), 'earshot-results-'));
const collector = await startCollector(['--port', '0', '--data', data]);
await sendYear(collector, year);
const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });
const { claim, finish } = makeClaims();

/** What pages complained of, and what they asked for that is not the collector's. */
const complaints = [];

/** A page of its own with a view, once its figures are there. */
async function open(path, options = {}) {
  const context = await browser.newContext({ locale: 'en', timezoneId: 'Europe/Berlin', ...options });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(collector.origin) && !/^(blob|data):/.test(request.url()))
      complaints.push(request.url());
  });
  await page.goto(`${collector.origin}${path}#token=${collector.token}`);
  await page.locator('main[aria-busy="false"] :is(.overview, .survey)').first().waitFor();
  return page;
}

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const parts = { claim, open, collector, year, untilMs, metrics, axe, tags };
for (const [name, tell] of Object.entries(stories))
  if (wanted.length ? wanted.includes(name) : !onlyAsked.includes(name)) await tell(parts);
const { resultsPage } = measure();
await claim(
  `The page weighs ${resultsPage.toFixed(2)} kB, charts and all, of ${resultsPageLimit}`,
  true,
  () => resultsPage <= resultsPageLimit,
);
await claim('No page complained, or asked for anything but the collector', [], () => complaints);
await browser.close();
await collector.stop();
rmSync(data, { recursive: true });
finish('All claims hold. The pictures are in shots/.');
