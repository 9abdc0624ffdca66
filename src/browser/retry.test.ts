// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftMark, type Draft } from '../core/draft.ts';
import { sendNow } from '../core/outbox.ts';
import type { Retry, Drafts } from '../core/ports.ts';
import { answerWith, fill, openSampleOutbox, type SampleOutbox } from '../core/sample-outbox.ts';
import { sampleAt as now, sampleFacts, sampleHistory, sampleId, sampleResponse } from '../core/samples.ts';
import { open } from './retry.ts';
import { openSamplePage, type SamplePage } from './sample-page.ts';

let abort: AbortController;
let isHidden: boolean;

beforeEach(() => {
  abort = new AbortController();
  isHidden = false;
  vi.useFakeTimers({ now });
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  delete (document as { hidden?: boolean }).hidden;
});

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => sampleId(index));
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const show = (visible: boolean): void => {
  isHidden = !visible;
  document.dispatchEvent(new Event('visibilitychange'));
};

interface Page extends SampleOutbox, Pick<SamplePage, 'opened'> {
  readonly retry: Retry;
}

/** A page that has this part, on an outbox that is there already. */
function openPage(outbox: SampleOutbox = openSampleOutbox(), draft?: Draft): Page {
  const { options, opened } = openSamplePage({ site: 'acme.example' }, abort.signal);
  const ports = { ...outbox.ports, now: Date.now, isOver: () => abort.signal.aborted };
  const view = { read: () => sampleHistory([{ id: sampleId(1), survey: 'nps', shownAt: now }]) };
  const drafts: Drafts = { read: async () => draft, change: async (how) => void how(draft) };
  const retry = open({ ...options, view }, ports, drafts);
  return Object.assign(outbox, { retry, opened, ports });
}

test('sends what waits at once', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(3));
  const page = openPage(outbox);
  await settle();
  expect([page.posts.length, page.kept.size, vi.getTimerCount()]).toEqual([3, 0, 0]);
});

test('sets no timer where nothing waits', async () => {
  openPage();
  await settle();
  expect(vi.getTimerCount()).toBe(0);
});

test('tries again by one timer, when the next response may be tried', async () => {
  const outbox = openSampleOutbox(() => answerWith(503));
  fill(outbox, ids(1));
  fill(outbox, [sampleId(5), sampleId(6)], { nextAt: now + 60_000 });
  const page = openPage(outbox);
  await settle();
  expect([page.posts.length, vi.getTimerCount()]).toEqual([1, 1]);
  page.answer = () => answerWith(202);
  // It failed once: it may be tried after half a second, and a timer waits for a second at least.
  await vi.advanceTimersByTimeAsync(999);
  expect(page.posts).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect([page.posts.length, vi.getTimerCount()]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(58_999);
  expect(page.posts).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect([page.posts.length, page.kept.size, vi.getTimerCount()]).toEqual([4, 0, 0]);
});

test('waits a day by one timer where the endpoint asks for that', async () => {
  const outbox = openSampleOutbox(() => answerWith(503, '86400'));
  fill(outbox, ids(1));
  const page = openPage(outbox);
  await settle();
  await vi.advanceTimersByTimeAsync(864e5 - 1);
  expect([page.posts.length, vi.getTimerCount()]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(page.posts).toHaveLength(2);
});

test('tries nothing, and sets no timer, while the page is hidden', async () => {
  isHidden = true;
  const outbox = openSampleOutbox(() => answerWith(503));
  fill(outbox, ids(1));
  const page = openPage(outbox);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([page.posts.length, vi.getTimerCount()]).toEqual([0, 0]);
  show(true);
  await settle();
  expect([page.posts.length, vi.getTimerCount()]).toEqual([1, 1]);
  show(false);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([page.posts.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test('a return to the tab tries what may be tried, and hurries nothing', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, [sampleId(1)], { nextAt: now + 60_000 });
  const page = openPage(outbox);
  await settle();
  show(false);
  show(true);
  await settle();
  expect([page.posts.length, vi.getTimerCount()]).toEqual([0, 1]);
  show(false);
  await vi.advanceTimersByTimeAsync(60_000);
  show(true);
  await settle();
  expect(page.posts).toHaveLength(1);
});

test('a network that is back hurries what failed for want of it, but for what the endpoint asked for', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, [sampleId(1)], { tries: 9, nextAt: now + 60_000 });
  const page = openPage(outbox);
  await settle();
  dispatchEvent(new Event('online'));
  await settle();
  expect(page.posts).toHaveLength(1);

  page.answer = () => answerWith(503, '600');
  fill(page, [sampleId(2)]);
  await page.retry.flush();
  expect(page.posts).toHaveLength(2);
  dispatchEvent(new Event('online'));
  await settle();
  expect(page.posts).toHaveLength(2);
});

test('passes one after the other, and says what each came to', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(3));
  const page = openPage(outbox);
  expect(await Promise.all([page.retry.flush(), page.retry.flush()])).toEqual([
    { sent: 0, kept: 0, refused: 0 },
    { sent: 0, kept: 0, refused: 0 },
  ]);
  expect(page.posts.map(({ id }) => id)).toEqual(ids(3));
});

