import type { FieldProblem } from '../core/parse-response.ts';
import type { Cursor, Filter } from './store.ts';

/** What a reader asked for. */
export interface Query {
  readonly filter: Filter;
  readonly limit: number;
  readonly after?: Cursor;
}

export type ParsedQuery = { readonly query: Query } | { readonly problems: readonly FieldProblem[] };

/** @default limit 50 */
const defaultLimit = 50;
const dayMs = 86_400_000;
const instantAllowed = 'an instant such as 2026-11-21T10:00:00Z or a day such as 2026-11-21';

interface Parameter {
  readonly allowed: string;
  /** The value as part of a query, or undefined if it is not allowed. */
  readonly parse: (text: string) => object | undefined;
}

function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

const instant = (name: 'fromMs' | 'toMs', wholeDayMs: number): Parameter => ({
  allowed: instantAllowed,
  parse: (text) => {
    const at = parseInstant(text);
    // A bare day means the whole UTC day, the last one included.
    return at === undefined ? undefined : { [name]: text.length === 10 ? at + wholeDayMs : at };
  },
});

const text = (name: 'site' | 'survey', longest: number): Parameter => ({
  allowed: `text of 1 to ${longest} characters`,
  parse: (value) => (value.length > 0 && value.length <= longest ? { [name]: value } : undefined),
});

const isCursor = (value: unknown): value is [number, string, string] =>
  Array.isArray(value) &&
  value.length === 3 &&
  Number.isSafeInteger(value[0]) &&
  typeof value[1] == 'string' &&
  typeof value[2] == 'string';

/** A cursor as text for an address: opaque to readers. */
export const printCursor = ({ firstReceivedAt, site, id }: Cursor): string =>
  Buffer.from(JSON.stringify([firstReceivedAt, site, id])).toString('base64url');

function parseCursor(value: string): { after: Cursor } | undefined {
  try {
    const raw: unknown = JSON.parse(Buffer.from(value, 'base64url').toString());
    if (isCursor(raw)) return { after: { firstReceivedAt: raw[0], site: raw[1], id: raw[2] } };
  } catch {
    // Not ours: said below, by name.
  }
  return undefined;
}

const filterParameters: Readonly<Record<string, Parameter>> = {
  site: text('site', 253),
  survey: text('survey', 100),
  from: instant('fromMs', 0),
  to: instant('toMs', dayMs),
};

const pageParameters: Readonly<Record<string, Parameter>> = {
  format: { allowed: 'json', parse: (value) => (value === 'json' ? {} : undefined) },
  limit: {
    allowed: 'an integer from 1 to 500',
    parse: (value) => (/^[1-9]\d{0,2}$/.test(value) && Number(value) <= 500 ? { limit: Number(value) } : undefined),
  },
  cursor: { allowed: 'the cursor of a next link', parse: parseCursor },
};

function parseWith(parameters: Readonly<Record<string, Parameter>>, given: URLSearchParams): ParsedQuery {
  const problems: FieldProblem[] = [];
  const found: { limit?: number; after?: Cursor } & Filter = {};
  for (const [name, value] of given) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    const parsed = parameter?.parse(value);
    if (!parameter)
      problems.push({ field: name, message: `is not a parameter here: ${Object.keys(parameters).join(', ')}` });
    else if (given.getAll(name).length > 1) problems.push({ field: name, message: 'must be given once' });
    else if (!parsed) problems.push({ field: name, message: `must be ${parameter.allowed}` });
    else Object.assign(found, parsed);
  }
  const { limit = defaultLimit, after, ...filter } = found;
  return problems.length ? { problems } : { query: { filter, limit, ...(after && { after }) } };
}

/** The query of results: which responses to sum up. */
export const parseResultsQuery = (given: URLSearchParams): ParsedQuery => parseWith(filterParameters, given);

/** The query of a page of responses: which ones, how many, from where. */
export const parsePageQuery = (given: URLSearchParams): ParsedQuery =>
  parseWith({ ...filterParameters, ...pageParameters }, given);
