import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCollector, startCollector } from './collector.ts';
import { atOnce, choose, expect, promptOf, test } from './fixtures.ts';

test('shows an owner the answer on the results page, behind the token', async ({ page, shop, collector }) => {
  await page.goto(shop.page('/', { ...atOnce }));
  await choose(page, 0);
  await promptOf(page).comment.fill('Tea was cold. <img src=x onerror=alert(1)>');
  await promptOf(page).send.click();
  await expect.poll(shop.rows).toHaveLength(1);
  await page.goto(collector.results);
  expect(new URL(page.url()).hash, 'the token does not stay in the address').toBe('');
  const card = page.getByRole('region', { name: `nps ${shop.site}` });
  const site = page.getByRole('table', { name: shop.site });
  await expect(site.getByText('1 so far'), 'one answer is no score').toBeVisible();
  await site.getByRole('link', { name: 'nps' }).click();
  await expect(card.getByText('fewer than five answers')).toBeVisible();
  await expect(
    card.getByRole('table', { name: 'Scores' }).getByRole('row', { name: '0 100% 1', exact: true }),
  ).toBeVisible();
  const comments = page.getByRole('region', { name: 'Comments' });
  await expect(comments.getByText('Tea was cold. <img src=x onerror=alert(1)>')).toBeVisible();
  await page.reload();
  await expect(card, 'the tab stays signed in').toBeVisible();
});

test('asks for the token, and says so when it is wrong', async ({ page, collector, errors }) => {
  await page.goto(`${collector.origin}/`);
  await page.getByLabel('Token').fill('not the token');
  await page.getByRole('button', { name: 'Show results' }).click();
  await expect(page.getByRole('alert')).toContainText('did not accept this token');
  expect((await fetch(`${collector.origin}/v1/results`)).status).toBe(401);
  // The browser itself reports the 401.
  errors.length = 0;
});

test('has every row again after it was stopped and started', async ({ page, shop }) => {
  const first = await startCollector();
  const { origin, data } = first;
  await page.goto(shop.page('/', { ...atOnce, 'data-endpoint': `${origin}/v1/responses` }));
  await choose(page, 9);
  await promptOf(page).send.click();
  const rows = async (): Promise<unknown[]> => {
    const answer = await fetch(`${origin}/v1/responses`, { headers: { authorization: `Bearer ${first.token}` } });
    return ((await answer.json()) as { responses: unknown[] }).responses;
  };
  await expect.poll(rows).toHaveLength(1);
  await first.stop(true);
  const second = await startCollector(Number(new URL(origin).port), data);
  expect(second.token, 'the token is kept beside the rows').toBe(first.token);
  expect(await rows()).toMatchObject([{ score: 9 }]);
  await second.stop();
});

test('ends with one clear sentence and code 2 where it cannot run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  const { port } = busy.address() as { port: number };
  const cases: readonly [readonly string[], string][] = [
    [['--port', 'http'], '--port "http" is not allowed: it must be an integer from 0 to 65535.'],
    [['--prot', '1'], '--prot is not a flag; see earshot --help.'],
    [['--token', 'x'], '--token "x" is not allowed: it must be at least 8 characters'],
    [['--origins', 'shop.example'], '--origins "shop.example" is not allowed: it must be * or origins'],
    [['--port', String(port), '--data', folder], `--port ${port} is busy`],
    [['--port', '0', '--data', join(file, 'data')], 'cannot be used: a part of the path is a file, not a folder'],
  ];
  for (const [flags, sentence] of cases) {
    const { code, out, err } = await runCollector(...flags);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n'), 'one sentence').toHaveLength(1);
    expect(out).toBe('');
    expect(code).toBe(2);
  }
  busy.close();
  rmSync(folder, { recursive: true });
});

test('prints its flags and its version', async () => {
  const help = await runCollector('--help');
  expect(help.code).toBe(0);
  for (const flag of ['--port', '--host', '--data', '--token', '--origins']) expect(help.out).toContain(flag);
  expect((await runCollector('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
