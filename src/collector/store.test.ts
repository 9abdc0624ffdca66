import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import Database from 'libsql';
import { afterEach, expect, test, vi } from 'vitest';
import type { Response } from '../core/response.ts';
import { migrate } from './migrations.ts';
import { closedAfterMs, settledAfterMs } from './revision.ts';
import { idOf, sampleResponse as response } from './sample-response.ts';
import { isDurable, openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

const now = Date.UTC(2026, 10, 21);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const newPath = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-store-'));
  folders.push(folder);
  return join(folder, 'earshot.db');
};

const open = (path = newPath()): Store => {
  const opened = openSqliteStore(path, now);
  if ('problem' in opened) throw new Error(opened.problem);
  return opened.store;
};

const readAll = async (store: Store): Promise<Response[]> =>
  (await store.readPage({}, 500)).rows.map((row) => row.response);

test('keeps the rows when the store is closed and opened again', async () => {
  const path = newPath();
  const before = open(path);
  await before.writeResponse(response({ comment: 'Fast.' }), now);
  await before.close();
  expect(await readAll(open(path))).toEqual([response({ comment: 'Fast.' })]);
});

test('keeps the score 0 as a score', async () => {
  const store = open();
  await store.writeResponse(response({ score: 0, segment: 'negative' }), now);
  expect(await readAll(store)).toEqual([response({ score: 0, segment: 'negative' })]);
  const [group] = await store.readGroups({});
  expect(group && (await store.readTallies(group, {}))[0]?.scores[0]).toBe(1);
});

test('keeps the higher revision when an older one arrives later', async () => {
  const store = open();
  await store.writeResponse(response({ revision: 3, score: 2 }), now);
  await store.writeResponse(response({ revision: 2, score: 10 }), now + 1000);
  expect(await readAll(store)).toEqual([response({ revision: 3, score: 2 })]);
});

test('ends in the row of the highest revision, whatever the order and repetition of arrivals', async () => {
  const path = newPath();
  const store = open(path);
  const arrivals = fc.array(fc.record({ revision: fc.integer({ min: 1, max: 6 }), row: fc.nat(2) }), { minLength: 1 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(arrivals, async (list) => {
      const site = `run-${run++}.example`;
      // A revision has one content: what is said of it depends on its number alone.
      const at = (row: number, revision: number): Response =>
        response({ site, id: idOf(row), revision, score: revision, comment: `revision ${revision}` });
      for (const { row, revision } of list) await store.writeResponse(at(row, revision), now);
      const { rows } = await store.readPage({ site }, 500);
      const highest = [0, 1, 2].flatMap((row) => {
        const revisions = list.filter((one) => one.row === row).map((one) => one.revision);
        return revisions.length ? [at(row, Math.max(...revisions))] : [];
      });
      expect(rows.map((row) => row.response).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(highest);
    }),
    { numRuns: 40 },
  );
});

test('keeps responses of two sites apart although they share an id', async () => {
  const store = open();
  await store.writeResponse(response({ site: 'a.example' }), now);
  await store.writeResponse(response({ site: 'b.example' }), now);
  expect(await readAll(store)).toHaveLength(2);
});

test('lets a late revision add a comment but not change the score or what it means', async () => {
  const store = open();
  await store.writeResponse(response(), now);
  const late = response({ revision: 2, score: 1, survey: 'other', outcome: 'answered', comment: 'Slow.', test: true });
  await store.writeResponse(late, now + settledAfterMs + 1);
  expect(await readAll(store)).toEqual([response({ revision: 2, outcome: 'answered', comment: 'Slow.' })]);
});

test('lets a late revision add a score where there was none', async () => {
  const store = open();
  const { score: _, ...shown } = response({ outcome: 'shown' });
  await store.writeResponse(shown, now);
  await store.writeResponse(response({ revision: 2 }), now + settledAfterMs + 1);
  expect(await readAll(store)).toEqual([response({ revision: 2 })]);
});

test('lets a revision change the score within a day', async () => {
  const store = open();
  await store.writeResponse(response(), now);
  await store.writeResponse(response({ revision: 2, score: 1 }), now + settledAfterMs);
  expect(await readAll(store)).toEqual([response({ revision: 2, score: 1 })]);
});

test('ignores revisions after 120 days', async () => {
  const store = open();
  await store.writeResponse(response(), now);
  await store.writeResponse(response({ revision: 2, comment: 'Late.' }), now + closedAfterMs + 1);
  expect(await readAll(store)).toEqual([response()]);
});

test('stores quotes, NULs and lone surrogates as they came', async () => {
  const store = open();
  const odd = response({ comment: `'); DROP TABLE responses; --\u0000\ud800<b>` });
  await store.writeResponse(odd, now);
  expect(await readAll(store)).toEqual([odd]);
});

test('pages from newest to oldest without loss or repetition while responses arrive', async () => {
  const store = open();
  // Several share one instant: the cursor must tell them apart.
  for (let index = 0; index < 7; index++)
    await store.writeResponse(response({ id: idOf(index) }), now + Math.floor(index / 3));
  const first = await store.readPage({}, 3);
  await store.writeResponse(response({ id: idOf(99) }), now + 1000);
  const second = await store.readPage({}, 3, first.next);
  const third = await store.readPage({}, 3, second.next);
  const ids = [first, second, third].flatMap(({ rows }) => rows.map((row) => row.response.id));
  expect(ids).toEqual([6, 5, 4, 3, 2, 1, 0].map(idOf));
  expect(third.next).toBeUndefined();
});

test('refuses a database of a newer version and leaves it alone', () => {
  const path = newPath();
  const newer = new Database(path);
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  expect(openSqliteStore(path, now)).toEqual({
    problem: expect.stringContaining('newer Earshot (version 99') as string,
  });
});

test('migrates once and finds nothing to do the second time', () => {
  const database = new Database(newPath());
  expect(migrate(database)).toBeUndefined();
  expect(migrate(database)).toBeUndefined();
});

test('counts anew what an older version had counted otherwise, once', () => {
  const database = new Database(newPath());
  const recount = vi.fn();
  migrate(database, recount);
  expect(recount).toHaveBeenCalledTimes(1);
  // As version 3 left it.
  database.exec('PRAGMA user_version = 3');
  expect(migrate(database, recount)).toBeUndefined();
  expect(migrate(database, recount)).toBeUndefined();
  expect(recount).toHaveBeenCalledTimes(2);
});

test('refuses a file that is no database', () => {
  expect(openSqliteStore(tmpdir(), now)).toHaveProperty('problem');
});

test('takes only synchronous = FULL for durable', () => {
  expect(isDurable(() => ({ synchronous: 2 }))).toBe(true);
  expect(isDurable(() => ({ synchronous: 1 }))).toBe(false);
  expect(isDurable(() => undefined)).toBe(false);
});
