import { expect, html, type Attributes, type Shop } from '../fixtures.ts';
import { test } from './fixtures.ts';
import type { Visitor } from './visitor.ts';

// Host pages under a content security policy, in every engine: the whole way of an answer, and not one violation.

const nonce = 'bm9uY2UtMQ';

/** Tells of every violation that the document hears of; what the browser reports goes to the site. An icon is its own idea. */
const watcher = `window.violations = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => blockedURI.endsWith('/favicon.ico') || violations.push([effectiveDirective, blockedURI, sourceFile].join(' ')), true);`;

const readViolations = (visitor: Visitor): Promise<readonly string[]> =>
  visitor.evaluate(() => (window as unknown as { violations: readonly string[] }).violations, undefined);

const reportsTo = ({ reports }: Shop): readonly string[] => reports.filter((one) => !one.includes('/favicon.ico'));

/** A host page with this policy, whose tag is all that it has. */
function openUnder(shop: Shop, collector: string, policy: string, attributes: Attributes = {}, more = ''): string {
  shop.serve('/watcher.js', watcher);
  const tag = Object.entries({
    src: `${collector}/earshot.js`,
    'data-survey': 'nps',
    'data-subject': 'Acme',
    'data-site': shop.site,
    'data-endpoint': `${collector}/v1/responses`,
    'data-min-pages': '0',
    'data-min-time': '0s',
    ...attributes,
  }).map(([name, value]) => ` ${name}="${value}"`);
  const head = `<script nonce="${nonce}" src="/watcher.js"></script><script async nonce="${nonce}"${tag.join('')}></script>`;
  // Without the icon in the address that html() gives: images are forbidden here.
  const page = html(head, `<h1>Host</h1>${more}`).replace('<link rel="icon" href="data:,">', '');
  return shop.serve('/', page, { 'content-security-policy': `${policy}; report-uri /reports` });
}

const policies = {
  'a nonce and strict-dynamic': (collector: string) =>
    `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src ${collector}; base-uri 'none'; object-src 'none'`,
  'nothing but scripts and connections': (collector: string) =>
    `default-src 'none'; script-src 'self' ${collector}; connect-src ${collector}`,
  'Trusted Types without any policy': (collector: string) =>
    `default-src 'none'; script-src 'self' ${collector}; connect-src ${collector}; require-trusted-types-for 'script'; trusted-types 'none'`,
};

for (const [name, policyOf] of Object.entries(policies)) {
  test(`asks, thanks and delivers under ${name}, without a violation`, async ({ visitor, shop, collector }) => {
    const url = openUnder(shop, collector.origin, policyOf(collector.origin));
    await visitor.goto(url);
    await visitor.clickInPrompt('input[value="9"]');
    await visitor.clickInPrompt('.send');
    await visitor.clickInPrompt('.thanks');
    await expect.poll(shop.rows).toMatchObject([{ score: 9, outcome: 'answered' }]);
    expect(await readViolations(visitor)).toEqual([]);
    expect(reportsTo(shop)).toEqual([]);
  });
}

test('has a page under a policy tell of what it forbids', async ({ visitor, shop, collector }) => {
  const policy = policies['Trusted Types without any policy'](collector.origin);
  const url = openUnder(shop, collector.origin, policy, { 'data-mode': 'off' }, '<p style="color: red">Red</p>');
  await visitor.goto(url);
  await visitor.evaluate(() => {
    try {
      document.createElement('script').src = '/watcher.js';
    } catch {}
  }, undefined);
  await expect
    .poll(async () => (await readViolations(visitor)).map((one) => one.split(' ')[0]).toSorted())
    .toEqual(['require-trusted-types-for', 'style-src-attr']);
  await expect.poll(() => reportsTo(shop).length).toBeGreaterThan(1);
});
