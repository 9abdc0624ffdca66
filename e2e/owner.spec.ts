import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCollector } from './collector.ts';
import { atOnce, choose, expect, promptOf, test } from './fixtures.ts';

/** The samples of the README that ask a collector for something. */
const samples = [...readFileSync('README.md', 'utf8').matchAll(/```sh\n([^]*?)```/g)]
  .map(([, code = '']) => code)
  .filter((code) => code.includes('$TOKEN'));

test('does what the README shows: exports tables and lines, a person, and imports them again', async ({
  page,
  shop,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-owner-'));
  const [first, second] = await Promise.all([startCollector(), startCollector()]);
  const run = (code: string, { origin, token }: typeof first): string => {
    const command = code
      .replaceAll('http://127.0.0.1:4700', origin)
      .replaceAll('curl ', 'curl --no-progress-meter --fail ');
    const { status, stdout, stderr } = spawnSync('bash', ['-euc', command], {
      cwd: folder,
      env: { ...process.env, TOKEN: token },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  await page.goto(
    shop.page('/', {
      ...atOnce,
      'data-endpoint': `${first.origin}/v1/responses`,
      'data-user': 'u_123',
      'data-trait-plan': 'pro',
    }),
  );
  await choose(page, 9);
  await promptOf(page).comment.fill('=SUM(A1)');
  await promptOf(page).send.click();
  await expect(promptOf(page).card.getByText('Sent.')).toBeVisible();

  const [reading = '', people = '', moving = ''] = samples;
  expect(samples).toHaveLength(3);
  expect(JSON.parse(run(reading, first))).toMatchObject({
    surveys: [{ n: 1, split: { by: 'device', values: [{ value: 'desktop', n: 1 }] } }],
  });
  expect(readFileSync(join(folder, 'responses.csv'), 'utf8')).toMatch(/\r\n[^\r]*,nps,nps,9,positive,'=SUM\(A1\),/);
  expect(JSON.parse(run(moving, second))).toMatchObject({ imported: 1, known: 0, refused: 0 });
  expect(JSON.parse(run(moving, second))).toMatchObject({ imported: 0, known: 1, refused: 0 });
  expect(JSON.parse(run(people, first))).toEqual({ erased: 1 });
  expect(JSON.parse(readFileSync(join(folder, 'person.json'), 'utf8'))).toMatchObject({
    responses: [{ user: 'u_123', score: 9, traits: { plan: 'pro' }, comment: '=SUM(A1)' }],
  });
  await Promise.all([first.stop(), second.stop()]);
  rmSync(folder, { recursive: true });
});
