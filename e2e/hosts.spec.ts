import { browserArgs, findChromium } from '../scripts/browser.mjs';
import { openPrompt } from './answer.ts';
import { choose, expect, promptOf, test } from './fixtures.ts';
import { checkHost } from './hosts/check-host.ts';
import { react } from './hosts/apps.ts';
import { hosts } from './hosts/hosts.ts';
import { mooTools, prototype } from './hosts/natives.ts';
import { serveHost } from './hosts/serve-host.ts';
import { bootstrap } from './hosts/sheets.ts';
import { watchGlobals } from './hosts/watch-globals.ts';
import { steps } from './survey.ts';

const executablePath = findChromium();
test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: browserArgs,
    // Pages that are left go into the cache of the back button, as with every visitor.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
});

// All of them are in the long suite, and in `npm run show:guest`.
const visited = process.env.EVERY_HOST ? hosts : [bootstrap, mooTools, react];

for (const host of visited)
  test(`is a guest that ${host.name} does not notice`, ({ browser, shop }) => checkHost(browser, shop, host));

for (const host of [mooTools, prototype])
  test(`asks every step where ${host.name} has changed the arrays`, async ({ page, shop }) => {
    const surveys = [{ survey: 'nps', subject: 'Acme', trigger: 'manual', steps: steps.slice(3, 5) }];
    const json = `<script type="application/json" id="surveys">${JSON.stringify({ surveys })}</script>`;
    await page.addInitScript(watchGlobals);
    const tag = shop.tag({ 'data-survey': undefined, 'data-config': '#surveys' });
    await page.goto(await serveHost(host, shop, json + tag));
    await openPrompt(page);
    const { card, send } = promptOf(page);
    await choose(page, 9);
    await card.getByRole('button', { name: 'Next' }).click();
    await card.getByRole('radio', { name: '4' }).click();
    await card.getByRole('button', { name: 'Next' }).click();
    for (const row of ['Speed', 'Looks'])
      await card.getByRole('radiogroup', { name: row }).getByRole('radio', { name: '2' }).click();
    await send.click();
    await expect.poll(shop.rows).toMatchObject([{ score: 9, answers: { price: 4, shop: { speed: 2, looks: 2 } } }]);
  });
