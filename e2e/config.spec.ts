import { call, expect, explain, failingRules, html, promptOf, requestsOf, test, warningsOf } from './fixtures.ts';
import { withoutGestures } from './page-state.ts';

const atOnce = { minPages: 0, minTime: '0s' };

test('reads surveys from a URL without cookies, and shows the one with the highest priority', async ({
  page,
  shop,
  context,
}) => {
  await withoutGestures(page);
  await context.addCookies([{ name: 'session', value: 'secret', url: shop.origin }]);
  const surveys = [
    { survey: 'touch', kind: 'csat', ...atOnce, question: 'Touchpoint?' },
    { survey: 'nps', ...atOnce, question: 'Relationship?' },
    { survey: 'first', kind: 'ces', ...atOnce, priority: 5, question: 'Priority?' },
    { survey: 'first', kind: 'ces', question: 'Second of that name?' },
  ];
  shop.serve('/surveys.json', JSON.stringify({ gap: '3d', site: 'not-this', surveys }));
  const cookies: (string | undefined)[] = [];
  page.on('request', async (request) => {
    if (request.url().endsWith('.json')) cookies.push((await request.allHeaders()).cookie);
  });
  const warnings = warningsOf(page);
  await page.goto(
    shop.page('/', {
      'data-survey': undefined,
      'data-config': '/surveys.json',
      'data-gap': '7d',
      'data-after-answer': '9d',
      'data-question': 'From the tag?',
    }),
  );
  await expect(promptOf(page).card.getByRole('radiogroup', { name: 'Priority?' })).toBeVisible();
  expect(cookies).toEqual([undefined]);
  await expect.poll(() => warnings).toEqual([expect.stringContaining('first')]);
  const { surveys: explained } = await explain(page);
  expect(
    explained.map(({ survey }) => survey),
    'priority, then NPS, then order',
  ).toEqual(['first', 'nps', 'touch']);
  const threshold = (id: string): unknown => explained[1]?.rules.find((rule) => rule.id === id)?.threshold;
  // Of the site, the tag comes first; of a survey, its own object, then the tag.
  expect([threshold('lastAsked'), threshold('afterAnswer')]).toEqual(['7d', '9d']);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([`earshot:${shop.site}`]);
});

test('reads surveys from an element that stands further down', async ({ page, shop }) => {
  const json = JSON.stringify({ surveys: [{ survey: 'csat', ...atOnce, question: 'From the element?' }] });
  await page.goto(
    shop.page(
      '/',
      { 'data-survey': undefined, 'data-config': '#surveys' },
      `<h1>Shop</h1><script type="application/json" id="surveys">${json}</script>`,
    ),
  );
  await expect(promptOf(page).card.getByRole('radiogroup', { name: 'From the element?' })).toBeVisible();
});

for (const [name, config, served, isReported] of [
  [
    'larger than 64 kB',
    '/large.json',
    JSON.stringify({ surveys: [{ survey: 'nps', ...atOnce, intro: 'x'.repeat(70_000) }] }),
    false,
  ],
  ['that are not there', '/missing.json', undefined, true],
  ['that are no JSON', '/page.json', html('', '<h1>Log in</h1>'), false],
  ['of an element that is not there', '#nowhere', undefined, false],
] as const)
  test(`starts nothing with settings ${name}, and says so once`, async ({ page, shop, errors }) => {
    if (served) shop.serve(config, served);
    const warnings = warningsOf(page);
    await page.goto(shop.page('/', { 'data-config': config }));
    await expect.poll(() => warnings).toEqual([expect.stringContaining(config)]);
    expect((await explain(page)).surveys).toEqual([]);
    await call(page, 'show');
    await expect(page.locator('earshot-prompt')).toHaveCount(0);
    // The browser itself reports what is not there.
    if (isReported) errors.length = 0;
  });

test('fetches the part for rare settings only where one is used', async ({ page, shop }) => {
  const requests = requestsOf(page);
  const fetched = (): boolean => requests.some((request) => request.includes('/rare-'));
  await page.goto(shop.page('/', { 'data-gap': '9d', 'data-after-later': '2d', 'data-report': 'outcomes' }));
  expect(await failingRules(page)).not.toContain('audience');
  expect(fetched()).toBe(false);
  await page.goto(shop.page('/rare', { 'data-audience': 'returning', 'data-devices': 'phone, tablet' }));
  expect(await failingRules(page)).toEqual(['minTime', 'devices', 'audience']);
  expect(fetched()).toBe(true);
});

test('tells the owner once of a name that only begins like a setting, when a prompt is due or before', async ({
  page,
  shop,
}) => {
  const warnings = warningsOf(page);
  const attributes = { 'data-accet': 'red', 'data-theme': 'pink', 'data-thermometer': '3' };
  await page.goto(shop.page('/', attributes));
  expect((await explain(page)).problems).toHaveLength(2);
  expect(warnings).toEqual([]);
  await page.goto(shop.page('/', { ...attributes, 'data-min-pages': '0', 'data-min-time': '0s' }));
  await expect(promptOf(page).card).toBeVisible();
  await expect
    .poll(() => warnings.toSorted())
    .toEqual([
      expect.stringContaining('data-accet is not a setting and is ignored. Did you mean data-accent?'),
      expect.stringContaining('data-theme="pink" is not allowed'),
    ]);
});
