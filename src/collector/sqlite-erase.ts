import type Database from 'libsql';
import { nextTurn } from './next-turn.ts';
import { runTransaction } from './run-transaction.ts';
import { bodyColumns, prepareAll, readBody, type BodyRow } from './sqlite-rows.ts';
import type { Writer } from './sqlite-write.ts';
import type { Store } from './store.ts';

const ofPerson = '(:site IS NULL OR site = :site) LIMIT :limit';
const statements = {
  user: `SELECT ${bodyColumns} FROM responses r WHERE user = :person AND ${ofPerson}`,
  visitor: `SELECT ${bodyColumns} FROM responses r WHERE visitor = :person AND ${ofPerson}`,
  aged: `SELECT ${bodyColumns} FROM responses r WHERE first_received_at < :before ORDER BY first_received_at LIMIT :limit`,
  due: 'UPDATE compaction SET is_due = 1',
} as const;

/** How many responses one transaction erases: what comes in meanwhile waits for it. */
const someRows = 200;
/** Up to this size in bytes a database is written anew in less time than a visitor notices. */
const mostBytesAtOnce = 32 * 2 ** 20;

/**
 * Writes the database anew if something was erased from it: what a page once held may lie in its unused part until then,
 * although SQLite overwrites what it deletes.
 */
export function compact(database: Database.Database, mostBytes = Infinity): void {
  const read = (sql: string): number => Number(Object.values(database.prepare(sql).get() as object)[0]);
  if (!read('SELECT is_due FROM compaction')) return;
  if (read('PRAGMA page_count') * read('PRAGMA page_size') > mostBytes) return;
  try {
    database.exec('VACUUM');
  } catch {
    // There is no room for a second copy, or another process reads: it stays due.
    return;
  }
  database.exec('UPDATE compaction SET is_due = 0');
  // What was erased is not to be found in the log either.
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/** What erases responses for good. */
export function makeEraser(database: Database.Database, writer: Writer): Pick<Store, 'erasePerson' | 'eraseBefore'> {
  const prepared = prepareAll(database, statements);
  const erase = (find: () => readonly unknown[], nowMs: number): number =>
    runTransaction(database, () => {
      const rows = (find() as readonly BodyRow[]).map(readBody);
      if (!rows.length) return 0;
      writer.erase(rows, nowMs);
      prepared.due.run({});
      return rows.length;
    });
  return {
    async erasePerson({ by, id, site }, nowMs) {
      const find = () => prepared[by].all({ person: id, site: site ?? null, limit: someRows });
      let erased = 0;
      for (let some = someRows; some === someRows; erased += some) {
        some = erase(find, nowMs);
        await nextTurn();
      }
      database.pragma('wal_checkpoint(TRUNCATE)');
      compact(database, mostBytesAtOnce);
      return erased;
    },
    eraseBefore: async (before, nowMs, limit) => erase(() => prepared.aged.all({ before, limit }), nowMs),
  };
}
