import { atOnce, choose, expect, explain, failingRules, html, promptOf, stub, test, warningsOf } from './fixtures.ts';

test('warns once for each bad value, naming it, what is allowed and what is used instead', async ({ page, shop }) => {
  const warnings = warningsOf(page);
  await page.goto(
    shop.page('/', {
      'data-gap': 'soon',
      'data-min-pages': 'many',
      'data-trigger': 'sometimes',
      'data-mode': 'LIVE',
      'data-after-anser': '10d',
      'data-cfasync': 'false',
    }),
  );
  await expect.poll(() => warnings.length).toBe(5);
  expect(warnings.sort()).toEqual([
    '[earshot] data-after-anser is not a setting and is ignored. Did you mean data-after-answer?',
    '[earshot] data-gap="soon" is not allowed: a duration such as 30s, 10m, 12h or 45d. Using 45d.',
    '[earshot] data-min-pages="many" is not allowed: a whole number from 0 to 999. Using 2.',
    '[earshot] data-mode="LIVE" is not allowed: live, test, off. Using live.',
    '[earshot] data-trigger="sometimes" is not allowed: load, exit, manual, event:NAME, click:SELECTOR, visible:SELECTOR, scroll:50% or time:30s, several separated by ;. Using load.',
  ]);
  expect((await explain(page)).problems).toHaveLength(5);
});

for (const [name, attributes, warning] of [
  ['no usable endpoint', { 'data-endpoint': 'javascript:alert(1)' }, 'There is no usable endpoint'],
  ['no endpoint', { 'data-endpoint': undefined }, 'There is no usable endpoint'],
  ['no usable kind', { 'data-survey': 'checkout' }, 'The survey checkout has no kind'],
  ['a kind that does not exist', { 'data-kind': 'stars', 'data-survey': 'x' }, 'data-kind="stars" is not allowed'],
] as const)
  test(`shows nothing with ${name}, and says so`, async ({ page, shop }) => {
    const warnings = warningsOf(page);
    await page.goto(shop.page('/', { ...atOnce, ...attributes }));
    await expect.poll(() => warnings.join('\n')).toContain(`[earshot] ${warning}`);
    expect((await explain(page)).surveys).toEqual([]);
    await expect(promptOf(page).card).toHaveCount(0);
  });

test('starts from JavaScript instead of a tag, with calls that were made before the script', async ({
  page,
  shop,
  collector,
}) => {
  const settings = JSON.stringify({
    endpoint: `${collector.origin}/v1/responses`,
    site: shop.site,
    surveys: [
      { survey: 'support', kind: 'ces', trigger: ['event:case_closed'], subject: 'Support' },
      { survey: 'nps', minPages: 9 },
    ],
  });
  const head = `${stub}<script>earshot('start', ${settings}); earshot('track', 'case_closed', { order: 'A-17', total: 42.5, list: [1] })</script><script async src="${collector.origin}/earshot.js"></script>`;
  const warnings = warningsOf(page);
  await page.goto(shop.serve('/', html(head, '<h1>Shop</h1>')));
  await choose(page, 7);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({
    survey: 'support',
    trigger: 'event:case_closed',
    question: 'Support made it easy for me to handle my issue.',
    traits: { order: 'A-17', total: 42.5 },
  });
  await expect.poll(() => warnings.join()).toContain('Traits must be an object');
  expect(await failingRules(page)).toContain('minPages');
});

test('works from the head of a page that closes late, and reads the site’s name as the subject', async ({
  page,
  shop,
}) => {
  shop.page('/', { ...atOnce, 'data-subject': undefined });
  const inner = await (await fetch(`${shop.origin}/`)).text();
  await page.goto(
    shop.serve('/', inner.replace('</head>', '<meta property="og:site_name" content="Leaf &amp; Kettle"></head>')),
  );
  await expect(promptOf(page).card.getByRole('radiogroup')).toHaveAccessibleName(
    'How likely are you to recommend Leaf & Kettle to a friend or colleague?',
  );
});

test('takes the same tag twice as one, and warns about a different one', async ({ page, shop }) => {
  const warnings = warningsOf(page);
  shop.page('/', { ...atOnce });
  const tag = /<script async.*?<\/script>/.exec(await (await fetch(`${shop.origin}/`)).text())?.[0] ?? '';
  await page.goto(shop.serve('/twice', html(stub + tag + tag, '<h1>Twice</h1>')));
  await expect(promptOf(page).card).toHaveCount(1);
  expect(warnings).toEqual([]);
  await page.goto(shop.serve('/other', html(stub + tag + tag.replace('"nps"', '"csat"'), '<h1>Other</h1>')));
  await expect.poll(() => warnings.join()).toContain('The first start holds');
});

