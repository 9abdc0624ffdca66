import { browserArgs, findChromium } from '../scripts/browser.mjs';
import { test } from './fixtures.ts';
import { checkHost } from './hosts/check-host.ts';
import { react } from './hosts/apps.ts';
import { mooTools } from './hosts/natives.ts';
import { bootstrap } from './hosts/sheets.ts';

const executablePath = findChromium();
test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: browserArgs,
    // Pages that are left go into the cache of the back button, as with every visitor.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
});

// The others are in the long suite.
for (const host of [bootstrap, mooTools, react])
  test(`is a guest that ${host.name} does not notice`, ({ browser, shop }) => checkHost(browser, shop, host));
