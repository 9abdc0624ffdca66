import type Database from 'libsql';

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
];

/** The version that this collector writes and reads. */
export const databaseVersion = migrations.length;

/** Brings a database up to `databaseVersion`, or says why it cannot. */
export function migrate(database: Database.Database): string | undefined {
  // One writer at a time: of two collectors that start together the second finds nothing left to do.
  const run = database.transaction((): string | undefined => {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > databaseVersion)
      return `it was written by a newer Earshot (version ${version}, this one knows ${databaseVersion})`;
    if (version === databaseVersion) return undefined;
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${databaseVersion}`);
    return undefined;
  });
  return run.immediate();
}