test('takes everything down on stop and stays inert', async ({ page, shop }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await expect(promptOf(page).card).toBeVisible();
  await page.evaluate(() => (window as unknown as { earshot: (call: string) => Promise<void> }).earshot('stop'));
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
  const resolved = await page.evaluate(async () => {
    const { earshot } = window as unknown as { earshot: (...call: string[]) => Promise<unknown> };
    return [await earshot('track', 'x'), await earshot('flush'), await earshot('start')];
  });
  expect(resolved).toEqual([undefined, { sent: 0, kept: 0, refused: 0 }, undefined]);
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
});

test('names the calls that there are when one is called that there is not', async ({ page, shop }) => {
  const warnings = warningsOf(page);
  await page.goto(shop.page('/', {}));
  await page.evaluate(() => (window as unknown as { earshot: (call: string) => Promise<void> }).earshot('trak'));
  await expect
    .poll(() => warnings)
    .toEqual([
      "[earshot] earshot('trak') is not a call: start, track, show, identify, consent, forget, explain, flush, stop. It is ignored.",
    ]);
});

test('leaves the page alone when a chunk cannot be had, and says so in explain', async ({ page, shop, errors }) => {
  await page.route(/\/prompt-/, (route) => route.abort());
  await page.goto(shop.page('/', { ...atOnce }));
  await expect.poll(async () => (await explain(page)).problems.join()).toContain('The survey nps could not be shown');
  expect(await failingRules(page), 'nothing was spent').toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(1);
  expect(await page.evaluate(() => Object.values(localStorage).join())).toContain('"prompts":[]');
  // The browser itself reports the blocked request.
  errors.length = 0;
});

test('does nothing in a page that is only prerendered, and starts when it is opened', async ({
  page,
  shop,
  collector,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true, writable: true });
  });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(shop.page('/', { ...atOnce }));
  await page.waitForFunction(() => 'tag' in (window as unknown as { earshot: object }).earshot);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(requests.filter((url) => url.startsWith(collector.origin))).toEqual([`${collector.origin}/earshot.js`]);
  await page.evaluate(() => {
    Object.assign(document, { prerendering: false });
    document.dispatchEvent(new Event('prerenderingchange'));
  });
  await expect(promptOf(page).card).toBeVisible();
});

test('adds what JavaScript starts with to the settings of a tag without a survey', async ({ page, shop }) => {
  const url = shop.page('/', { 'data-survey': undefined });
  await page.goto(url);
  await page.evaluate(() => {
    const { earshot } = window as unknown as { earshot: (...call: unknown[]) => void };
    earshot('start', { survey: 'csat', minPages: 0, minTime: '0s' });
  });
  await choose(page, 3);
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  expect((await shop.rows())[0]).toMatchObject({ survey: 'csat', score: 3, site: shop.site });
});

test('shows nothing after stop, even in the frame in which the prompt would have come', async ({ page, shop }) => {
  await page.addInitScript(() => {
    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      void (window as unknown as { earshot: (call: string) => Promise<void> }).earshot('stop');
      Object.assign(window, { stopped: true });
      return frame(callback);
    };
  });
  await page.goto(shop.page('/', { ...atOnce }));
  await page.waitForFunction(() => 'stopped' in window);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  await expect(page.locator('earshot-prompt')).toHaveCount(0);
});

test('asks without traits that throw when they are read, and says so', async ({ page, shop }) => {
  const warnings = warningsOf(page);
  await page.goto(shop.page('/', { 'data-survey': 'csat', 'data-trigger': 'event:go' }));
  await page.evaluate(() => {
    const { earshot } = window as unknown as { earshot: (...call: unknown[]) => unknown };
    const bad = Object.defineProperty({ order: 'A-17' }, 'a', {
      enumerable: true,
      get() {
        throw new Error('no');
      },
    });
    return earshot('track', 'go', bad);
  });
  await expect(promptOf(page).card).toBeVisible();
  const sentence = 'Traits must be an object of at most 20 texts, numbers, true or false. The others are not sent.';
  expect((await explain(page)).problems).toEqual([sentence]);
  await expect.poll(() => warnings).toEqual([`[earshot] ${sentence}`]);
});
