import { headlineOf, lastDays, promptsOf, scoresOf } from './by-hand.mjs';

const dayMs = 86_400_000;
const path = '/?site=app.tea.example&survey=product&scale=nps-10&period=90d';
const text = async (locator) => ((await locator.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();

/** The Monday of the week so many weeks before this one, as a UTC day. */
function mondayBefore(untilMs, weeks) {
  const today = Math.floor(untilMs / dayMs);
  return new Date((today - ((today + 3) % 7) - 7 * weeks) * dayMs).toISOString().slice(0, 10);
}

/** The trend says of each week what a count by hand says, and keeps the owner's marks. */
export async function tellTrend({ claim, open, year, untilMs }) {
  const page = await open(path);
  await page.getByText('Show as a table').click();
  const rows = page.getByRole('table', { name: 'Score over time' }).locator('tbody tr');
  const responses = promptsOf(year.responses, 'product', ...lastDays(untilMs, 90));
  for (const weeks of [1, 4, 9]) {
    const [from, to] = [mondayBefore(untilMs, weeks), mondayBefore(untilMs, weeks - 1)];
    const week = responses.filter(({ shownAt }) => shownAt >= from && shownAt < to);
    const [score, range] = headlineOf(week);
    await claim(
      `4 The week of ${from}: score, range and answers by hand`,
      [score, range, scoresOf(week).length],
      async () => {
        const cells = rows.nth(weeks).locator('td');
        return [
          (await text(cells.nth(0))).replace(' (few)', ''),
          await text(cells.nth(1)),
          Number(await text(cells.nth(2))),
        ];
      },
    );
  }
  await claim('4 The chart is drawn', true, () =>
    page.evaluate(() => {
      const canvas = document.querySelector('.chart canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size > 4;
    }),
  );
  const walk = page.getByRole('slider', { name: 'Go through the score by week' });
  await walk.focus();
  await page.keyboard.press('ArrowLeft');
  await claim('4 Arrow keys go through it, and tell a screen reader what the table says', true, async () =>
    (await walk.getAttribute('aria-valuetext')).includes(await text(rows.nth(1).locator('td').nth(1))),
  );
  await page.getByRole('button', { name: 'Mark a day' }).click();
  await page.getByLabel('What happened').fill('Release 9.9');
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.getByText('Release 9.9').waitFor();
  await page.reload();
  const marks = page.getByRole('list', { name: 'Marks' });
  await claim('4 A mark of the owner is still there after a reload', 1, () => marks.getByText('Release 9.9').count());
  await page.getByRole('button', { name: 'Remove the mark Release 9.9' }).click();
  await claim('4 Removed, it is gone, and Undo is offered', [0, 1], async () => [
    await marks.getByText('Release 9.9').count(),
    await page.getByRole('button', { name: 'Undo' }).count(),
  ]);
  await page.context().close();
}
