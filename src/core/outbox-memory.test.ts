import { expect, test } from 'vitest';
import { heedEndpoint } from './endpoint-state.ts';
import { withMemory } from './outbox-memory.ts';
import type { EndpointState, Kept } from './ports.ts';
import { sampleAt, sampleEndpoint, sampleId, sampleResponse } from './samples.ts';

const id = sampleId(1);
const kept = (revision: number): Kept => ({
  response: sampleResponse({ revision }),
  heldUntil: 0,
  tries: 0,
  nextAt: 0,
});

/** A database in memory that fails when told to, before or after it has worked out what to store. */
function openDatabase() {
  const responses = new Map<string, Kept>();
  const database = {
    responses,
    state: undefined as EndpointState | undefined,
    fails: undefined as 'before' | 'after' | undefined,
    list: async (): Promise<readonly Kept[]> => [...responses.values()],
    async change(key: string, how: (stored: Kept | undefined) => Kept | undefined): Promise<void> {
      const next = how(responses.get(key));
      if (database.fails) throw new Error('No room');
      if (next) responses.set(key, next);
      else responses.delete(key);
    },
    async changeEndpoint(how: (stored: EndpointState | undefined) => EndpointState): Promise<void> {
      if (database.fails === 'before') throw new Error('No database');
      const next = how(database.state);
      if (database.fails) throw new Error('No room');
      database.state = next;
    },
  };
  return database;
}

/** As of now, and paused until then. */
const pause =
  (pausedUntil: number) =>
  (state: EndpointState | undefined): EndpointState => ({
    ...heedEndpoint(state, sampleEndpoint, sampleAt),
    pausedUntil,
  });
const look = (state: EndpointState | undefined): EndpointState => heedEndpoint(state, sampleEndpoint, sampleAt);

test('keeps what could not be stored, and stores it when it changes again', async () => {
  const database = openDatabase();
  const store = withMemory(database, () => {});
  database.fails = 'after';
  await store.change(id, () => kept(1));
  expect(await store.list()).toEqual([kept(1)]);
  database.fails = undefined;
  await store.change(id, (one) => one && { ...one, tries: 1 });
  expect(database.responses.get(id)).toEqual({ ...kept(1), tries: 1 });
  expect(await store.list()).toHaveLength(1);
});

test('says while it lists that what is stored could not be read, and no longer than that', async () => {
  const database = openDatabase();
  database.responses.set(id, kept(1));
  const { list } = database;
  const store = withMemory(database, () => {});
  const listed = async (): Promise<unknown> => [(await store.list()).length, store.isBlind()];
  expect(await listed()).toEqual([1, false]);
  database.list = () => Promise.reject(new Error('IndexedDB hangs'));
  expect(await listed()).toEqual([0, true]);
  database.list = list;
  expect(await listed()).toEqual([1, false]);
});

test('never puts what could not be stored in the place of a newer revision that could', async () => {
  const database = openDatabase();
  const store = withMemory(database, () => {});
  database.fails = 'after';
  await store.change(id, () => kept(1));
  database.fails = undefined;
  database.responses.set(id, kept(2));
  expect(await store.list()).toEqual([kept(2)]);
  await store.change(id, (one) => one && { ...one, tries: 1 });
  expect(database.responses.get(id)).toEqual({ ...kept(2), tries: 1 });
});

test('heeds a pause that could not be stored, also when storage works again', async () => {
  const database = openDatabase();
  const store = withMemory(database, () => {});
  for (const fails of ['before', 'after'] as const) {
    database.fails = fails;
    expect(await store.changeEndpoint(pause(sampleAt + 9e4))).toMatchObject({ pausedUntil: sampleAt + 9e4 });
    expect(store.pausedUntil()).toBe(sampleAt + 9e4);
    expect(await store.changeEndpoint(look)).toMatchObject({ pausedUntil: sampleAt + 9e4 });
  }
  // Another page was told something else meanwhile: whoever asks for more holds.
  database.state = { ...look(undefined), pausedUntil: sampleAt + 5e3, failures: 3 };
  database.fails = undefined;
  expect(await store.changeEndpoint(look)).toMatchObject({ pausedUntil: sampleAt + 9e4, failures: 3 });
  expect(database.state).toMatchObject({ pausedUntil: sampleAt + 9e4, failures: 3 });
  expect(store.pausedUntil()).toBe(0);
});

test('forgets the endpoint with the database', async () => {
  const database = openDatabase();
  const store = withMemory(database, () => {});
  await store.changeEndpoint(pause(sampleAt + 9e4));
  database.state = undefined;
  expect(await store.changeEndpoint(look)).toMatchObject({ pausedUntil: 0 });
});

test('tells of a state in the transaction that stores it, and of none that nobody else can know', async () => {
  const database = openDatabase();
  const told: number[] = [];
  const store = withMemory(database, ({ pausedUntil }) => told.push(pausedUntil));
  void store.changeEndpoint(pause(7));
  expect(told).toEqual([7]);
  database.fails = 'before';
  await store.changeEndpoint(pause(8));
  expect(told).toEqual([7]);
});

test('heeds a pause whose transaction failed while another was under way', async () => {
  const database = openDatabase();
  const store = withMemory(database, () => {});
  for (const fails of ['after', undefined] as const) {
    database.fails = 'after';
    const first = store.changeEndpoint(pause(sampleAt + 9e4));
    database.fails = fails;
    await Promise.all([first, store.changeEndpoint(look)]);
    database.fails = undefined;
    expect(await store.changeEndpoint(look)).toMatchObject({ pausedUntil: sampleAt + 9e4 });
  }
});

test('heeds no pause that was asked for by a clock that has been set back since', async () => {
  const database = openDatabase();
  const store = withMemory(database, () => {});
  database.fails = 'after';
  await store.changeEndpoint(pause(sampleAt + 9e4));
  database.fails = undefined;
  const lookBack = (state: EndpointState | undefined): EndpointState =>
    heedEndpoint(state, sampleEndpoint, sampleAt - 9e8);
  expect(await store.changeEndpoint(lookBack)).toMatchObject({ pausedUntil: 0 });
  expect(database.state).toMatchObject({ pausedUntil: 0 });
});
