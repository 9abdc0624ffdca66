import { expect } from '@playwright/test';
import { onDemand } from '../answer.ts';
import { test } from '../engines/fixtures.ts';
import type { Visitor } from '../engines/visitor.ts';
import type { Endpoint } from '../fault-server.ts';
import { html, type Shop } from '../fixtures.ts';
import { leavingOn, waitingIn } from '../host-page.ts';
import { makeRandom } from '../../scripts/random.mjs';
import { count } from './count.ts';

const rateUs = '<button id="rate" data-earshot-show="nps">Rate us</button>';
const unload = `<script>addEventListener('unload', () => {})</script>`;

/** How a page is left in the task of the click; a page with a listener for `unload` enters no cache of the back button. */
const ways = {
  goes: leavingOn('send', `location.href = '/elsewhere'`),
  'goes, unload': leavingOn('send', `location.href = '/elsewhere'`) + unload,
  reloads: leavingOn('send', 'location.reload()'),
  'is closed': '',
};

/** In the page: the ids of the responses that are stored here. */
const readIds = (name: string): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const keys = request.result.transaction('responses').objectStore('responses').getAllKeys();
      keys.onsuccess = () => {
        request.result.close();
        resolve(keys.result.map(String));
      };
    };
  });

/** Opens a page, up to where the widget is there: a click that comes before is nobody's. */
async function arrive(visitor: Visitor, url: string): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await visitor.goto(url);
      await visitor.evaluate(waitingIn, 0);
      return;
    } catch (error) {
      // Where the round before was leaving to may arrive only now.
      if (tries === 3) throw error;
    }
}

/** Answers and leaves; the endpoint takes a while. Returns what is wrong then. */
async function leave(
  visitor: Visitor,
  shop: Shop,
  endpoint: Endpoint,
  round: number,
  random: () => number,
): Promise<string | undefined> {
  const way = Object.keys(ways)[round % 4] as keyof typeof ways;
  const score = Math.floor(random() * 11);
  const before = endpoint.rows().length;
  endpoint.answer = { status: 202, delayMs: Math.floor(random() * 400) };
  const url = shop.page(`/${round}`, { ...onDemand, 'data-endpoint': endpoint.url }, rateUs + ways[way]);
  if (way === 'is closed') await visitor.openTab();
  await arrive(visitor, url);
  await visitor.click('#rate');
  await visitor.clickInPrompt(`input[value="${score}"]`);
  await visitor.clickInPrompt('.send');
  if (way === 'is closed') await visitor.closeTab();
  const arrived = expect.poll(() => endpoint.rows().slice(before), { timeout: 4000 });
  const isDelivered = await arrived.toMatchObject([{ score, outcome: 'answered' }]).then(
    () => true,
    () => false,
  );
  if (isDelivered) return undefined;
  await visitor.goto(`${shop.origin}/elsewhere`);
  const stored = await visitor.evaluate(readIds, 'earshot');
  return stored.length + endpoint.rows().length > before ? undefined : `${way}: score ${score} is gone`;
}

test('delivers or keeps what is answered in the moment in which the page is left', async ({
  visitor,
  shop,
  endpoint,
}, info) => {
  shop.serve('/elsewhere', html('', '<h1>Elsewhere</h1>'));
  await visitor.goto(`${shop.origin}/elsewhere`);
  const violations = await count(info, info.project.name === 'webkit' ? 50 : 200, (round, seed) =>
    leave(visitor, shop, endpoint, round, makeRandom(seed)),
  );
  expect(violations).toEqual([]);
});
