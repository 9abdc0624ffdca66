import type Database from 'libsql';

/**
 * Runs `work` in one transaction that may write, and returns what it returns; throws what went wrong, with nothing
 * written. The driver's own throws instead of that the failure of its `ROLLBACK`, which SQLite has done by itself where
 * the disk is full.
 */
export function runTransaction<Result>(database: Database.Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
