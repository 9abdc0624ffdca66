import { countsOf, headlineOf, lastDays, meanOf, promptsOf, ratesOf, scoresOf } from './by-hand.mjs';

const surveys = {
  relationship: 'tea.example',
  checkout: 'tea.example',
  support: 'help.tea.example',
  product: 'app.tea.example',
  timer: 'app.tea.example',
};

const text = async (locator) => ((await locator.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const scaleOf = ({ kind, max }) => `${kind}-${max}`;

/** The figures of the page are those of the library, and those of who counts himself. */
export async function tellNumbers({ claim, open, year, untilMs, metrics }) {
  for (const [name, days] of [
    ['28 days', 28],
    ['12 months', 365],
  ]) {
    const page = await open(`/?period=${days}d`);
    for (const survey of Object.keys(surveys)) {
      const responses = promptsOf(year.responses, survey, ...lastDays(untilMs, days));
      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: survey, exact: true }) });
      const seen = async () => [
        await text(row.locator('.value strong')),
        await text(row.locator('.value .quiet')),
        await text(row.locator('[data-label="Responses"]')),
        await text(row.locator('[data-label="Response rate"]')),
      ];
      const expected = [...headlineOf(responses), ...ratesOf(responses)];
      await claim(`1 ${survey}, ${name}: score, interval, responses and rate as counted by hand`, expected, seen);
    }
    await page.context().close();
  }
  for (const [survey, site] of Object.entries(surveys)) {
    const responses = promptsOf(year.responses, survey, ...lastDays(untilMs, 90));
    const [{ kind, max }] = responses;
    const page = await open(`/?site=${site}&survey=${survey}&scale=${scaleOf(responses[0])}`);
    const counts = Object.fromEntries(countsOf(responses));
    await claim(`1 ${survey}: the bars are how often each point was chosen`, countsOf(responses), async () => {
      const rows = await page.locator('.distribution tbody tr').all();
      return Promise.all(
        rows.map(async (row) => [
          Number(await text(row.locator('th'))),
          Number((await text(row.locator('.count'))).replace(',', '')),
        ]),
      );
    });
    await claim(`1 ${survey}: its mean`, meanOf(responses), () =>
      text(page.locator('.survey dl > div').filter({ hasText: 'Sum of the scores' }).locator('strong')),
    );
    const { score, shares } = metrics.summaryOf(kind, max, counts);
    const words = (share) => `${metrics.roundSymmetric(share)}%`;
    await claim(
      `1 ${survey}: score and shares of earshot/metrics`,
      [
        kind === 'nps' ? headlineOf(responses)[0] : words(score),
        ...['negative', 'neutral', 'positive'].map((segment) => words(shares[segment])),
      ],
      async () => [
        await text(page.locator('.survey .score strong').first()),
        ...(await page.locator('.shares li strong').allTextContents()),
      ],
    );
    await page.context().close();
  }
  const phones = promptsOf(year.responses, 'relationship', ...lastDays(untilMs, 90)).filter(
    ({ device, traits }) => device === 'phone' && traits.plan === 'free',
  );
  const page = await open(
    '/?site=tea.example&survey=relationship&scale=nps-10&device=phone&trait.plan=free&split=locale',
  );
  await claim('2 Narrowed by device and trait, by its address', headlineOf(phones), async () => [
    await text(page.locator('.survey .score strong').first()),
    await text(page.locator('.survey .score p + p').first()),
  ]);
  const english = phones.filter(({ locale }) => locale === 'en');
  await claim(
    '2 Split by language within that',
    [headlineOf(english)[0], String(scoresOf(english).length)],
    async () => {
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'English' }) });
      return [await text(row.locator('.value strong')), await text(row.locator('[data-label="Responses"]'))];
    },
  );
  await page.context().close();
}
