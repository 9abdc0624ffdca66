import { readdirSync, readFileSync } from 'node:fs';
import type { Earshot, Explanation, SettingsInput, start } from 'earshot';
import * as metrics from 'earshot/metrics';
import { choose, expect, html, promptOf, test } from './fixtures.ts';

test('starts from an import, with the calls as methods, and fetches its chunks when they are needed', async ({
  page,
  shop,
  collector,
}) => {
  for (const file of readdirSync('dist').filter((name) => name.endsWith('.js')))
    shop.serve(`/${file}`, readFileSync(`dist/${file}`, 'utf8'));
  const settings: SettingsInput = {
    endpoint: `${collector.origin}/v1/responses`,
    site: shop.site,
    survey: 'refund',
    kind: 'csat',
    trigger: 'event:refund',
    subject: 'our refunds',
    // A setting that few use: it needs a chunk before anything is decided.
    devices: 'desktop',
  };
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(
    shop.serve(
      '/',
      html(
        '',
        `<h1>Shop</h1><script type="module">import { start } from './index.js'; window.calls = start(${JSON.stringify(settings)})</script>`,
      ),
    ),
  );
  await page.waitForFunction(() => 'calls' in window);
  await expect.poll(() => requests.map((path) => path.split('-')[0])).toEqual(['/', '/index.js', '/rare']);
  const explained: Explanation | undefined = await page.evaluate(() => {
    const { calls } = window as unknown as { calls: ReturnType<typeof start> };
    return calls.explain();
  });
  expect(explained?.surveys).toMatchObject([{ survey: 'refund', due: false }]);
  await page.evaluate(() => {
    const { calls } = window as unknown as { calls: Omit<Earshot, 'start'> };
    return calls.track('refund', { order: 'A-17' });
  });
  await choose(page, 2);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({
    survey: 'refund',
    score: 2,
    question: 'How satisfied are you with our refunds?',
    traits: { order: 'A-17' },
  });
  await page.evaluate(() => (window as unknown as { calls: Omit<Earshot, 'start'> }).calls.stop());
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
});

// What the build must not rename, nor compute differently: all of it is for others to read.
const figures = ({ npsOf, csatOf, compareNps, describeComparison, npsSampleSize, ratesOf }: typeof metrics): object => {
  const before = { 9: 200, 7: 120, 6: 80 };
  const comparison = compareNps(before, { 10: 240, 8: 110, 0: 50 });
  const thrown = (): string => {
    try {
      return String(npsOf({ 9: -1 }));
    } catch (error) {
      return String(error);
    }
  };
  return {
    nps: npsOf(before),
    csat: csatOf(5, { 4: 3 }),
    comparison,
    words: describeComparison(comparison),
    size: npsSampleSize(10),
    rates: ratesOf({ answered: 45, dismissed: 15 }, 9),
    thrown: thrown(),
  };
};
const near = (value: number): unknown => expect.closeTo(value, 2);
const expected = {
  nps: {
    n: 400,
    score: 30,
    mean: near(7.8),
    shares: { negative: 20, neutral: 30, positive: 50 },
    counts: { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 80, 7: 120, 8: 0, 9: 200, 10: 0 },
    display: 'normal',
    interval: { low: near(22.15), high: near(37.4) },
    deviation: near(1.25),
    meanInterval: { low: near(7.68), high: near(7.92) },
    areAllEqual: false,
  },
  csat: {
    n: 3,
    score: 100,
    mean: 4,
    shares: { negative: 0, neutral: 0, positive: 100 },
    counts: { 1: 0, 2: 0, 3: 0, 4: 3, 5: 0 },
    display: 'counts',
    deviation: 0,
    areAllEqual: true,
  },
  comparison: {
    verdict: 'higher',
    unit: 'point',
    difference: 17.5,
    estimate: near(17.37),
    interval: { low: near(7.08), high: near(27.66) },
    statistic: near(3.31),
    p: expect.closeTo(0.0009, 4),
    smallestChange: near(10.29),
  },
  words: 'higher (clear): by 18 points, between 7 and 28',
  size: 382,
  rates: {
    shown: 60,
    answered: 45,
    response: { count: 45, n: 60, percent: 75, interval: { low: near(62.77), high: near(84.22) } },
    dismissal: { count: 15, n: 60, percent: 25, interval: { low: near(15.78), high: near(37.23) } },
    comment: { count: 9, n: 45, percent: 20, interval: { low: near(10.9), high: near(33.82) } },
  },
  thrown: 'RangeError: counts[9] must be a whole number from 0 on, not -1',
};

test('gives earshot/metrics in Node', () => {
  expect(figures(metrics)).toEqual(expected);
});

test('gives the same metrics in a page, by a file that needs no other', async ({ page, shop }) => {
  shop.serve('/metrics.js', readFileSync('dist/metrics.js', 'utf8'));
  await page.goto(shop.serve('/', html('', '<h1>Shop</h1>')));
  const found = await page.evaluate(`import('/metrics.js').then(${figures})`);
  expect(found).toEqual(expected);
});
