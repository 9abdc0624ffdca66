// @vitest-environment happy-dom
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { get } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftKey, draftMark, type Draft } from '../core/draft.ts';
import { parseHistory, recordOutcome, recordShown, type History } from '../core/history.ts';
import { stringify } from '../core/stringify.ts';
import type { Cookie, PromptOptions, Store } from '../core/ports.ts';
import { sampleConfig, sampleFacts, sampleHistory, sampleId, sampleResponse } from '../core/samples.ts';
import { historyKey, openDatabase } from './database.ts';
import { openOutboxStore } from './outbox-store.ts';
import { openStore } from './store.ts';

let abort: AbortController;

beforeEach(() => {
  abort = new AbortController();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  abort.abort();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

const site = 'acme.example';
/** The durable side as a tab opens it; `cookie` is that of the site's subdomains. */
function open(tag: Readonly<Record<string, string>> = {}, cookie?: Cookie): Promise<Store> {
  const options: Pick<PromptOptions, 'site' | 'signal' | 'parseHistory' | 'printHistory' | 'load'> = {
    site: sampleConfig(tag).site,
    signal: abort.signal,
    parseHistory,
    printHistory: stringify,
    load: (async () => ({ openCookie: () => cookie })) as unknown as PromptOptions['load'],
  };
  return openStore(options as PromptOptions);
}
const noneYet = ({ prompts }: History): boolean => !prompts.length;
const durable = async (): Promise<History> =>
  parseHistory(await get(historyKey(site), openDatabase(abort.signal)('state')), Date.now());

const draft: Draft = {
  prompt: sampleFacts(),
  progress: { revision: 1, outcome: 'scored', score: 9 },
  journey: { comment: 'Fa' },
  at: Date.now(),
  heldAt: Date.now(),
  holder: 'a tab',
};
const readDraft = (): Promise<unknown> => get(draftKey(site), openDatabase(abort.signal)('state'));

/** Lets writes fail for want of room while `isFull` says so. */
function limit(isFull: () => boolean): () => number {
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    puts++;
    if (isFull()) throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  });
  return () => puts;
}

test('of three tabs that claim at once, one wins', async () => {
  const tabs = await Promise.all([open(), open(), open()]);
  const claims = await Promise.all(tabs.map((tab) => tab.claim(sampleHistory(), 'nps', noneYet, 'due')));
  expect(claims.filter(({ id }) => id)).toHaveLength(1);
  for (const { history } of claims) expect(history.prompts).toHaveLength(1);
});

test('remembers durably what came of a prompt', async () => {
  const { id = '' } = await (await open()).claim(sampleHistory(), 'nps', noneYet, 'due');
  await (await open()).remember((history, now) => recordOutcome(history, id, 'dismissed', now));
  const lost = await (await open()).claim(sampleHistory(), 'nps', noneYet, 'due');
  expect(lost.history.prompts).toMatchObject([{ id, outcome: 'dismissed' }]);
  expect(lost.id).toBeUndefined();
});

test('a visitor gets a random id once, and none where the owner wants none', async () => {
  const none = await (await open({ visitor: 'none' })).claim(sampleHistory(), 'nps', () => true, 'due');
  expect(none.history.visitorId).toBeUndefined();
  const { history } = await (await open()).claim(sampleHistory(), 'nps', () => true, 'due');
  expect(history.visitorId).toMatch(/^\d+-\d+-\d+-\d+$/);
  const again = await (await open()).claim(sampleHistory(), 'nps', () => true, 'due');
  expect(again.history.visitorId).toBe(history.visitorId);
  expect((await durable()).visitorId).toBe(history.visitorId);
});

test('stores what the visitor chose, and never an older revision over a newer one', async () => {
  const store = await open();
  await store.keep(sampleResponse({ revision: 2, score: 1 }), true);
  await store.keep(sampleResponse({ revision: 1 }), false);
  const [kept, ...others] = await openOutboxStore(site, abort.signal).list();
  expect([kept?.response.score, others]).toEqual([1, []]);
});

