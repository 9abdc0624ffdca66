import Database from 'libsql';
import { makeCommitQueue, type Commit } from './commit-queue.ts';
import { findDamage } from './damaged-wal.ts';
import { makeIdleCheckpoint } from './idle-checkpoint.ts';
import { migrate } from './migrations.ts';
import { runTransaction } from './run-transaction.ts';
import { compact, makeEraser } from './sqlite-erase.ts';
import { makeNotes } from './sqlite-notes.ts';
import { makePageReader } from './sqlite-pages.ts';
import { makeResultsReader } from './sqlite-results.ts';
import { bodyColumns, prepareAll, readBody, type BodyRow, type Prepared } from './sqlite-rows.ts';
import { makeWriter, type Arrival, type Writer } from './sqlite-write.ts';
import type { Receipt, Store } from './store.ts';

// How long a write waits for another process; the driver waits in the event loop, so this is short.
const busyMs = 2000;

const statements = {
  // As much as a commit of many rows: a disk that has room for a few bytes only is full.
  probe: 'INSERT OR REPLACE INTO probe (one, written_at, room) VALUES (1, :now, zeroblob(65536))',
  durability: 'PRAGMA synchronous',
  numbered: `SELECT ${bodyColumns} FROM responses r WHERE seq > :seq AND seq <= :last ORDER BY seq LIMIT :limit`,
  lastSeq: 'SELECT coalesce(max(seq), 0) AS seq FROM responses',
} as const;

/** How many responses are counted anew at a time. */
const someRows = 200;

/** What SQLite says of one row, not of the disk, the file or another process. */
const isOfRow = (error: unknown): boolean =>
  !/^SQLITE_(?!CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(String((error as { readonly code?: unknown } | null)?.code));

type Parts = {
  readonly database: Database.Database;
  readonly prepared: Prepared<keyof typeof statements>;
  readonly writer: Writer;
};

/** A store in a file. */
export interface SqliteStore extends Store {
  /** Writes all rows into a new file; throws where that is not possible. */
  readonly copyTo: (path: string) => void;
}

function makeStore(parts: Parts, onCommit?: (commit: Commit) => void): SqliteStore {
  const { database, prepared, writer } = parts;
  const listeners = new Set<() => void>();
  const idle = makeIdleCheckpoint(() => database.pragma('wal_checkpoint(PASSIVE)'));
  const queue = makeCommitQueue<Arrival, Receipt>({
    commit: (arrivals) => runTransaction(database, () => writer.write(arrivals)),
    isOfRow,
    onCommit(commit) {
      idle.touch();
      onCommit?.(commit);
      for (const listener of listeners) listener();
    },
  });
  const eraser = makeEraser(database, writer);
  return {
    ...makeResultsReader(database),
    ...makePageReader(database),
    ...makeNotes(database),
    ...eraser,
    erasePerson(person, nowMs) {
      // What waits may be his.
      queue.drain();
      return eraser.erasePerson(person, nowMs);
    },
    writeResponse: (response, nowMs, firstReceivedAt = nowMs) =>
      queue.add({ response, nowMs, firstReceivedAt }, Buffer.byteLength(JSON.stringify(response))),
    waiting: queue.depth,
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    probe: async (now) => void prepared.probe.run({ now }),
    copyTo: (path) => void database.prepare('VACUUM INTO ?').run(path),
    close: async () => {
      queue.drain();
      idle.stop();
      // The driver keeps the file open until its statements are collected, so nothing is folded in by closing alone.
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

/** Derives anew what is derived from the stored responses. */
function recount(database: Database.Database): void {
  const { numbered, lastSeq } = prepareAll(database, statements);
  const writer = makeWriter(database);
  const { seq: last } = lastSeq.get({}) as { readonly seq: number };
  for (const table of ['tallies', 'surveys', 'comments']) database.exec(`DELETE FROM ${table}`);
  for (let seq = 0; ;) {
    const rows = numbered.all({ seq, last, limit: someRows }) as readonly BodyRow[];
    writer.recount(rows.map(readBody));
    const end = rows.at(-1);
    if (!end) return;
    seq = end.seq;
  }
}

/** True if the connection waits for the disk at each commit (FULL); read after a write, as drivers may lower it then. */
export function isDurable(readSynchronous: () => unknown): boolean {
  const row = readSynchronous() as { readonly synchronous?: number } | undefined;
  return row?.synchronous === 2;
}

export type OpenedStore = { readonly store: SqliteStore } | { readonly problem: string };

/** The store in the database file at `path`, made if there is none; or why it cannot be used. */
export function openSqliteStore(path: string, nowMs: number, onCommit?: (commit: Commit) => void): OpenedStore {
  const damage = findDamage(`${path}-wal`);
  if (damage)
    return {
      problem:
        `${path}-wal holds answers that are not in ${path} yet, and ${damage}; ` +
        `restore both from a backup, or copy both elsewhere and run sqlite3 ${path} "PRAGMA wal_checkpoint(TRUNCATE)", ` +
        'which keeps what comes before the damage',
    };
  try {
    const database = new Database(path, { timeout: busyMs });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('secure_delete = ON');
    const problem = migrate(database, () => recount(database));
    if (problem) return { problem };
    compact(database);
    const prepared = prepareAll(database, statements);
    prepared.probe.run({ now: nowMs });
    if (!isDurable(() => prepared.durability.get({})))
      return { problem: 'the database driver does not keep PRAGMA synchronous at FULL, so answers could be lost' };
    return { store: makeStore({ database, prepared, writer: makeWriter(database) }, onCommit) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
