import type Database from 'libsql';
import { outcomes, type Response } from '../core/response.ts';
import { conditionsOf } from './facets.ts';
import { closedAfterMs, decideRevision, type StoredResponse } from './revision.ts';
import {
  bindCell,
  bindCounted,
  bindGroup,
  bindResponse,
  bodyColumns,
  countColumns,
  prepareAll,
  readBody,
  type Bindings,
  type BodyRow,
} from './sqlite-rows.ts';
import type { Group, Receipt } from './store.ts';
import { countedAt, makeCellChanges, type CellChange } from './tallies.ts';

const cellKey = ['site', 'survey', 'facet', 'value', 'kind', 'max', 'day', 'mode'];
const cellColumns = [...cellKey, 'min', ...countColumns];
const named = (columns: readonly string[]): string => columns.map((column) => `:${column}`).join(', ');

const statements = {
  find: `SELECT ${bodyColumns} FROM responses r WHERE site = :site AND id = :id`,
  upsert: `INSERT OR REPLACE INTO responses
      (site, id, survey, user, visitor, conditions, counted_at, first_received_at, received_at, body)
    VALUES (:site, :id, :survey, :user, :visitor, :conditions, :counted_at, :first_received_at, :received_at, :body)`,
  remove: 'DELETE FROM responses WHERE site = :site AND id = :id',
  removeTriage: 'DELETE FROM triage WHERE site = :site AND id = :id',
  isErased: 'SELECT 1 FROM tombstones WHERE site = :site AND id = :id',
  bury: 'INSERT OR REPLACE INTO tombstones (site, id, erased_at) VALUES (:site, :id, :now)',
  forgetTombstones: 'DELETE FROM tombstones WHERE erased_at < :before',
  count: `INSERT INTO tallies (${cellColumns.join(', ')}) VALUES (${named(cellColumns)})
    ON CONFLICT DO UPDATE SET ${countColumns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`,
  removeEmpty: `DELETE FROM tallies WHERE ${cellKey.map((column) => `${column} = :${column}`).join(' AND ')}
    AND shown + scored + answered + dismissed + later + never + ignored = 0`,
  countSurvey: `INSERT INTO surveys (site, survey, kind, min, max, n, last_received_at)
    VALUES (:site, :survey, :kind, :min, :max, :n, :received_at)
    ON CONFLICT DO UPDATE SET n = n + excluded.n, last_received_at = max(last_received_at, excluded.last_received_at)`,
  removeSurvey: 'DELETE FROM surveys WHERE site = :site AND survey = :survey AND kind = :kind AND max = :max AND n = 0',
  addComment: `INSERT INTO comments (site, survey, kind, max, facet, value, counted_at, id)
    VALUES (:site, :survey, :kind, :max, :facet, :value, :counted_at, :id)`,
  removeComment: `DELETE FROM comments WHERE site = :site AND survey = :survey AND kind = :kind AND max = :max
    AND facet = :facet AND value = :value AND counted_at = :counted_at AND id = :id`,
} as const;

/** A response that comes in, and when; and when another collector first received it, if one did. */
export interface Arrival {
  readonly response: Response;
  readonly nowMs: number;
  readonly firstReceivedAt?: number;
}

/** Writes responses with everything that is derived from them; each call belongs into a transaction. */
export interface Writer {
  readonly write: (arrivals: readonly Arrival[]) => readonly Receipt[];
  /** Erases these for good: their ids are kept until no copy can be on its way any more. */
  readonly erase: (rows: readonly StoredResponse[], nowMs: number) => void;
  /** Counts rows that are there already. */
  readonly recount: (rows: readonly StoredResponse[]) => void;
}

/** How many more responses a group holds, and when the last of them came in. */
interface SurveyChange {
  readonly group: Group;
  n: number;
  lastReceivedAt: number;
}

function addToSurvey(
  surveys: Map<string, SurveyChange>,
  { response, receivedAt }: StoredResponse,
  times: 1 | -1,
): void {
  const { site, survey, kind, min, max } = response;
  const key = JSON.stringify([site, survey, kind, max]);
  const change = surveys.get(key) ?? { group: { site, survey, kind, min, max }, n: 0, lastReceivedAt: receivedAt };
  surveys.set(key, change);
  change.n += times;
  change.lastReceivedAt = Math.max(change.lastReceivedAt, receivedAt);
}

/** The writer of a database. */
export function makeWriter(database: Database.Database): Writer {
  const prepared = prepareAll(database, statements);

  const keepComment = (stored: StoredResponse, times: 1 | -1): void => {
    const { id, comment, test } = stored.response;
    if (comment === undefined || test) return;
    const statement = times === 1 ? prepared.addComment : prepared.removeComment;
    const row = { ...bindGroup(stored.response), counted_at: countedAt(stored), id };
    for (const { facet, value } of [{ facet: '', value: '' }, ...conditionsOf(stored.response)])
      statement.run({ ...row, facet, value });
  };
  const countSurvey = ({ group, n, lastReceivedAt }: SurveyChange): void => {
    prepared.countSurvey.run({ ...bindGroup(group), min: group.min, n, received_at: lastReceivedAt });
    // One that came and went in one commit, too.
    if (n <= 0) prepared.removeSurvey.run(bindGroup(group));
  };
  const countCell = ({ cell, counted }: CellChange): void => {
    const key = bindCell(cell);
    prepared.count.run({ ...key, ...bindCounted(counted) });
    const { min: _, ...place } = key;
    if (outcomes.some((outcome) => counted.outcomes[outcome] < 0)) prepared.removeEmpty.run(place as Bindings);
  };
  /** Runs `change` and counts what it says comes and goes. */
  const counting = <Result>(change: (count: (stored: StoredResponse, times: 1 | -1) => void) => Result): Result => {
    const changes = makeCellChanges();
    const surveys = new Map<string, SurveyChange>();
    const result = change((stored, times) => {
      changes.count(stored, times);
      addToSurvey(surveys, stored, times);
      keepComment(stored, times);
    });
    for (const cell of changes.list()) countCell(cell);
    for (const survey of surveys.values()) countSurvey(survey);
    return result;
  };

  return {
    write: (arrivals) =>
      counting((count) =>
        arrivals.map(({ response, nowMs, firstReceivedAt = nowMs }): Receipt => {
          const { site, id } = response;
          const row = prepared.find.get({ site, id }) as BodyRow | undefined;
          if (!row && prepared.isErased.get({ site, id })) return 'known';
          const stored = row && readBody(row);
          const next = decideRevision(stored, response, nowMs);
          if (!next) return 'known';
          const kept = stored ? next : { ...next, firstReceivedAt: Math.min(firstReceivedAt, nowMs) };
          prepared.upsert.run(bindResponse(kept));
          if (stored) count(stored, -1);
          count(kept, 1);
          return stored ? 'revised' : 'new';
        }),
      ),
    erase: (rows, nowMs) =>
      counting((count) => {
        for (const stored of rows) {
          const { site, id } = stored.response;
          prepared.remove.run({ site, id });
          prepared.removeTriage.run({ site, id });
          prepared.bury.run({ site, id, now: nowMs });
          count(stored, -1);
        }
        prepared.forgetTombstones.run({ before: nowMs - closedAfterMs });
      }),
    recount: (rows) =>
      counting((count) => {
        for (const stored of rows) {
          prepared.upsert.run(bindResponse(stored));
          count(stored, 1);
        }
      }),
  };
}
