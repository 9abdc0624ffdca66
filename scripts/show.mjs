// npm run show: the main story in a real browser against a real collector, one line per claim.
import { setup } from './setup.mjs';

setup();
const { installChromium, findChromium, browserArgs } = await import('./browser.mjs');
installChromium();
const { chromium, devices } = await import('@playwright/test');
const { createServer } = await import('node:http');
const { mkdirSync, mkdtempSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { build } = await import('./build.mjs');
const { makeClaims } = await import('./claims.mjs');
const { startCollector } = await import('./collector.mjs');

const { claim, finish } = makeClaims();

await build();
mkdirSync('shots', { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'earshot-show-'));
let collector = await startCollector(['--port', '0', '--data', data]);
const { origin, token } = collector;

/** An owner's pages, on another origin than the collector: one path for each kind. */
const site = createServer((request, response) => {
  const kind = new URL(request.url, 'http://host').pathname.slice(1);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,"><title>Acme</title><style>:root{color-scheme:light dark;font-family:system-ui}body{margin:3rem}</style>
    <script async src="${origin}/earshot.js" data-survey="${kind}" data-subject="Acme" data-site="show" data-min-pages="0"
      data-min-time="0s" data-endpoint="${origin}/v1/responses"></script></head><body><h1>Acme</h1><p>A page of a shop.</p></body></html>`);
});
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
const shop = `http://127.0.0.1:${site.address().port}`;

const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });
const looks = [
  ['desktop-light', { ...devices['Desktop Chrome'], colorScheme: 'light' }],
  ['desktop-dark', { ...devices['Desktop Chrome'], colorScheme: 'dark' }],
  ['phone-light', { ...devices['Pixel 7'], colorScheme: 'light' }],
  ['phone-dark', { ...devices['Pixel 7'], colorScheme: 'dark' }],
];
const visitor = async (look = looks[0][1]) => (await browser.newContext(look)).newPage();
const promptIn = (page) => page.getByRole('region', { name: 'Quick survey' });

async function answer(page, kind, score, comment) {
  await page.goto(`${shop}/${kind}`);
  await promptIn(page)
    .getByRole('radio', { name: new RegExp(`^${score}( |$)`) })
    .click();
  if (comment) await promptIn(page).getByRole('textbox').fill(comment);
  await promptIn(page).getByRole('button', { name: 'Send' }).click();
}
const rows = async () => {
  const got = await fetch(`${origin}/v1/responses?site=show`, { headers: { authorization: `Bearer ${token}` } });
  return (await got.json()).responses;
};
const scores = async () => (await rows()).map(({ survey, score }) => `${survey} ${score}`).sort();

await answer(await visitor(), 'nps', 0, 'The parcel came late.');
await answer(await visitor(), 'csat', 5);
await answer(await visitor(), 'ces', 7);
await claim('three visitors answer: three rows', ['ces 7', 'csat 5', 'nps 0'], scores);
await claim(
  'the comment of score 0 arrived',
  'The parcel came late.',
  async () => (await rows()).find(({ score }) => score === 0).comment,
);

const owner = await visitor();
await owner.goto(collector.results);
const overview = (name) => owner.getByRole('row').filter({ has: owner.getByRole('link', { name, exact: true }) });
await overview('nps').waitFor();
for (const kind of ['nps', 'csat', 'ces'])
  await claim(`results page: one answer to ${kind} is no score yet`, 1, () =>
    overview(kind).getByText('1 so far', { exact: true }).count(),
  );
const openSurvey = async (page, name) => {
  await page.goto(collector.results);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('region', { name: `${name} show` }).waitFor();
};
for (const [kind, score] of [
  ['csat', 5],
  ['ces', 7],
  ['nps', 0],
]) {
  await openSurvey(owner, kind);
  await claim(`results page: ${kind} counts one ${score}`, 1, () =>
    owner
      .getByRole('region', { name: `${kind} show` })
      .getByRole('row', { name: `${score} 100% 1`, exact: true })
      .count(),
  );
}
await claim('results page: the comment', 1, () => owner.getByText('The parcel came late.', { exact: true }).count());

const late = await visitor();
await late.goto(`${shop}/nps`);
await promptIn(late).getByRole('radio').first().waitFor();
await collector.stop();
await promptIn(late).getByRole('radio', { name: '8', exact: true }).click();
await promptIn(late).getByRole('button', { name: 'Send' }).click();
await claim('collector stopped: the visitor is thanked', true, () =>
  promptIn(late).getByText('Thank you for your feedback!').last().isVisible(),
);
collector = await startCollector(['--port', new URL(origin).port, '--data', data]);
await claim('collector started again: nothing is lost', ['ces 7', 'csat 5', 'nps 0'], async () =>
  (await scores()).filter((one) => one !== 'nps 8'),
);
await late.goto(`${shop}/nps`);
await claim('next page: exactly one more row', ['ces 7', 'csat 5', 'nps 0', 'nps 8'], scores);

const [{ firstReceivedAt, receivedAt, ...stored }] = (await rows()).filter(({ score }) => score === 8);
const post = async (response) => {
  const got = await fetch(`${origin}/v1/responses`, {
    method: 'POST',
    body: JSON.stringify(response),
    headers: { 'content-type': 'application/json' },
  });
  return [got.status, await got.json()];
};
await claim('a duplicate is answered like a new one', [202, { id: stored.id }], () => post(stored));
await claim('an old revision is answered like a new one', [202, { id: stored.id }], () =>
  post({ ...stored, revision: stored.revision - 1, score: 1, segment: 'negative' }),
);
await claim('neither changes anything', ['ces 7', 'csat 5', 'nps 0', 'nps 8'], scores);
await claim('not even the time of receipt', [firstReceivedAt, receivedAt], async () => {
  const row = (await rows()).find(({ score }) => score === 8);
  return [row.firstReceivedAt, row.receivedAt];
});

for (const [name, look] of looks) {
  const page = await visitor(look);
  await page.goto(`${shop}/nps`);
  await promptIn(page).getByRole('radio').first().waitFor();
  await page.screenshot({ path: `shots/prompt-${name}.png`, animations: 'disabled' });
  await promptIn(page).getByRole('radio', { name: '9', exact: true }).click();
  await page.screenshot({ path: `shots/chosen-${name}.png`, animations: 'disabled' });
  await openSurvey(page, 'nps');
  await page.screenshot({ path: `shots/results-${name}.png`, animations: 'disabled', fullPage: true });
}
await browser.close();
site.close();
await collector.stop();
rmSync(data, { recursive: true, force: true });
finish('All claims hold. Screenshots are in shots/.');
