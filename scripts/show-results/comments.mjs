const path = '/?site=help.tea.example&survey=support&scale=csat-5&period=28d';

/** Comments are found, tagged, and heard of as they arrive. */
export async function tellComments({ claim, open, collector, year, untilMs }) {
  const from = new Date(untilMs - 27 * 86_400_000).toISOString().slice(0, 10);
  const said = year.responses.filter(
    ({ survey, comment, shownAt }) => survey === 'support' && comment && shownAt >= from,
  );
  const page = await open(path);
  const panel = page.getByRole('region', { name: 'Comments' });
  const texts = () => panel.locator('blockquote').allTextContents();
  const newest = said
    .toSorted((one, other) => (one.shownAt < other.shownAt ? 1 : -1))
    .slice(0, 20)
    .map(({ comment }) => comment);
  await claim('5 The newest comments come first', newest, texts);
  const word = newest[0].split(' ').toSorted((one, other) => other.length - one.length)[0];
  await panel.getByRole('searchbox').fill(word.toUpperCase());
  const found = said.filter(({ comment }) => comment.includes(word)).length;
  await claim(
    `5 A search for “${word.toUpperCase()}” finds all that say so`,
    Math.min(20, found),
    async () => (await texts()).length,
  );
  await claim('5 The address keeps the search', word.toUpperCase(), async () =>
    new URL(page.url()).searchParams.get('search'),
  );
  await panel.getByRole('searchbox').fill('');
  await panel.getByRole('combobox', { name: 'Score' }).selectOption('1-2');
  const bad = said.filter(({ score }) => score <= 2).length;
  await claim('5 Narrowed to the negative ones', Math.min(20, bad), async () => (await texts()).length);
  await panel.getByRole('combobox', { name: 'Score' }).selectOption('');
  await claim('5 Widened again to all of them', newest, texts);
  const field = panel.getByLabel('New tag').first();
  await field.fill('show');
  await field.press('Enter');
  await panel.getByRole('button', { name: 'Show only the tag show' }).click();
  await claim('5 A tag is kept, and narrows to its comment', 1, async () => (await texts()).length);
  await page.goto(`${collector.origin}${path}`);
  await panel.getByText('Live').waitFor();
  const { id: _, firstReceivedAt: __, ...sample } = said[0];
  const hostile = '<img src=x onerror=alert(1)> {{7*7}} \u202eabc';
  const body = {
    ...sample,
    id: '0195e1c2-0000-7000-8000-000000000001',
    comment: hostile,
    page: 'javascript:alert(1)',
    traits: { plan: '<script>alert(1)</script>' },
    shownAt: new Date().toISOString(),
    scoredAt: new Date().toISOString(),
  };
  await fetch(`${collector.origin}/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await claim('5 A comment arrives without a reload, as the text that it is', hostile, async () => (await texts())[0]);
  await claim('5 Nothing of it became an element or a link', [0, 0], async () => [
    await panel.locator('img, script').count(),
    await panel.locator('a[href^="javascript"]').count(),
  ]);
  await page.context().close();
}
