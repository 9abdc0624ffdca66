import { segmentOf } from '../core/kinds.ts';
import type { Response } from '../core/response.ts';
import type { StoredResponse } from './revision.ts';
import type { Cursor, Filter, Group, Tally } from './store.ts';

/** The values of one row by parameter name: text, numbers and null, the only types that the driver can bind. */
export type Bindings = Readonly<Record<string, string | number | null>>;

/** The columns of a row that hold a whole response. */
export interface BodyRow {
  readonly body: string;
  readonly first_received_at: number;
  readonly received_at: number;
}

export interface TallyRow extends Group {
  readonly score: number | null;
  readonly is_test: number;
  readonly n: number;
  readonly last_received_at: number;
}

/** A response as the values of its row. */
export function bindResponse({ response, firstReceivedAt, receivedAt }: StoredResponse): Bindings {
  const { id, site, survey, kind, outcome, revision, score, min, max, comment, wording } = response;
  return {
    id,
    site,
    survey,
    kind,
    outcome,
    revision,
    min,
    max,
    wording,
    score: score ?? null,
    segment: score === undefined ? null : segmentOf(kind, max, score),
    comment: comment ?? null,
    is_test: response.test ? 1 : 0,
    shown_at: Date.parse(response.shownAt),
    first_received_at: firstReceivedAt,
    received_at: receivedAt,
    body: JSON.stringify(response),
  };
}

/** A filter as the values of the `filtered` condition. */
export const bindFilter = ({ site, survey, fromMs, toMs }: Filter): Bindings => ({
  site: site ?? null,
  survey: survey ?? null,
  from: fromMs ?? null,
  to: toMs ?? null,
});

/** A cursor as the values of the `older` condition. */
export const bindCursor = (cursor: Cursor | undefined): Bindings => ({
  after_at: cursor?.firstReceivedAt ?? null,
  after_site: cursor?.site ?? null,
  after_id: cursor?.id ?? null,
});

/** The stored response of a row: from its body, since a text column ends at a NUL when the driver reads it. */
export const readBody = ({ body, first_received_at, received_at }: BodyRow): StoredResponse => ({
  response: JSON.parse(body) as Response,
  firstReceivedAt: first_received_at,
  receivedAt: received_at,
});

/** The tally of a row. */
export const readTally = ({ site, survey, kind, min, max, score, is_test, n, last_received_at }: TallyRow): Tally => ({
  site,
  survey,
  kind,
  min,
  max,
  n,
  ...(score === null ? {} : { score }),
  isTest: is_test === 1,
  lastReceivedAt: last_received_at,
});
