import { readdirSync, readFileSync } from 'node:fs';
import { expect, html, type Attributes, type Shop } from '../fixtures.ts';
import { waitingIn } from '../host-page.ts';
import { test } from './fixtures.ts';
import type { Visitor } from './visitor.ts';

// Host pages under a content security policy, in every engine: the whole way of an answer, and not one violation.

/** The built file of a part. */
const fileOf = (name: string): string =>
  readdirSync('dist').find((file) => new RegExp(String.raw`^${name}(-\w+)?\.js$`).test(file)) ?? name;

const nonce = 'R4nd0m';

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

/** Those of the README, in its order. */
const names = ['nothing but scripts and connections', 'a nonce and strict-dynamic', 'Trusted Types without any policy'];
const policies = [
  ...readFileSync('README.md', 'utf8').matchAll(/^Content-Security-Policy: (default-src 'none'.*)$/gm),
].map(([, line = '']) => line);

/** The same for these addresses; the host page has a script of its own. */
const policyOf = (line: string, collector: string): string =>
  line.replaceAll(/https:\/\/(cdn|answers)\.example/g, collector).replace('script-src http', `script-src 'self' http`);

test('tries the three policies that README names', () => {
  expect(policies.map((line) => /nonce|trusted/.exec(line)?.[0])).toEqual([undefined, 'nonce', 'trusted']);
});

for (const [index, name] of names.entries())
  test(`asks, thanks and delivers under ${name}, without a violation`, async ({ visitor, shop, collector }) => {
    const url = openUnder(shop, collector.origin, policyOf(policies[index] ?? '', collector.origin));
    await visitor.goto(url);
    await visitor.clickInPrompt('input[value="9"]');
    await visitor.clickInPrompt('.send');
    await visitor.clickInPrompt('.thanks');
    await expect.poll(shop.rows).toMatchObject([{ score: 9, outcome: 'answered' }]);
    expect(await readViolations(visitor)).toEqual([]);
    expect(reportsTo(shop)).toEqual([]);
  });

test('has a page under a policy tell of what it forbids', async ({ visitor, shop, collector }) => {
  const policy = `default-src 'none'; script-src 'self' ${collector.origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
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

test('names an endpoint that the policy of the page forbids, and keeps the answer', async ({
  visitor,
  shop,
  collector,
}) => {
  const policy = `default-src 'none'; script-src 'self' ${collector.origin}; connect-src 'self'`;
  await visitor.goto(openUnder(shop, collector.origin, policy));
  await visitor.clickInPrompt('input[value="2"]');
  await visitor.clickInPrompt('.send');
  await visitor.clickInPrompt('.thanks');
  const problems = (): Promise<string> =>
    visitor.evaluate(async () => {
      const { earshot } = window as unknown as { earshot: (call: string) => Promise<{ problems: string[] }> };
      await earshot('flush');
      return (await earshot('explain')).problems.join();
    }, undefined);
  const sentence = `keeps responses from ${collector.origin}/v1/responses: add it to connect-src`;
  await expect.poll(problems).toContain(sentence);
  expect(await visitor.evaluate(waitingIn, undefined)).toBe(1);
});

test('names a chunk that the policy of the page forbids', async ({ visitor, shop, collector }) => {
  const files = ['earshot', 'seals', 'calls', 'diagnostics'].map((name) => `${collector.origin}/${fileOf(name)}`);
  const policy = `default-src 'none'; script-src 'self' ${files.join(' ')}; connect-src ${collector.origin}`;
  await visitor.goto(openUnder(shop, collector.origin, policy));
  const problems = (): Promise<string> =>
    visitor.evaluate(async () => {
      const { earshot } = window as unknown as { earshot: (call: string) => Promise<{ problems: string[] }> };
      return (await earshot('explain')).problems.join();
    }, undefined);
  await expect.poll(problems).toContain('The survey nps could not be shown');
  expect(await problems()).toContain(`Allow the scripts in ${collector.origin}/.`);
});
