import type Database from 'libsql';
import { outcomes, type Outcome, type Response } from '../core/response.ts';
import { printConditions } from './facets.ts';
import type { StoredResponse } from './revision.ts';
import type { Cursor, Group, Row, Status, Written } from './store.ts';
import { countedAt, highestScore, type Cell, type Counted } from './tallies.ts';

/** The values of one row by parameter name: text, numbers and null, the only types that the driver can bind. */
export type Bindings = Readonly<Record<string, string | number | null>>;

export type Prepared<Name extends string> = Readonly<Record<Name, Database.Statement<[Bindings]>>>;

/** The statements of a table, prepared. */
export const prepareAll = <Name extends string>(
  database: Database.Database,
  statements: Readonly<Record<Name, string>>,
): Prepared<Name> =>
  Object.fromEntries(
    Object.entries<string>(statements).map(([name, sql]) => [name, database.prepare<[Bindings]>(sql)]),
  ) as Prepared<Name>;

/** The columns of a row that hold a whole response. */
export interface BodyRow {
  readonly seq: number;
  readonly body: string;
  readonly conditions: string;
  readonly first_received_at: number;
  readonly received_at: number;
}

/** The columns that `BodyRow` and `readRow` read, of responses with what the owner noted on them. */
export const bodyColumns = 'r.seq, r.body, r.conditions, r.first_received_at, r.received_at';
export const rowColumns = `${bodyColumns}, t.status, t.tags`;
export const rowTables = 'responses r LEFT JOIN triage t ON t.site = r.site AND t.id = r.id';

/** A response as the values of its row. */
export function bindResponse(stored: StoredResponse): Bindings {
  const { id, site, survey, user, visitor } = stored.response;
  return {
    id,
    site,
    survey,
    user: user ?? null,
    visitor: visitor ?? null,
    conditions: printConditions(stored.response),
    counted_at: countedAt(stored),
    first_received_at: stored.firstReceivedAt,
    received_at: stored.receivedAt,
    body: JSON.stringify(stored.response),
  };
}

/** A cursor as the values of a condition that is true of what is older; none: of everything. */
export const bindCursor = (cursor: Cursor | undefined): Bindings => ({
  after_at: cursor?.firstReceivedAt ?? Number.MAX_SAFE_INTEGER,
  after_site: cursor?.site ?? '',
  after_id: cursor?.id ?? '',
});

/** The stored response of a row: from its body, since a text column ends at a NUL when the driver reads it. */
export const readBody = ({ body, first_received_at, received_at }: BodyRow): StoredResponse => ({
  response: JSON.parse(body) as Response,
  firstReceivedAt: first_received_at,
  receivedAt: received_at,
});

export const readWrittenRow = (row: BodyRow): Written => ({ ...readBody(row), seq: row.seq });

/** A body with the columns of `triage` beside it, which are null where nothing was noted. */
export interface NotedRow extends BodyRow {
  readonly status: Status | null;
  readonly tags: string | null;
}

export function readRow({ status, tags, ...row }: NotedRow): Row {
  const noted = tags === null ? [] : (JSON.parse(tags) as readonly string[]);
  return { ...readBody(row), ...(status && { status }), ...(noted.length && { tags: noted }) };
}

const scoreColumns = Array.from({ length: highestScore + 1 }, (_, score) => `score_${score}`);

/** The columns of `tallies` that hold counts. */
export const countColumns: readonly string[] = [...scoreColumns, ...outcomes, 'commented'];

/** What was counted as the values of `countColumns`. */
export const bindCounted = ({ scores, outcomes: ended, commented }: Counted): Bindings => ({
  ...Object.fromEntries(scoreColumns.map((column, score) => [column, scores[score] ?? 0])),
  ...ended,
  commented,
});

export const readCounted = (row: Readonly<Record<string, unknown>>): Counted => ({
  scores: scoreColumns.map((column) => Number(row[column])),
  outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, Number(row[outcome])])) as Record<Outcome, number>,
  commented: Number(row['commented']),
});

/** Which group a statement is about. */
export const bindGroup = ({ site, survey, kind, max }: Group): Bindings => ({ site, survey, kind, max });

/** A cell of `tallies` by its key; the empty facet holds all responses. */
export const bindCell = ({ condition, min, day, mode, ...group }: Cell): Bindings => ({
  ...bindGroup({ ...group, min }),
  min,
  day,
  mode,
  facet: condition?.facet ?? '',
  value: condition?.value ?? '',
});
