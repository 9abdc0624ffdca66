import { test as base, expect, type Frame, type Page } from '@playwright/test';
import type { Explanation } from 'earshot';
import { startCollector, type RunningCollector } from './collector.ts';
import { startEndpoint, type Endpoint } from './fault-server.ts';
import { startSite, type Site } from './site.ts';

/** A row of the collector, as `GET /v1/responses` gives it. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly revision: number };

/** Attributes of the script tag; true is an attribute without a value. */
export type Attributes = Readonly<Record<string, string | undefined>>;

export interface Shop extends Site {
  /** The name under which this test's rows are found. */
  readonly site: string;
  /** The queue stub and the script tag. */
  readonly tag: (attributes?: Attributes) => string;
  /** A page with the tag in its head, at a path of its own; `more` goes into the body. */
  readonly page: (path: string, attributes?: Attributes, more?: string) => string;
  readonly rows: () => Promise<readonly Row[]>;
}

/** The queue stub of the README. */
export const stub = `<script>window.earshot = typeof earshot == 'function' ? earshot : function () { var a = arguments; return new Promise(function (r) { (window.earshot.q = window.earshot.q || []).push([a, r]) }) }</script>`;

/** Rules that a first page passes at once. */
export const atOnce: Attributes = { 'data-min-pages': '0', 'data-min-time': '0s' };

const attributeText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value?.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join('');

export const html = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Host</title>${head}</head><body>${body}</body></html>`;

interface TestFixtures {
  readonly shop: Shop;
  /** A shop's own endpoint, on another origin than its pages; not that of the tag unless a test says so. */
  readonly endpoint: Endpoint;
  /** What the page complained about; empty at the end of each test that does not expect it. */
  readonly errors: string[];
}

export const test = base.extend<TestFixtures, { collector: RunningCollector }>({
  collector: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const collector = await startCollector();
      await use(collector);
      await collector.stop();
    },
    { scope: 'worker' },
  ],
  shop: async ({ collector }, use, { testId, project }) => {
    const server = await startSite();
    const site = `${project.name}-${testId}`;
    const tag: Shop['tag'] = (attributes = {}) => {
      const text = attributeText({
        async: '',
        src: `${collector.origin}/earshot.js`,
        'data-survey': 'nps',
        'data-subject': 'Acme',
        'data-site': site,
        'data-endpoint': `${collector.origin}/v1/responses`,
        ...attributes,
      });
      return `${stub}<script${text}></script>`;
    };
    await use({
      ...server,
      site,
      tag,
      page: (path, attributes, more = '<h1>Tea shop</h1><p><a href="#top">A link</a></p>') =>
        server.serve(path, html(tag(attributes), more)),
      async rows() {
        const answer = await fetch(`${collector.origin}/v1/responses?site=${encodeURIComponent(site)}`, {
          headers: { authorization: `Bearer ${collector.token}` },
        });
        return ((await answer.json()) as { responses: Row[] }).responses;
      },
    });
    await server.stop();
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  endpoint: async ({}, use) => {
    const endpoint = await startEndpoint();
    await use(endpoint);
    await endpoint.stop();
  },
  errors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await use(errors);
      expect(errors, 'the host page hears nothing').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What the console warns of from now on. */
export const warningsOf = (page: Page): string[] => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  return warnings;
};

/** Takes out of the complaints what the browser itself says of a request that failed. */
export function forgiveNetwork(errors: string[]): void {
  const others = errors.filter((text) => !/^(?:Failed to load resource|Access to fetch at)/.test(text));
  errors.splice(0, errors.length, ...others);
}

/** Where the requests from now on go to: method and address. */
export const requestsOf = (page: Page): string[] => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  return requests;
};

/** The prompt, as a visitor or a screen reader finds it. */
export const promptOf = (page: Page | Frame) => {
  const card = page.getByRole('region', { name: 'Quick survey' });
  return {
    card,
    point: (score: number) => card.getByRole('radio', { name: new RegExp(`^${score}( |$)`) }),
    comment: card.getByRole('textbox'),
    send: card.getByRole('button', { name: 'Send' }),
    close: card.getByRole('button', { name: 'Close survey' }),
    later: card.getByRole('button', { name: 'Ask me later' }),
    never: card.getByRole('button', { name: 'Don’t ask again' }),
    thanks: card.getByText('Thank you for your feedback!').last(),
  };
};

/** Choosing as a visitor does: the label is the target. */
export async function choose(page: Page, score: number): Promise<void> {
  await promptOf(page).point(score).click();
  await expect(promptOf(page).point(score)).toBeChecked();
}

/** Everything in one store of the widget's database; undefined where there is no database. */
export const readStore = (page: Page, name: 'responses' | 'state'): Promise<Record<string, unknown> | undefined> =>
  page.evaluate(async (store) => {
    if (!(await indexedDB.databases()).some((database) => database.name === 'earshot')) return undefined;
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('earshot'));
    // It was deleted in between: opening it made an empty one.
    if (!database.objectStoreNames.contains(store)) {
      database.close();
      indexedDB.deleteDatabase('earshot');
      return undefined;
    }
    const objects = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([settled(objects.getAllKeys()), settled(objects.getAll())]);
    database.close();
    return Object.fromEntries(keys.map((key, index) => [String(key), values[index] as unknown]));
  }, name);

/** A call as the page makes it. What runs in a page this way counts as a gesture of the visitor. */
export const call = (page: Page | Frame, ...args: readonly unknown[]): Promise<unknown> =>
  page.evaluate(
    (given) => (window as unknown as { earshot: (...args: readonly unknown[]) => Promise<unknown> }).earshot(...given),
    args,
  );

/** What `explain` says, in a page that has started. */
export const explain = async (page: Page | Frame) => (await call(page, 'explain')) as Explanation;

/** The ids of the rules that keep a survey from showing. */
export const failingRules = async (page: Page | Frame, survey = 'nps'): Promise<string[]> =>
  ((await explain(page)).surveys.find((one) => one.survey === survey)?.rules ?? [])
    .filter(({ passes }) => !passes)
    .map(({ id }) => id);
