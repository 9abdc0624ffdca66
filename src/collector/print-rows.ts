import { stringify } from 'csv-stringify/sync';
import type { Response as SurveyResponse } from '../core/response.ts';
import type { Format } from './parse-query.ts';
import type { Row } from './store.ts';
import { withSegment } from './with-segment.ts';

/** A response as a reader gets it: with its segment, when it came in, and what the owner noted on it. */
export const printRow = ({ response, firstReceivedAt, receivedAt, status, tags }: Row) => ({
  ...withSegment(response),
  firstReceivedAt: new Date(firstReceivedAt).toISOString(),
  receivedAt: new Date(receivedAt).toISOString(),
  ...(status && { status }),
  ...(tags?.length && { tags }),
});

type Printed = SurveyResponse & ReturnType<typeof printRow>;

// Every field of a response is a column, in the order in which one reads a table.
const columns: { readonly [K in keyof Required<Printed>]: true } = {
  firstReceivedAt: true,
  site: true,
  survey: true,
  kind: true,
  score: true,
  segment: true,
  comment: true,
  reasons: true,
  reasonOther: true,
  answers: true,
  outcome: true,
  contactAllowed: true,
  contactEmail: true,
  user: true,
  visitor: true,
  traits: true,
  page: true,
  referrer: true,
  device: true,
  locale: true,
  trigger: true,
  question: true,
  wording: true,
  min: true,
  max: true,
  shape: true,
  layout: true,
  shownAt: true,
  scoredAt: true,
  closedAt: true,
  sentAt: true,
  receivedAt: true,
  id: true,
  revision: true,
  token: true,
  client: true,
  test: true,
  v: true,
  status: true,
  tags: true,
};

const printCell = (value: unknown): string => {
  if (Array.isArray(value) && value.every((one) => typeof one == 'string' && !one.includes(';')))
    return value.join(';');
  return typeof value == 'object' ? JSON.stringify(value) : String(value ?? '');
};

/** A table by RFC 4180; a text that a spreadsheet would take for a formula begins with an apostrophe. */
function printTable(rows: readonly Row[], isFirst: boolean): string {
  return stringify(
    rows.map((row) => {
      const printed: Readonly<Record<string, unknown>> = { ...printRow(row) };
      return Object.keys(columns).map((name) => printCell(printed[name]));
    }),
    {
      // Excel takes a file without a mark for one in the code page of the country.
      bom: isFirst,
      header: isFirst,
      columns: Object.keys(columns),
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}

const printLines = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(printRow(row))}\n`).join('');

/** How each format but JSON is printed, a part at a time. */
export const printers: Readonly<
  Record<
    Exclude<Format, 'json'>,
    { readonly type: string; readonly print: (rows: readonly Row[], isFirst: boolean) => string }
  >
> = {
  ndjson: { type: 'application/x-ndjson', print: printLines },
  csv: { type: 'text/csv; charset=utf-8', print: printTable },
};
