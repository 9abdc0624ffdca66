import { expect } from '@playwright/test';
import { onDemand } from '../answer.ts';
import { startEndpoint } from '../fault-server.ts';
import { html } from '../fixtures.ts';
import { leavingOn, waitingIn } from '../host-page.ts';
import { test } from './fixtures.ts';
import type { Visitor } from './visitor.ts';

const rateUs = '<button id="rate" data-earshot-show="nps">Rate us</button>';

/** Opens the prompt by the button of the host page. */
async function open(visitor: Visitor): Promise<void> {
  // A click that comes before the widget is there is nobody's.
  await visitor.evaluate(waitingIn, 0);
  await visitor.click('#rate');
}

/** Opens the prompt, chooses and sends. */
async function answer(visitor: Visitor, score: number): Promise<void> {
  await open(visitor);
  await visitor.clickInPrompt(`input[value="${score}"]`);
  await visitor.clickInPrompt('.send');
}

for (const [name, leave] of [
  ['goes to another page', `location.href = '/elsewhere'`],
  ['reloads', 'location.reload()'],
] as const)
  for (const [also, unload] of [
    ['', ''],
    [' and has an unload listener', `<script>addEventListener('unload', () => {})</script>`],
  ] as const)
    test(`delivers an answer when the host page ${name} in the task of the click${also}`, async ({
      visitor,
      shop,
      endpoint,
    }) => {
      endpoint.answer = { status: 202, delayMs: 250 };
      shop.serve('/elsewhere', html('', '<h1>Elsewhere</h1>'));
      const body = rateUs + leavingOn('send', leave) + unload;
      await visitor.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }, body));
      await answer(visitor, 4);
      await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 4, outcome: 'answered' }]);
      expect(endpoint.rows()).toHaveLength(1);
    });

test('posts the chosen score when the tab is closed right after the choice', async ({ visitor, shop, endpoint }) => {
  shop.serve('/elsewhere', html('', '<h1>Elsewhere</h1>'));
  await visitor.goto(`${shop.origin}/elsewhere`);
  await visitor.openTab();
  await visitor.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }, rateUs));
  await open(visitor);
  await visitor.clickInPrompt('input[value="6"]');
  await visitor.closeTab();
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 6, outcome: 'scored' }]);
});

test('delivers on the next visit, once, what was answered offline', async ({ visitor, shop, endpoint }) => {
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }, rateUs);
  await visitor.goto(url);
  await open(visitor);
  await visitor.clickInPrompt('input[value="0"]');
  await visitor.setOffline(true, endpoint);
  await visitor.clickInPrompt('.send');
  await expect.poll(() => visitor.evaluate(readTries, 'earshot')).toEqual([1]);
  expect(endpoint.received).toEqual([]);
  await visitor.goto('about:blank');
  await visitor.setOffline(false, endpoint);
  await visitor.goto(url);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 0, outcome: 'answered' }]);
  await expect.poll(() => visitor.evaluate(waitingIn, 0)).toBe(0);
  expect(endpoint.received).toHaveLength(1);
});

/** In the page: how often each waiting response was tried. */
const readTries = (name: string): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const all = request.result.transaction('responses').objectStore('responses').getAll();
      all.onsuccess = () => {
        request.result.close();
        resolve((all.result as { tries: number }[]).map(({ tries }) => tries));
      };
    };
  });

test('has one row when the endpoint stored the response and its answer was lost', async ({
  visitor,
  shop,
  endpoint,
}) => {
  endpoint.next = ['lose', 'lose'];
  await visitor.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }, rateUs));
  await answer(visitor, 3);
  await expect.poll(() => endpoint.received.length).toBe(3);
  await expect.poll(() => visitor.evaluate(waitingIn, 0)).toBe(0);
  expect(endpoint.rows()).toMatchObject([{ score: 3, revision: 2 }]);
});

test('sends what the visitor answers in a sandboxed frame that may keep nothing', async ({
  visitor,
  shop,
  endpoint,
}) => {
  shop.page('/inner', { ...onDemand, 'data-endpoint': endpoint.url }, rateUs);
  await visitor.goto(
    shop.serve('/', html('', '<iframe width="600" height="500" sandbox="allow-scripts" src="/inner"></iframe>')),
  );
  await visitor.enterFrame();
  await answer(visitor, 8);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 8, outcome: 'answered' }]);
});

test('sends at once where the host page has used up what the browser grants to pages that are left', async ({
  visitor,
  shop,
  endpoint,
}) => {
  const busy = await startEndpoint();
  busy.answer = 'hang';
  await visitor.goto(shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url }, rateUs));
  await visitor.evaluate((url) => {
    fetch(url, { method: 'POST', body: 'x'.repeat(65_000), keepalive: true, mode: 'no-cors' }).catch(() => {});
  }, busy.url);
  await expect.poll(() => busy.countOf('POST')).toBe(1);
  await answer(visitor, 8);
  await expect.poll(() => endpoint.rows()).toMatchObject([{ score: 8 }]);
  await expect.poll(() => visitor.evaluate(waitingIn, 0)).toBe(0);
  await busy.stop();
});
