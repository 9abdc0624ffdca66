import type Database from 'libsql';
import { meets } from './facets.ts';
import { nextTurn } from './next-turn.ts';
import {
  bindCursor,
  bodyColumns,
  prepareAll,
  readRow,
  readWrittenRow,
  rowColumns,
  rowTables,
  type BodyRow,
  type NotedRow,
} from './sqlite-rows.ts';
import type { Cursor, ListFilter, Page, Person, Row, Store } from './store.ts';

const older = '(r.first_received_at, r.site, r.id) < (:after_at, :after_site, :after_id)';
const newestFirst = 'ORDER BY r.first_received_at DESC, r.site DESC, r.id DESC LIMIT :limit';
const ofPerson = `(:site IS NULL OR r.site = :site) AND ${older} ${newestFirst}`;

const statements = {
  page: `SELECT ${rowColumns}, r.site, r.survey, r.counted_at FROM ${rowTables} WHERE ${older} ${newestFirst}`,
  user: `SELECT ${rowColumns} FROM ${rowTables} WHERE r.user = :person AND ${ofPerson}`,
  visitor: `SELECT ${rowColumns} FROM ${rowTables} WHERE r.visitor = :person AND ${ofPerson}`,
  written: `SELECT ${bodyColumns} FROM responses r WHERE r.seq > :seq ORDER BY r.seq LIMIT :limit`,
  lastSeq: 'SELECT coalesce(max(seq), 0) AS seq FROM responses',
} as const;

/** How many rows are looked through at a time: some milliseconds, in which nothing else is answered. */
const someRows = 500;

interface FilteredRow extends NotedRow {
  readonly site: string;
  readonly survey: string;
  readonly counted_at: number;
}

/** What the columns of a row tell, without reading its body. */
const mayPass = (row: FilteredRow, { site, survey, fromMs, toMs, conditions = [], status }: ListFilter): boolean =>
  (site === undefined || row.site === site) &&
  (survey === undefined || row.survey === survey) &&
  (fromMs === undefined || row.counted_at >= fromMs) &&
  (toMs === undefined || row.counted_at < toMs) &&
  (status === undefined || (row.status ?? 'none') === status) &&
  meets(row.conditions, conditions);

// The same letters in another writing, such as full width, are the same.
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const passes = ({ response, tags = [] }: Row, filter: ListFilter): boolean => {
  const { kind, max, scores, isCommented, search, tag, isTest } = filter;
  const { score, comment } = response;
  return (
    (kind === undefined || response.kind === kind) &&
    (max === undefined || response.max === max) &&
    (isTest === undefined || (response.test === true) === isTest) &&
    (!scores || (score !== undefined && score >= scores[0] && score <= scores[1])) &&
    (!isCommented || comment !== undefined) &&
    (search === undefined || (comment !== undefined && fold(comment).includes(fold(search)))) &&
    (tag === undefined || tags.includes(tag))
  );
};

const cursorOf = ({ response: { site, id }, firstReceivedAt }: Row): Cursor => ({ firstReceivedAt, site, id });

/** A page of rows of which one more was read than is shown: that tells whether there is a next one. */
function pageOf(rows: readonly Row[], limit: number): Page {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return last && rows.length > limit ? { rows: shown, next: cursorOf(last) } : { rows: shown };
}

/** Reads responses one after another. A rare condition makes it look through many rows, some at a time. */
export function makePageReader(
  database: Database.Database,
): Pick<Store, 'readPage' | 'readPerson' | 'readWritten' | 'lastSeq'> {
  const prepared = prepareAll(database, statements);

  async function readPage(filter: ListFilter, limit: number, after?: Cursor): Promise<Page> {
    const found: Row[] = [];
    let cursor = after;
    for (;;) {
      const rows = prepared.page.all({ ...bindCursor(cursor), limit: someRows }) as FilteredRow[];
      for (const row of rows) {
        const read = mayPass(row, filter) && readRow(row);
        if (read && passes(read, filter)) found.push(read);
      }
      const last = rows.at(-1);
      // What was shown cannot have come in before the period began.
      const isOver = !last || rows.length < someRows || last.first_received_at < (filter.fromMs ?? -Infinity);
      if (isOver || found.length > limit) return pageOf(found, limit);
      cursor = cursorOf(readRow(last));
      await nextTurn();
    }
  }

  return {
    readPage,
    async readPerson({ by, id, site }: Person, limit, after) {
      const place = { person: id, site: site ?? null, ...bindCursor(after), limit: limit + 1 };
      return pageOf((prepared[by].all(place) as NotedRow[]).map(readRow), limit);
    },
    readWritten: async (seq, limit) => (prepared.written.all({ seq, limit }) as BodyRow[]).map(readWrittenRow),
    lastSeq: async () => (prepared.lastSeq.get({}) as { readonly seq: number }).seq,
  };
}
