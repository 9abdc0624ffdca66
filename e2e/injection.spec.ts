import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, html, test, type Shop } from './fixtures.ts';
import { payloads } from './payloads.ts';

// Owners paste texts into settings from wherever they have them. None of them is ever more than text.

type Schema = Readonly<Record<string, unknown>>;

const schema = JSON.parse(readFileSync('dist/settings.schema.json', 'utf8')) as {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly $defs: { readonly survey: { readonly properties: Readonly<Record<string, Schema>> } };
};

/** Whatever takes a text, an address or a colour: its pattern forbids no sign, or is that of addresses or reasons. */
const isFree = (one: Schema): boolean =>
  [one, ...((one.anyOf as Schema[] | undefined) ?? [])].some(
    ({ pattern }) => typeof pattern == 'string' && /^\\S$|hH|\[\^=\|/.test(pattern),
  );
const nameFree = (properties: Readonly<Record<string, Schema>>): string[] =>
  Object.keys(properties).filter((name) => name !== 'endpoint' && isFree(properties[name] ?? {}));
const surveyNames = nameFree(schema.$defs.survey.properties);
const siteNames = nameFree(schema.properties);
const stringNames = Object.entries(JSON.parse(readFileSync('dist/locales/de.json', 'utf8')) as Schema)
  .filter(([, text]) => typeof text == 'string')
  .map(([name]) => name);

const all = (names: readonly string[], text: string) => Object.fromEntries(names.map((name) => [name, text]));

/** Settings that have this text wherever a text may be; half a list is a list of the text, too. */
const settingsWith = (text: string, endpoint: string) => ({
  endpoint,
  mode: 'test',
  ...all(siteNames, text),
  strings: all(stringNames, text),
  traits: { plan: text, [text.slice(0, 50)]: text },
  user: text,
  surveys: [
    {
      survey: 'csat',
      trigger: 'load',
      contact: 'always',
      ...all(surveyNames, text),
      reasons: `a=${text.replaceAll('|', ' ')}|other=${text.replaceAll('|', ' ')}`,
      steps: [
        { id: 'a', ask: 'text', question: text },
        { id: 'b', ask: 'choice', question: text, options: [text, `${text} 2`] },
        { id: 'c', ask: 'rating', question: text, options: { low: text, high: text } },
        { id: 'd', ask: 'rank', question: text, options: { a: text, b: text } },
      ],
    },
  ],
});

interface Found {
  /** How many of the payloads were asked with. */
  readonly asked: number;
  readonly wrong: readonly string[];
}

/** In the page: asks with each of these settings, up to the closing words, and looks for what is more than text. */
async function askAll(given: readonly object[]): Promise<Found> {
  const { start } = window as unknown as { start: (settings: object) => { stop: () => Promise<void> } };
  const wrong: string[] = [];
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const look = (root: ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (/^(script|style|link|img|iframe|object|embed|video|audio|base|meta)$/.test(element.localName))
        wrong.push(`<${element.localName}>`);
      for (const { name, value } of element.attributes)
        if (/^(on|src|srcdoc|action|formaction|style)/.test(name)) wrong.push(`${element.localName} ${name}=${value}`);
      if (element instanceof HTMLAnchorElement && !/^(https?|mailto):$/.test(element.protocol))
        wrong.push(`to ${element.href}`);
    }
  };
  let asked = 0;
  for (const settings of given) {
    const shown = new Promise((resolve) => document.addEventListener('earshot:shown', resolve, { once: true }));
    const widget = start(settings);
    await shown;
    const root = document.querySelector('earshot-prompt')?.shadowRoot;
    if (root) {
      root.querySelector<HTMLInputElement>('input[name=score]')?.click();
      await frame();
      // One for the score, and one for each step.
      for (let step = 0; step < 6 && !root.querySelector('.thanks'); step++) {
        look(root);
        root.querySelector<HTMLElement>('.send')?.click();
        await frame();
      }
      look(root);
      if (root.querySelector('.thanks')) asked++;
    }
    await widget.stop();
  }
  return { asked, wrong };
}

