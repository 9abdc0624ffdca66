import Database from 'libsql';
import type { Response } from '../core/response.ts';
import { makeCommitQueue, type Commit } from './commit-queue.ts';
import { migrate } from './migrations.ts';
import { decideRevision } from './revision.ts';
import {
  bindCursor,
  bindFilter,
  bindResponse,
  readBody,
  readTally,
  type Bindings,
  type BodyRow,
  type TallyRow,
} from './sqlite-rows.ts';
import type { Cursor, Filter, Group, Page, Store, Tally, Written } from './store.ts';

// How long a write waits for another process; the driver waits in the event loop, so this is short.
const busyMs = 2000;

const filtered = `(:site IS NULL OR site = :site) AND (:survey IS NULL OR survey = :survey)
  AND (:from IS NULL OR shown_at >= :from) AND (:to IS NULL OR shown_at < :to)`;
const older = `(:after_at IS NULL OR (first_received_at, site, id) < (:after_at, :after_site, :after_id))`;

const statements = {
  find: 'SELECT body, first_received_at, received_at FROM responses WHERE site = :site AND id = :id',
  upsert: `INSERT OR REPLACE INTO responses (site, id, revision, survey, kind, outcome, min, max, score, segment,
      comment, wording, is_test, shown_at, first_received_at, received_at, body)
    VALUES (:site, :id, :revision, :survey, :kind, :outcome, :min, :max, :score, :segment,
      :comment, :wording, :is_test, :shown_at, :first_received_at, :received_at, :body)`,
  tally: `SELECT site, survey, kind, min, max, score, is_test, count(*) AS n, max(received_at) AS last_received_at
    FROM responses WHERE ${filtered}
    GROUP BY site, survey, kind, max, score, is_test ORDER BY site, survey, kind, max, score, is_test`,
  comments: `SELECT body, first_received_at, received_at FROM responses
    WHERE ${filtered} AND kind = :kind AND max = :max AND is_test = 0 AND comment IS NOT NULL
    ORDER BY first_received_at DESC, id DESC LIMIT :limit`,
  page: `SELECT body, first_received_at, received_at FROM responses WHERE ${filtered} AND ${older}
    ORDER BY first_received_at DESC, site DESC, id DESC LIMIT :limit`,
  probe: 'INSERT OR REPLACE INTO probe (one, written_at) VALUES (1, :now)',
  durability: 'PRAGMA synchronous',
} as const;

type Prepared = Readonly<Record<keyof typeof statements, Database.Statement<[Bindings]>>>;

const prepareAll = (database: Database.Database): Prepared =>
  Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, database.prepare<[Bindings]>(sql)]),
  ) as unknown as Prepared;

function pageOf(rows: readonly BodyRow[], limit: number): Page {
  const shown = rows.slice(0, limit).map(readBody);
  const last = shown.at(-1);
  if (!last || rows.length <= limit) return { rows: shown };
  const { site, id } = last.response;
  return { rows: shown, next: { firstReceivedAt: last.firstReceivedAt, site, id } };
}

/** A response that came in, and when. */
interface Arrival {
  readonly response: Response;
  readonly nowMs: number;
}

/** What SQLite says of one row, not of the disk, the file or another process. */
const isOfRow = (error: unknown): boolean =>
  !/^SQLITE_(?!CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(String((error as { readonly code?: unknown } | null)?.code));

function makeStore(database: Database.Database, prepared: Prepared, onCommit?: (commit: Commit) => void): Store {
  const write = database.transaction((arrivals: readonly Arrival[]): readonly Written[] =>
    arrivals.map(({ response, nowMs }) => {
      const { site, id } = response;
      const row = prepared.find.get({ site, id }) as BodyRow | undefined;
      const next = decideRevision(row && readBody(row), response, nowMs);
      if (!next) return 'known';
      prepared.upsert.run(bindResponse(next));
      return row ? 'revised' : 'new';
    }),
  );
  const queue = makeCommitQueue<Arrival, Written>({
    commit: (arrivals) => write.immediate(arrivals),
    isOfRow,
    ...(onCommit && { onCommit }),
  });
  return {
    writeResponse: (response, nowMs) => queue.add({ response, nowMs }, Buffer.byteLength(JSON.stringify(response))),
    waiting: queue.depth,
    readTallies: async (filter: Filter): Promise<Tally[]> =>
      (prepared.tally.all(bindFilter(filter)) as TallyRow[]).map(readTally),
    readComments: async ({ site, survey, kind, max }: Group, filter: Filter, limit: number) =>
      (prepared.comments.all({ ...bindFilter({ ...filter, site, survey }), kind, max, limit }) as BodyRow[]).map(
        (row) => readBody(row).response,
      ),
    // One row more than asked for tells whether there is a next page.
    readPage: async (filter: Filter, limit: number, after?: Cursor) =>
      pageOf(prepared.page.all({ ...bindFilter(filter), ...bindCursor(after), limit: limit + 1 }) as BodyRow[], limit),
    probe: async (now) => void prepared.probe.run({ now }),
    close: async () => {
      queue.drain();
      // The driver keeps the file open until its statements are collected, so nothing is folded in by closing alone.
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

/** True if the connection waits for the disk at each commit (FULL); read after a write, as drivers may lower it then. */
export function isDurable(readSynchronous: () => unknown): boolean {
  const row = readSynchronous() as { readonly synchronous?: number } | undefined;
  return row?.synchronous === 2;
}

export type OpenedStore = { readonly store: Store } | { readonly problem: string };

/** The store in the database file at `path`, made if there is none; or why it cannot be used. */
export function openSqliteStore(path: string, nowMs: number, onCommit?: (commit: Commit) => void): OpenedStore {
  try {
    const database = new Database(path, { timeout: busyMs });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    const problem = migrate(database);
    if (problem) return { problem };
    const prepared = prepareAll(database);
    prepared.probe.run({ now: nowMs });
    if (!isDurable(() => prepared.durability.get({})))
      return { problem: 'the database driver does not keep PRAGMA synchronous at FULL, so answers could be lost' };
    return { store: makeStore(database, prepared, onCommit) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
