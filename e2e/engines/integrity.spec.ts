import { readdirSync, readFileSync } from 'node:fs';
import { makeVersionedTag } from '../../scripts/versioned-tag.mjs';
import { expect, html, type Shop } from '../fixtures.ts';
import { test } from './fixtures.ts';
import type { Visitor } from './visitor.ts';

// Files of the widget that are not those that it was built with, in every engine: none is run.

const files = readdirSync('dist').filter((name) => name.endsWith('.js'));
const fileOf = (part: string): string => files.find((name) => name.startsWith(`${part}-`)) ?? part;
const tamperedWith = '\nglobalThis.isTampered = true;\n';

const policy = "require-trusted-types-for 'script'; trusted-types 'none'";

interface Hosting {
  /** The parts that are not what they should be. */
  readonly changed?: readonly string[];
  readonly policy?: string;
  readonly script?: string;
}

/** A host page whose widget lies on this server; the address of the page. */
function host(
  shop: Shop,
  collector: string,
  { changed = [], policy: line = '', script = 'earshot.js' }: Hosting,
): string {
  for (const name of files)
    shop.serve(
      `/widget/${name}`,
      readFileSync(`dist/${name}`, 'utf8') + (changed.some((part) => name === fileOf(part)) ? tamperedWith : ''),
    );
  const attributes = {
    src: `/widget/${script}`,
    'data-survey': 'nps',
    'data-subject': 'Acme',
    'data-site': shop.site,
    'data-endpoint': `${collector}/v1/responses`,
    'data-min-pages': '0',
    'data-min-time': '0s',
  };
  const tag = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  const headers = line && { 'content-security-policy': `${line}; report-uri /reports` };
  return shop.serve('/', html(`<script async${tag.join('')}></script>`, '<h1>Host</h1>'), headers || {});
}

const isTampered = (visitor: Visitor): Promise<boolean> =>
  visitor.evaluate(() => 'isTampered' in globalThis, undefined);

const problemsOf = (visitor: Visitor): Promise<readonly string[]> =>
  visitor.evaluate(async () => {
    const { earshot } = window as unknown as { earshot: (call: string) => Promise<{ problems: string[] } | undefined> };
    return (await earshot('explain'))?.problems ?? [];
  }, undefined);

/** What an engine tells of why it refused: WebKit does not say what an element was answered with. */
const refusal = (engine: string): RegExp =>
  engine === 'webkit' ? /could not be had/ : /is not the file that this earshot\.js was built with/;
const gap = /goes unchecked/;

for (const [name, line] of Object.entries({ 'without a policy': '', 'under Trusted Types': policy })) {
  test(`runs no prompt but its own, ${name}`, async ({ visitor, shop, collector }, { project }) => {
    await visitor.goto(host(shop, collector.origin, { changed: ['prompt'], policy: line }));
    // The one gap, which explain tells of.
    const isGap = project.name === 'webkit' && line !== '';
    if (isGap) await expect.poll(() => isTampered(visitor)).toBe(true);
    else await expect.poll(async () => (await problemsOf(visitor)).join()).toMatch(refusal(project.name));
    expect(await isTampered(visitor)).toBe(isGap);
    expect((await problemsOf(visitor)).some((one) => gap.test(one))).toBe(isGap);
    expect(shop.reports).toEqual([]);
  });

  test(`runs its own parts, each fetched once, ${name}`, async ({ visitor, shop, collector }) => {
    await visitor.goto(host(shop, collector.origin, { policy: line }));
    await visitor.clickInPrompt('input[value="9"]');
    await visitor.clickInPrompt('.send');
    await visitor.clickInPrompt('.thanks');
    await expect.poll(shop.rows).toMatchObject([{ score: 9, outcome: 'answered' }]);
    const fetched = await visitor.evaluate(
      () =>
        performance
          .getEntriesByType('resource')
          .map(({ name: address }) => /\/widget\/(\w+)-/.exec(address)?.[1])
          .filter(Boolean)
          .toSorted(),
      undefined,
    );
    expect(fetched).toEqual([...new Set(fetched)]);
    expect(fetched).toContain('prompt');
    expect(shop.reports).toEqual([]);
  });

  test(`has no gap in one file, ${name}`, async ({ visitor, shop, collector }) => {
    const changed = files.map((file) => file.replace(/-\w+\.js$/, '')).filter((part) => fileOf(part) !== part);
    await visitor.goto(host(shop, collector.origin, { changed, policy: line, script: 'earshot.all.js' }));
    await visitor.clickInPrompt('input[value="9"]');
    await visitor.clickInPrompt('.send');
    await visitor.clickInPrompt('.thanks');
    await expect.poll(shop.rows).toMatchObject([{ score: 9, outcome: 'answered' }]);
    expect(await isTampered(visitor)).toBe(false);
    expect(shop.reports).toEqual([]);
  });
}

test('runs no other part but its own: those that deliver and watch, and the one that knows the hashes', async ({
  visitor,
  shop,
  collector,
}, { project }) => {
  await visitor.goto(host(shop, collector.origin, { changed: ['outbox', 'watch'] }));
  await visitor.clickInPrompt('input[value="9"]');
  await expect
    .poll(async () => (await problemsOf(visitor)).filter((one) => refusal(project.name).test(one)).join())
    .toContain('outbox');
  expect(await isTampered(visitor)).toBe(false);
  await visitor.goto(host(shop, collector.origin, { changed: ['seals', 'prompt'] }));
  expect(await problemsOf(visitor)).toEqual([]);
  expect(await isTampered(visitor)).toBe(false);
});

for (const file of ['earshot.js', 'earshot.all.js'])
  test(`runs ${file} by the tag that the build prints, and nothing else by it`, async ({
    visitor,
    shop,
    collector,
  }) => {
    const tag = makeVersionedTag(file, collector.origin).replace(
      'data-survey',
      `data-site="${shop.site}" data-min-pages="0" data-min-time="0s" data-survey`,
    );
    const changed = readFileSync(`dist/${file}`, 'utf8') + tamperedWith;
    const src = shop.serve(`/changed/${file}`, changed, { 'access-control-allow-origin': '*' });
    await visitor.goto(shop.serve('/other', html(tag.replace(/src="[^"]+"/, `src="${src}"`), '<h1>Host</h1>')));
    expect(await isTampered(visitor)).toBe(false);
    expect(await visitor.evaluate(() => 'earshot' in window, undefined)).toBe(false);
    await visitor.goto(shop.serve('/printed', html(tag, '<h1>Host</h1>')));
    await visitor.clickInPrompt('input[value="9"]');
  });