/** What ran or was asked for, wherever that was seen. */
async function watchFor(page: Page, own: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('hit', () => void seen.push('a payload ran'));
  page.on('dialog', (dialog) => void seen.push(`a dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!own.some((origin) => request.url().startsWith(origin))) seen.push(`a request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    // What a test evaluates is a gesture of the visitor to the browser, and then a prompt waits for a second.
    Object.defineProperty(navigator.userActivation, 'hasBeenActive', { value: false });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      console.error(`policy: ${effectiveDirective} ${blockedURI}`),
    );
  });
  return seen;
}

const policyFor = (collector: string): string =>
  `default-src 'none'; img-src data:; script-src 'self' ${collector}; connect-src 'self' ${collector}; require-trusted-types-for 'script'; trusted-types 'none'`;

/** A page from which `start` can be called, under the strictest policy. */
function serveStart(shop: Shop, collector: string): string {
  for (const file of readdirSync('dist').filter((one) => one.endsWith('.js')))
    shop.serve(`/${file}`, readFileSync(`dist/${file}`, 'utf8'));
  shop.serve('/host.js', `import { start } from './index.js'; window.start = start;`);
  return shop.serve('/', html('', '<h1>Host</h1><script type="module" src="/host.js"></script>'), {
    'content-security-policy': policyFor(collector),
  });
}

// In two halves, for two processors.
for (const half of [0, 1])
  test(`takes hostile texts for texts in every setting that takes one, an address or a colour: part ${half + 1} of 2`, async ({
    page,
    shop,
    endpoint,
  }) => {
    const count = surveyNames.length + siteNames.length + stringNames.length;
    const tried = payloads.filter((_, index) => index % 2 === half);
    test.info().annotations.push({ type: 'tried', description: `${tried.length} payloads × ${count} settings` });
    const seen = await watchFor(page, [shop.origin, endpoint.url, 'data:,']);
    await page.goto(serveStart(shop, endpoint.url));
    await page.waitForFunction(() => 'start' in window);
    const found = await page.evaluate(
      askAll,
      tried.map((payload) => settingsWith(payload, endpoint.url)),
    );
    expect(found).toEqual({ asked: tried.length, wrong: [] });
    expect(seen).toEqual([]);
  });

test('has three hundred hostile texts, and tries them in every such setting of the schema', () => {
  expect(payloads.length).toBeGreaterThanOrEqual(300);
  expect(surveyNames).toEqual(expect.arrayContaining(['question', 'thanksPositive', 'link', 'privacyLink', 'reasons']));
  expect(siteNames).toEqual(['accent', 'target']);
  expect(stringNames).toEqual(expect.arrayContaining(['send', 'close', 'thanks']));
});

test('takes hostile texts for texts in the attributes of a tag, too', async ({ page, shop, endpoint, collector }) => {
  const seen = await watchFor(page, [shop.origin, endpoint.url, collector.origin, 'data:,']);
  const nameOf = (key: string): string => `data-${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  // What differs from JSON is how they are read: some of each sort are enough.
  const tried = payloads.filter((_, index) => index % 15 === 0);
  for (const [index, payload] of tried.entries()) {
    const attributes = {
      src: `${collector.origin}/earshot.js`,
      'data-survey': 'csat',
      'data-mode': 'test',
      'data-endpoint': endpoint.url,
      'data-contact': 'always',
      ...Object.fromEntries([...surveyNames, ...siteNames].map((name) => [nameOf(name), payload])),
    };
    const tag = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
    const url = shop.serve(`/${index}`, html('', `<h1>Host</h1><script${tag.join('')}></script>`), {
      'content-security-policy': policyFor(`${endpoint.url} ${collector.origin}`),
    });
    await page.goto(url);
    await page.locator('earshot-prompt input[name=score]').first().check({ force: true });
    await page.locator('earshot-prompt .send').click();
    await expect(page.locator('earshot-prompt .thanks')).toBeVisible();
    for (const link of await page.locator('earshot-prompt a').all())
      expect(await link.getAttribute('href')).toMatch(/^(https?|mailto):/);
  }
  expect(seen).toEqual([]);
});