test('a claim fails where nothing can be stored, and nothing else does', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  const store = await open();
  await expect(store.claim(sampleHistory(), 'nps', () => true, 'due')).rejects.toThrow('blocked');
  expect(await store.keep(sampleResponse(), false)).toBe(false);
  await store.keepDraft(draft);
  await store.keepDraft(undefined);
  await store.remember((history) => history);
  expect((await store.claim(sampleHistory(), 'nps', () => true, 'opened')).id).toBeDefined();
});

test('a prompt on another subdomain, which only the cookie knows of, counts in the claim', async () => {
  const elsewhere = recordShown(sampleHistory(), sampleId(1), 'nps', Date.now() - 5_000);
  const cookie: Cookie = { read: () => JSON.stringify(elsewhere), write: vi.fn<Cookie['write']>(), erase() {} };
  const store = await open({ cookieDomain: 'acme.example' }, cookie);
  const { id, history } = await store.claim(sampleHistory(), 'nps', noneYet, 'due');
  expect([id, history.prompts]).toEqual([undefined, elsewhere.prompts]);
});

test('tells the cookie of every change, and asks for none where the owner wants none', async () => {
  const cookie = { read: () => undefined, write: vi.fn<Cookie['write']>(), erase() {} };
  const store = await open({ cookieDomain: 'acme.example' }, cookie);
  const { id = '' } = await store.claim(sampleHistory(), 'nps', noneYet, 'due');
  await store.remember((history, now) => recordOutcome(history, id, 'answered', now));
  expect(cookie.write.mock.calls.map(([{ prompts }]) => prompts)).toMatchObject([
    [{ id }],
    [{ id, outcome: 'answered' }],
  ]);
  await (await open({}, cookie)).remember((history) => history);
  expect(cookie.write).toHaveBeenCalledTimes(2);
});

test('says that a response is on disk, and holds it to this page: longer while the visitor may go on', async () => {
  const store = await open();
  const before = Date.now();
  expect(await store.keep(sampleResponse(), false)).toBe(true);
  const heldMs = async (): Promise<number> =>
    ((await openOutboxStore(site, abort.signal).list())[0]?.heldUntil ?? 0) - before;
  expect(await heldMs()).toBeGreaterThanOrEqual(60_000);
  expect(await store.keep(sampleResponse({ revision: 2 }), true)).toBe(true);
  expect(await heldMs()).toBeLessThan(60_000);
});

test('begins to store in the task of the call', async () => {
  const store = await open();
  await store.keep(sampleResponse(), false);
  const transactions = vi.spyOn(IDBObjectStore.prototype, 'get');
  const kept = store.keep(sampleResponse({ revision: 2 }), true);
  // A connection that stands needs no more than a few turns of the same task.
  for (let index = 0; index < 9; index++) await Promise.resolve();
  expect(transactions).toHaveBeenCalledOnce();
  expect(await kept).toBe(true);
});

test('keeps a draft, notes whose it is in this tab, and erases it', async () => {
  const store = await open();
  await store.keepDraft(draft);
  expect(await readDraft()).toEqual(draft);
  expect(sessionStorage.getItem(draftMark(site))).toBe(draft.holder);
  await store.keepDraft(undefined);
  expect(await readDraft()).toBeUndefined();
});

test('a response makes room for itself where there is none: the draft goes, and it is stored', async () => {
  const store = await open();
  await store.keepDraft(draft);
  let isErased = false;
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(function (this: IDBObjectStore, key) {
    isErased = key === draftKey(site);
    return this.delete(key);
  });
  const puts = limit(() => !isErased);
  expect(await store.keep(sampleResponse(), true)).toBe(true);
  expect([puts(), await readDraft()]).toEqual([2, undefined]);
  expect(await openOutboxStore(site, abort.signal).list()).toHaveLength(1);
});

test('says so where there is no room even without the draft, after one more try', async () => {
  const store = await open();
  const puts = limit(() => true);
  expect(await store.keep(sampleResponse(), true)).toBe(false);
  expect(puts()).toBe(2);
});

test("a draft for which there is no room is nobody's business", async () => {
  const store = await open();
  limit(() => true);
  await store.keepDraft(draft);
  vi.stubGlobal('sessionStorage', undefined);
  await store.keepDraft(draft);
  expect(await readDraft()).toBeUndefined();
});
