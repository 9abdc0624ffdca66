import { expect, test, vi } from 'vitest';
import { claim, type ClaimPorts } from './claim.ts';
import { parseHistory, recordOutcome, recordShown, type History } from './history.ts';
import { decide } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory } from './samples.ts';

/** A durable history in which one transaction ends before the next begins, as in IndexedDB. */
function openStore(stored?: string) {
  let last: Promise<unknown> = Promise.resolve();
  const store = {
    stored,
    read: () => parseHistory(store.stored, now),
    changeHistory: vi.fn<ClaimPorts['changeHistory']>((change) => {
      last = last.then(() => (store.stored = JSON.stringify(change(store.read()))));
      return last;
    }),
  };
  return store;
}

const { site, survey } = sampleConfig();
const passes = (history: History): boolean => decide({ now, granted: 'given', site, survey, history }).passes;
const ports = (changeHistory: ClaimPorts['changeHistory'], seed = 0): ClaimPorts => ({
  changeHistory,
  now,
  random: new Uint8Array(10).fill(seed),
  visitorId: `visitor-${seed}`,
});
const blocked = (): Promise<never> => Promise.reject(new Error('blocked'));

test('wins, and shown is on disk by then', async () => {
  const store = openStore();
  const { id, history } = await claim(ports(store.changeHistory), sampleHistory(), 'nps', passes, 'due');
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(history.prompts).toEqual([{ id, survey: 'nps', shownAt: now }]);
  expect(store.read()).toEqual(history);
});

test('wins where its transaction is run again, since nobody learned that it was done', async () => {
  const store = openStore();
  const twice: ClaimPorts['changeHistory'] = async (change) => {
    await store.changeHistory(change);
    await store.changeHistory(change);
  };
  const { id, history } = await claim(ports(twice), sampleHistory(), 'nps', passes, 'due');
  expect(history.prompts).toEqual([{ id, survey: 'nps', shownAt: now }]);
  expect(store.read()).toEqual(history);
});

test.each([2, 20])('of %d tabs at once exactly one wins', async (tabs) => {
  const store = openStore();
  const claims = await Promise.all(
    Array.from({ length: tabs }, (_, tab) =>
      claim(ports(store.changeHistory, tab), sampleHistory(), 'nps', passes, 'due'),
    ),
  );
  const winners = claims.filter(({ id }) => id);
  expect(winners).toHaveLength(1);
  expect(store.read().prompts.map(({ id }) => id)).toEqual([winners[0]?.id]);
  // Whoever lost knows of the prompt of the other tab from now on.
  for (const { history } of claims) expect(history.prompts).toEqual(winners[0]?.history.prompts);
});

test('loses where only the durable history knows of an answer, and learns of it', async () => {
  const durable = recordShown(sampleHistory(), 'old', 'nps', now - 1_000);
  const store = openStore(JSON.stringify(durable));
  const view = sampleHistory([{ id: 'other', survey: 'ces', shownAt: 5, seenAt: 6 }]);
  const lost = await claim(ports(store.changeHistory), view, 'nps', passes, 'due');
  expect(lost).not.toHaveProperty('id');
  expect(lost.history).toEqual({ ...view, prompts: [...view.prompts, ...durable.prompts] });
  expect(store.read()).toEqual(lost.history);
});

test('heals a durable history that is broken', async () => {
  const store = openStore('{broken');
  const { id } = await claim(ports(store.changeHistory), sampleHistory(), 'nps', passes, 'due');
  expect(store.read()).toMatchObject({ v: 1, prompts: [{ id }] });
});

test('rejects where nothing can be stored, so that nothing is shown', async () => {
  await expect(claim(ports(blocked), sampleHistory(), 'nps', passes, 'due')).rejects.toThrow('blocked');
});

test('a test prompt wins whatever the rules say, and touches nothing', async () => {
  const store = openStore('{}');
  const view = sampleHistory();
  const won = await claim(ports(store.changeHistory), view, 'nps', () => false, 'test');
  expect(won.id).toMatch(/^[\da-f-]{36}$/);
  expect(won.history).toBe(view);
  expect(store.changeHistory).not.toHaveBeenCalled();
});

test('a prompt that the visitor opened is entered like any other, and claims of others heed it', async () => {
  const store = openStore();
  const { id } = await claim(ports(store.changeHistory), sampleHistory(), 'nps', () => true, 'opened');
  expect(store.read().prompts).toMatchObject([{ id, shownAt: now }]);
  const late = await claim(ports(store.changeHistory, 1), sampleHistory(), 'nps', passes, 'due');
  expect(late.id).toBeUndefined();
});

test('a prompt that the visitor opened is shown even where nothing can be stored', async () => {
  const { id, history } = await claim(ports(blocked), sampleHistory(), 'nps', () => true, 'opened');
  expect(history.prompts).toEqual([{ id, survey: 'nps', shownAt: now }]);
  const refused = await claim(ports(blocked), sampleHistory(), 'nps', () => false, 'opened');
  expect(refused).not.toHaveProperty('id');
});

test('gives a visitor an id with the first claim that is won, and never another one', async () => {
  const store = openStore();
  const first = await claim(ports(store.changeHistory, 1), sampleHistory(), 'nps', () => true, 'due');
  expect([first.history.visitorId, store.read().visitorId]).toEqual(['visitor-1', 'visitor-1']);
  const second = await claim(ports(store.changeHistory, 2), sampleHistory(), 'nps', () => true, 'opened');
  expect([second.history.visitorId, store.read().visitorId]).toEqual(['visitor-1', 'visitor-1']);
});

test('keeps an id that a sample has given to the visitor before', async () => {
  const store = openStore();
  const view = sampleHistory([], { visitorId: 'sampled' });
  expect((await claim(ports(store.changeHistory), view, 'nps', passes, 'due')).history.visitorId).toBe('sampled');
});

test('makes no id for a claim that is lost, for a test, or where the owner wants none', async () => {
  const store = openStore();
  const lost = await claim(ports(store.changeHistory), sampleHistory(), 'nps', () => false, 'due');
  const tried = await claim(ports(store.changeHistory), sampleHistory(), 'nps', passes, 'test');
  const nameless = { ...ports(store.changeHistory), visitorId: undefined };
  const won = await claim(nameless, sampleHistory(), 'nps', passes, 'due');
  expect(won.id).toBeDefined();
  for (const { history } of [lost, tried, won]) expect(history.visitorId).toBeUndefined();
});

test('heeds "don\'t ask again" that only the durable history has heard', async () => {
  const said = recordOutcome(recordShown(sampleHistory(), 'a', 'ces', 5), 'a', 'never', 6);
  const store = openStore(JSON.stringify(said));
  const { id, history } = await claim(ports(store.changeHistory), sampleHistory(), 'nps', passes, 'due');
  expect([id, history.never]).toEqual([undefined, true]);
});