test('tidies before it sends', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(201));
  const page = openPage(outbox);
  await page.retry.flush();
  expect(page.posts).toHaveLength(200);
  expect(page.reports[0]).toBe('refused 0.1');
  expect(page.kept.get(sampleId(0))?.refused).toMatchObject({ reason: 'full' });
});

test('goes on where the storage fails in the middle of that', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(1));
  const { store } = outbox.ports;
  let calls = 0;
  const list: typeof store.list = () => (calls++ ? store.list() : Promise.reject(new Error('lost')));
  const page = openPage(Object.assign(outbox, { ports: { ...outbox.ports, store: { ...store, list } } }));
  expect(await page.retry.flush()).toMatchObject({ kept: 0 });
  expect(page.posts).toHaveLength(1);
});

test('looks again half a minute after the storage could not be read, and sends what waits there', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(1));
  const { store } = outbox.ports;
  let isBlind = true;
  const list: typeof store.list = async () => (isBlind ? [] : store.list());
  const blind = { ...store, list, isBlind: () => isBlind };
  const page = openPage(Object.assign(outbox, { ports: { ...outbox.ports, store: blind } }));
  await vi.advanceTimersByTimeAsync(29_999);
  isBlind = false;
  expect([page.posts.length, vi.getTimerCount()]).toEqual([0, 1]);
  await vi.advanceTimersByTimeAsync(1);
  expect([page.posts.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test('tries what a prompt could not send, when it may be tried', async () => {
  const page = openPage(openSampleOutbox(() => answerWith(503)));
  await settle();
  const sent = sendNow(
    page.ports,
    sampleResponse(),
    Promise.resolve(false),
    true,
    Promise.resolve(page.retry.conclude),
  );
  await settle();
  expect(await sent).toBe('kept');
  page.retry.schedule();
  await settle();
  expect(vi.getTimerCount()).toBe(1);
  page.answer = () => answerWith(202);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([page.posts.length, page.kept.size]).toEqual([2, 0]);
});

test('leaves no timer and no ear behind once it is taken down', async () => {
  const outbox = openSampleOutbox(() => answerWith(503));
  fill(outbox, ids(2), { nextAt: now + 60_000 });
  const page = openPage(outbox);
  await settle();
  expect(vi.getTimerCount()).toBe(1);
  abort.abort();
  expect(vi.getTimerCount()).toBe(0);
  dispatchEvent(new Event('online'));
  show(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([page.posts, vi.getTimerCount()]).toEqual([[], 0]);
});

test('sets no timer where it was taken down in the middle of a pass', async () => {
  const outbox = openSampleOutbox(() => {
    abort.abort();
    return answerWith(503);
  });
  fill(outbox, ids(2));
  openPage(outbox);
  await settle();
  expect([outbox.posts.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test('goes on with a prompt that was left in the middle', async () => {
  sessionStorage.setItem(draftMark('acme.example'), 'a tab');
  const draft: Draft = {
    prompt: sampleFacts(),
    progress: { revision: 1, outcome: 'scored', score: 9 },
    at: now,
    heldAt: now,
    holder: 'a tab',
  };
  const page = openPage(openSampleOutbox(), draft);
  await settle();
  expect(page.opened).toMatchObject([{ draft: { prompt: draft.prompt } }]);
  sessionStorage.clear();
});
