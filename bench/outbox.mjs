// npm run bench:outbox: how long the widget keeps the page's main thread at a time while it sends a backlog, beside the
// send loop that one would write by hand. Both in the same browser, round by round; exits 1 where the widget is worse than
// `mostRatio`.
import { setup } from '../scripts/setup.mjs';
import { tasksBetween, traceOf } from './main-thread.mjs';
import { median } from './median.mjs';

/** So many responses wait. */
const backlog = 200;
/** How much longer the widget's longest task may be. */
export const mostRatio = 1.5;

const load = async (path) => (await (await import('vite')).runnerImport(`./${path}`, { logLevel: 'error' })).module;

/** The stored responses of one round, as the outbox keeps them. */
function makeRecords({ sampleId, sampleResponse }, site) {
  const shownAt = new Date().toISOString();
  const comment = 'The parcel came late, and nobody could say where it was. The rest was fine.';
  return Array.from({ length: backlog }, (_, index) => {
    const response = sampleResponse({ id: sampleId(index), site, shownAt, comment, outcome: 'answered' });
    return { response, heldUntil: 0, tries: 0, nextAt: 0 };
  });
}

/** Runs in a page: puts the records where the widget will find them. */
const seed = (records) =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('earshot', 1);
    opening.onupgradeneeded = () => {
      for (const name of ['responses', 'state']) opening.result.createObjectStore(name);
    };
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('responses', 'readwrite');
      for (const record of records) transaction.objectStore('responses').put(record, record.response.id);
      transaction.oncomplete = () => (opening.result.close(), resolve());
      transaction.onabort = () => reject(transaction.error);
    };
    opening.onerror = () => reject(opening.error);
  });

/**
 * Runs in a page: starts the widget, which every page view pays for, and waits from then on until it has told of every
 * response.
 */
const sendByWidget = ({ count, settings }) =>
  new Promise((resolve) => {
    let sent = 0;
    document.addEventListener('earshot:sent', () => ++sent === count && setTimeout(resolve));
    window.earshot('start', settings);
    setTimeout(() => performance.mark('begin'));
  }).then(() => performance.mark('end'));

/** Runs in a page: reads all, posts one after the other, and deletes what was received. */
const sendByHand = async ({ settings: { endpoint } }) => {
  const nextTask = () => new Promise((resolve) => setTimeout(resolve));
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  await nextTask();
  performance.mark('begin');
  await nextTask();
  const database = await settled(indexedDB.open('earshot'));
  const records = await settled(database.transaction('responses').objectStore('responses').getAll());
  for (const { response } of records) {
    const answer = await fetch(endpoint, {
      method: 'POST',
      body: JSON.stringify({ ...response, sentAt: new Date().toISOString() }),
      headers: { 'content-type': 'application/json' },
      credentials: 'omit',
    });
    if (answer.ok)
      await settled(database.transaction('responses', 'readwrite').objectStore('responses').delete(response.id));
  }
  database.close();
  await nextTask();
  performance.mark('end');
};

/** The servers and the browser of all rounds. */
async function open() {
  const { chromium } = await import('@playwright/test');
  const { browserArgs, findChromium } = await import('../scripts/browser.mjs');
  const { mkdtempSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const { startCollector } = await import('../scripts/collector.mjs');
  const { startSite } = await load('e2e/site.ts');
  const { startEndpoint } = await load('e2e/fault-server.ts');
  const { stub } = await import('../demo/tag.mjs');
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  const collector = await startCollector(['--port', '0', '--data', data, '--rate', '100000']);
  const shop = await startSite();
  const page = (head) => `<!doctype html><link rel="icon" href="data:,"><title>Acme</title>${head}<h1>Acme</h1>`;
  return {
    browser: await chromium.launch({ executablePath: findChromium(), args: browserArgs }),
    /** The widget is there, and waits for its settings. */
    url: shop.serve('/', page(`${stub}<script async src="${collector.origin}/earshot.js"></script>`)),
    blank: shop.serve('/blank', page('')),
    startEndpoint,
    async close() {
      await this.browser.close();
      await Promise.all([shop.stop(), collector.stop()]);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** One delivery of the whole backlog in a browser of its own; the longest task meanwhile in ms, and what arrived. */
async function deliver({ browser, url, blank, startEndpoint }, samples, send) {
  const endpoint = await startEndpoint();
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  await page.goto(blank);
  await page.evaluate(seed, makeRecords(samples, 'bench'));
  await page.goto(url, { waitUntil: 'networkidle' });
  const settings = { endpoint: endpoint.url, site: 'bench', survey: 'nps', subject: 'Acme', trigger: ['manual'] };
  const trace = await traceOf(browser, page, () => page.evaluate(send, { count: backlog, settings }));
  const arrived = [endpoint.received.length, endpoint.rows().length];
  await context.close();
  await endpoint.stop();
  return {
    longestMs: Math.max(...tasksBetween(trace, 'begin', 'end')),
    isWhole: arrived.every((count) => count === backlog),
  };
}

/**
 * Sends the backlog by the widget and by hand in turns. `ratio` is that of the medians of the longest tasks; a round in
 * which the widget did not post each response exactly once is a violation, and all rounds are where the ratio is too high.
 */
export async function measureBacklog(rounds = 7, report = () => {}) {
  const world = await open();
  const samples = await load('src/core/samples.ts');
  const [widget, hand] = [[], []];
  let broken = 0;
  for (let round = 0; round < rounds; round++) {
    // Whoever comes first finds a colder browser.
    for (const turn of round % 2 ? ['hand', 'widget'] : ['widget', 'hand'])
      if (turn === 'hand') hand.push((await deliver(world, samples, sendByHand)).longestMs);
      else {
        const { longestMs, isWhole } = await deliver(world, samples, sendByWidget);
        widget.push(longestMs);
        if (!isWhole) broken++;
      }
    report(widget.at(-1), hand.at(-1));
  }
  await world.close();
  const [widgetMs, handMs] = [median(widget), median(hand)];
  const ratio = widgetMs / handMs;
  return { runs: rounds, violations: ratio > mostRatio ? rounds : broken, ratio, widgetMs, handMs };
}

if (process.argv[1] === import.meta.filename) {
  setup();
  const { installChromium } = await import('../scripts/browser.mjs');
  installChromium();
  const { build } = await import('../scripts/build.mjs');
  await build();
  console.log('round · longest task of the widget · by hand');
  let round = 0;
  const { ratio, widgetMs, handMs, violations } = await measureBacklog(undefined, (...ms) =>
    console.log([++round, ...ms.map((one) => `${one.toFixed(1)} ms`)].join(' · ')),
  );
  const medians = [widgetMs, handMs].map((ms) => `${ms.toFixed(1)} ms`).join(' to ');
  console.log(`${medians}: ${ratio.toFixed(2)} times as long, of at most ${mostRatio}.`);
  if (violations) console.log('The widget was too long at it, or did not post each response exactly once.');
  process.exitCode = violations ? 1 : 0;
}
