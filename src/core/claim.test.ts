import { expect, test, vi } from 'vitest';
import { claim, type ClaimPorts } from './claim.ts';
import { parseHistory, recordShown, type History } from './history.ts';
import { decide } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory } from './samples.ts';

/** A durable history in which one transaction ends before the next begins, as in IndexedDB. */
function openStore(stored?: string) {
  let last: Promise<unknown> = Promise.resolve();
  const store = {
    stored,
    changeHistory: vi.fn<ClaimPorts['changeHistory']>((change) => {
      last = last.then(() => (store.stored = change(store.stored)));
      return last;
    }),
  };
  return store;
}

const { site, survey } = sampleConfig();
const passes = (history: History): boolean => decide({ now, site, survey, history }).passes;
const ports = (changeHistory: ClaimPorts['changeHistory'], seed = 0): ClaimPorts => ({
  changeHistory,
  parseHistory,
  now,
  random: new Uint8Array(10).fill(seed),
});

test('wins, and shown is on disk by then', async () => {
  const store = openStore();
  const { id, history } = await claim(ports(store.changeHistory), sampleHistory(), 'nps', passes, false);
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(history.prompts).toEqual([{ id, survey: 'nps', shownAt: now }]);
  expect(JSON.parse(store.stored!)).toEqual(history);
});

test.each([2, 20])('of %d tabs at once exactly one wins', async (tabs) => {
  const store = openStore();
  const claims = await Promise.all(
    Array.from({ length: tabs }, (_, tab) =>
      claim(ports(store.changeHistory, tab), sampleHistory(), 'nps', passes, false),
    ),
  );
  const winners = claims.filter(({ id }) => id);
  expect(winners).toHaveLength(1);
  expect(parseHistory(store.stored, now).prompts.map(({ id }) => id)).toEqual([winners[0]?.id]);
  // Whoever lost knows of the prompt of the other tab from now on.
  for (const { history } of claims) expect(history.prompts).toEqual(winners[0]?.history.prompts);
});

test('loses where only the durable history knows of an answer, and learns of it', async () => {
  const durable = recordShown(sampleHistory(), 'old', 'nps', now - 1_000);
  const store = openStore(JSON.stringify(durable));
  const view = sampleHistory([{ id: 'other', survey: 'ces', shownAt: 5, seenAt: 6 }]);
  const lost = await claim(ports(store.changeHistory), view, 'nps', passes, false);
  expect(lost).not.toHaveProperty('id');
  expect(lost.history).toEqual({ ...view, prompts: [...view.prompts, ...durable.prompts] });
  expect(JSON.parse(store.stored!)).toEqual(lost.history);
});

test('heals a durable history that is broken', async () => {
  const store = openStore('{broken');
  const { id } = await claim(ports(store.changeHistory), sampleHistory(), 'nps', passes, false);
  expect(JSON.parse(store.stored!)).toMatchObject({ v: 1, prompts: [{ id }] });
});

test('rejects where nothing can be stored, so that nothing is shown', async () => {
  const blocked = () => Promise.reject(new Error('blocked'));
  await expect(claim(ports(blocked), sampleHistory(), 'nps', passes, false)).rejects.toThrow('blocked');
});

test('a test prompt wins whatever the rules say, and touches nothing', async () => {
  const store = openStore('{}');
  const view = sampleHistory();
  const won = await claim(ports(store.changeHistory), view, 'nps', () => false, true);
  expect(won.id).toMatch(/^[\da-f-]{36}$/);
  expect(won.history).toBe(view);
  expect(store.changeHistory).not.toHaveBeenCalled();
});
