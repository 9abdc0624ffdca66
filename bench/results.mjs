// npm run bench:results: how long an owner waits for the results of 1,000,000 responses, beside those of 10,000. Two
// collectors of the build, filled by the import that owners use, with a year of the same surveys each; then they are
// asked in turns, over HTTP, and in Chromium until the figures of the results page are there. The ratio of the medians of `rounds` must not be above `mostRatio`: what is asked for comes
// from counts by day, and a year has as many days in both. Several conditions together are looked up response by
// response, so that the last row has no limit: it shows what that costs.
//
// `npm run bench:results -- --responses 100000` compares with fewer. Exits 1 where a ratio is above the limit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeRandom } from '../scripts/random.mjs';
import { setup } from '../scripts/setup.mjs';
import { median } from './median.mjs';

/** How much longer the larger one may take. */
export const mostRatio = 2;
const few = 10_000;
const rounds = 15;
const dayMs = 86_400_000;
const someLines = 10_000;

const year = 'from=2025-11-21&to=2026-11-20';
const ofSurvey = `/v1/results?site=acme.example&survey=relationship&${year}`;
/** What is asked, by what it is called; true: held to the limit. */
const questions = [
  ['all surveys in brief', '/v1/surveys', true],
  ['results of all surveys', '/v1/results', true],
  ['results of one survey, a year', ofSurvey, true],
  ['filtered by a device', `${ofSurvey}&device=phone`, true],
  ['filtered by a trait', `${ofSurvey}&trait.plan=pro`, true],
  ['filtered by a segment', `${ofSurvey}&segment=negative`, true],
  ['split by device', `${ofSurvey}&split=device`, true],
  ['split by trait', `${ofSurvey}&split=trait.plan`, true],
  ['two conditions together', `${ofSurvey}&device=phone&segment=negative`, false],
];

/** What is looked at in a browser, by the address from its path on and what is there once it is loaded. */
const views = [
  ['overview, in a browser', '/?period=365d', '.overview tbody tr'],
  ['one survey, in a browser', '/?site=acme.example&survey=relationship&scale=nps-10&period=365d', '.survey'],
];

/** The response number `index` of so many, as a line: a year of one shop with two surveys, a third of it commented. */
function makeLine(random, index, count) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const shownAt = new Date(Date.UTC(2025, 10, 21) + (index / count) * 365 * dayMs).toISOString();
  const isNps = random() < 0.7;
  const score = isNps ? Math.floor(random() * 11) : 1 + Math.floor(random() * 5);
  return JSON.stringify({
    v: 1,
    id: `0195e1c2-0000-7000-8000-${String(index).padStart(12, '0')}`,
    revision: 1,
    site: 'acme.example',
    survey: isNps ? 'relationship' : 'support',
    kind: isNps ? 'nps' : 'csat',
    trigger: isNps ? 'load' : 'event:ticket_closed',
    outcome: random() < 0.5 ? 'answered' : 'scored',
    score,
    min: isNps ? 0 : 1,
    max: isNps ? 10 : 5,
    ...(random() < 0.3 && { comment: 'The parcel came late, and nobody could say where it was.' }),
    shownAt,
    firstReceivedAt: shownAt,
    locale: pick(['en', 'de', 'fr', 'ja']),
    wording: 'standard-1',
    question: 'How likely are you to recommend us?',
    device: pick(['phone', 'desktop', 'tablet']),
    page: `https://acme.example/${pick(['', 'pricing', 'help', 'blog', 'account'])}`,
    traits: { plan: pick(['free', 'pro', 'team']) },
    client: 'earshot/1.0.0',
  });
}

/** Fills a collector with so many responses. */
async function fill({ origin, token }, count) {
  const random = makeRandom(1);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
  for (let start = 0; start < count; start += someLines) {
    const lines = Array.from({ length: Math.min(someLines, count - start) }, (_, index) =>
      makeLine(random, start + index, count),
    );
    const answer = await fetch(`${origin}/v1/imports`, { method: 'POST', headers, body: lines.join('\n') });
    const { imported } = await answer.json();
    if (imported !== lines.length) throw new Error(`Only ${imported} of ${lines.length} responses were imported.`);
  }
}

/** How long an answer takes, in ms. */
async function time({ origin, token }, path) {
  const since = performance.now();
  const answer = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await answer.text();
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`);
  return performance.now() - since;
}

/** How long the results page takes until what it is about is there, in ms. */
async function timeView(browser, { origin, token }, path, figures) {
  const page = await browser.newPage();
  const since = performance.now();
  await page.goto(`${origin}${path}#token=${token}`);
  await page.locator(`main[aria-busy="false"] ${figures}`).first().waitFor();
  const ms = performance.now() - since;
  await page.close();
  return ms;
}

/** The medians of both sides in ms, asked in turns; the first round warms up. */
async function measure(sides, look) {
  const times = sides.map(() => []);
  for (let round = -1; round < rounds; round++)
    for (const [side, collector] of sides.entries()) {
      const ms = await look(collector);
      if (round >= 0) times[side].push(ms);
    }
  return times.map(median);
}

/** The medians of both collectors in ms for each question and view, and their ratio. */
export async function measureResults(many) {
  const { chromium } = await import('@playwright/test');
  const { browserArgs, findChromium, installChromium } = await import('../scripts/browser.mjs');
  const { startCollector } = await import('../scripts/collector.mjs');
  installChromium();
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  const sides = [];
  for (const count of [few, many]) {
    const collector = await startCollector(['--port', '0', '--data', join(folder, String(count))]);
    await fill(collector, count);
    sides.push(collector);
  }
  const rows = [];
  const tell = ([fewMs, manyMs], name, limit) => rows.push({ name, fewMs, manyMs, ratio: manyMs / fewMs, limit });
  for (const [name, path, isLimited] of questions)
    tell(await measure(sides, (side) => time(side, path)), name, isLimited ? mostRatio : undefined);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });
  for (const [name, path, figures] of views)
    tell(await measure(sides, (side) => timeView(browser, side, path, figures)), name, mostRatio);
  await browser.close();
  await Promise.all(sides.map(({ stop }) => stop()));
  rmSync(folder, { recursive: true });
  return rows;
}

if (process.argv[1] === import.meta.filename) {
  const { responses } = parseArgs({ options: { responses: { type: 'string', default: '1000000' } } }).values;
  const many = Number(responses);
  if (!Number.isInteger(many) || many <= few) throw new Error(`--responses must be an integer above ${few}.`);
  setup();
  const { build } = await import('../scripts/build.mjs');
  await build();
  const rows = await measureResults(many);
  console.log(`asked · ${few} responses · ${many} responses · ratio · limit · ok`);
  for (const { name, fewMs, manyMs, ratio, limit } of rows) {
    const isMissed = limit !== undefined && ratio > limit;
    if (isMissed) process.exitCode = 1;
    const times = [fewMs, manyMs].map((ms) => `${ms.toFixed(1)} ms`);
    const verdict = limit ? [limit, isMissed ? 'MISS' : 'ok'] : ['–', '–'];
    console.log([name, ...times, ratio.toFixed(2), ...verdict].join(' · '));
  }
}
