import type Database from 'libsql';
import { runTransaction } from './run-transaction.ts';

// One entry per version of the database, in order; an entry that was released is never changed.
const migrations: readonly string[] = [
  `CREATE TABLE responses (
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     revision INTEGER NOT NULL,
     survey TEXT NOT NULL,
     kind TEXT NOT NULL,
     outcome TEXT NOT NULL,
     min INTEGER NOT NULL,
     max INTEGER NOT NULL,
     score INTEGER,
     segment TEXT,
     comment TEXT,
     wording TEXT NOT NULL,
     is_test INTEGER NOT NULL,
     shown_at INTEGER NOT NULL,
     first_received_at INTEGER NOT NULL,
     received_at INTEGER NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (site, id)
   ) STRICT;
   CREATE INDEX responses_by_receipt ON responses (first_received_at, site, id);
   CREATE INDEX responses_by_survey ON responses (site, survey, kind, max, first_received_at);
   CREATE TABLE probe (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), written_at INTEGER NOT NULL) STRICT;`,
  `CREATE TABLE responses_2 (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     survey TEXT NOT NULL,
     user TEXT,
     visitor TEXT,
     conditions TEXT NOT NULL,
     counted_at INTEGER NOT NULL,
     first_received_at INTEGER NOT NULL,
     received_at INTEGER NOT NULL,
     body TEXT NOT NULL,
     UNIQUE (id, site)
   ) STRICT;
   INSERT INTO responses_2 (site, id, survey, user, visitor, conditions, counted_at, first_received_at, received_at, body)
     SELECT site, id, survey, json_extract(body, '$.user'), json_extract(body, '$.visitor'), '',
       min(shown_at, first_received_at), first_received_at, received_at, body
     FROM responses ORDER BY received_at, site, id;
   DROP TABLE responses;
   ALTER TABLE responses_2 RENAME TO responses;
   CREATE INDEX responses_by_receipt ON responses (first_received_at, site, id);
   CREATE INDEX responses_by_survey ON responses (site, survey, counted_at);
   CREATE INDEX responses_by_user ON responses (user) WHERE user IS NOT NULL;
   CREATE INDEX responses_by_visitor ON responses (visitor) WHERE visitor IS NOT NULL;
   CREATE TABLE tombstones (
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     erased_at INTEGER NOT NULL,
     PRIMARY KEY (site, id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX tombstones_by_age ON tombstones (erased_at);
   CREATE TABLE surveys (
     site TEXT NOT NULL,
     survey TEXT NOT NULL,
     kind TEXT NOT NULL,
     min INTEGER NOT NULL,
     max INTEGER NOT NULL,
     n INTEGER NOT NULL,
     last_received_at INTEGER NOT NULL,
     PRIMARY KEY (site, survey, kind, max)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE tallies (
     site TEXT NOT NULL,
     survey TEXT NOT NULL,
     facet TEXT NOT NULL,
     value TEXT NOT NULL,
     kind TEXT NOT NULL,
     min INTEGER NOT NULL,
     max INTEGER NOT NULL,
     day INTEGER NOT NULL,
     is_test INTEGER NOT NULL,
     score_0 INTEGER NOT NULL,
     score_1 INTEGER NOT NULL,
     score_2 INTEGER NOT NULL,
     score_3 INTEGER NOT NULL,
     score_4 INTEGER NOT NULL,
     score_5 INTEGER NOT NULL,
     score_6 INTEGER NOT NULL,
     score_7 INTEGER NOT NULL,
     score_8 INTEGER NOT NULL,
     score_9 INTEGER NOT NULL,
     score_10 INTEGER NOT NULL,
     shown INTEGER NOT NULL,
     scored INTEGER NOT NULL,
     answered INTEGER NOT NULL,
     dismissed INTEGER NOT NULL,
     later INTEGER NOT NULL,
     never INTEGER NOT NULL,
     ignored INTEGER NOT NULL,
     PRIMARY KEY (site, survey, facet, value, kind, max, day, is_test)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE comments (
     site TEXT NOT NULL,
     survey TEXT NOT NULL,
     kind TEXT NOT NULL,
     max INTEGER NOT NULL,
     facet TEXT NOT NULL,
     value TEXT NOT NULL,
     counted_at INTEGER NOT NULL,
     id TEXT NOT NULL,
     PRIMARY KEY (site, survey, kind, max, facet, value, counted_at, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE triage (
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     status TEXT,
     tags TEXT NOT NULL,
     PRIMARY KEY (site, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE annotations (
     id TEXT NOT NULL PRIMARY KEY,
     site TEXT,
     at INTEGER NOT NULL,
     text TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX annotations_by_time ON annotations (at);
   CREATE TABLE compaction (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), is_due INTEGER NOT NULL) STRICT;
   INSERT INTO compaction (one, is_due) VALUES (1, 0);`,
  'ALTER TABLE probe ADD COLUMN room BLOB',
  `DROP TABLE tallies;
   CREATE TABLE tallies (
     site TEXT NOT NULL,
     survey TEXT NOT NULL,
     facet TEXT NOT NULL,
     value TEXT NOT NULL,
     kind TEXT NOT NULL,
     min INTEGER NOT NULL,
     max INTEGER NOT NULL,
     day INTEGER NOT NULL,
     mode TEXT NOT NULL,
     score_0 INTEGER NOT NULL,
     score_1 INTEGER NOT NULL,
     score_2 INTEGER NOT NULL,
     score_3 INTEGER NOT NULL,
     score_4 INTEGER NOT NULL,
     score_5 INTEGER NOT NULL,
     score_6 INTEGER NOT NULL,
     score_7 INTEGER NOT NULL,
     score_8 INTEGER NOT NULL,
     score_9 INTEGER NOT NULL,
     score_10 INTEGER NOT NULL,
     shown INTEGER NOT NULL,
     scored INTEGER NOT NULL,
     answered INTEGER NOT NULL,
     dismissed INTEGER NOT NULL,
     later INTEGER NOT NULL,
     never INTEGER NOT NULL,
     ignored INTEGER NOT NULL,
     commented INTEGER NOT NULL,
     PRIMARY KEY (site, survey, facet, value, kind, max, day, mode)
   ) STRICT, WITHOUT ROWID;`,
];

/** The version that this collector writes and reads. */
export const databaseVersion = migrations.length;

// The last version that changed what is derived from the stored responses: an older database is counted anew.
const countedSince = 4;

/**
 * Brings a database up to `databaseVersion`, or says why it cannot. `recount` makes anew, in the same transaction, what
 * is only derived from the stored responses, where that has changed: so that no migration has to know how.
 */
export function migrate(database: Database.Database, recount: () => void = () => undefined): string | undefined {
  // One writer at a time: of two collectors that start together the second finds nothing left to do.
  return runTransaction(database, (): string | undefined => {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > databaseVersion)
      return `it was written by a newer Earshot (version ${version}, this one knows ${databaseVersion})`;
    if (version === databaseVersion) return undefined;
    for (const migration of migrations.slice(version)) database.exec(migration);
    if (version < countedSince) recount();
    database.exec(`PRAGMA user_version = ${databaseVersion}`);
    return undefined;
  });
}
