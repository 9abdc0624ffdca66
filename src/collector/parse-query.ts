import { dayMs } from '../core/duration.ts';
import type { FieldProblem } from '../core/parse-response.ts';
import { fixedFacets, isFacet, type Facet } from '../core/facet.ts';
import { intervals, type Interval } from '../core/trend-interval.ts';
import { instantAllowed, parseInstant } from './parse-instant.ts';
import { kinds } from '../core/kinds.ts';
import { statuses, type Cursor, type ListFilter, type Person } from './store.ts';
import { highestScore } from './tallies.ts';

/** How responses are printed: a page of JSON, a line of JSON each, or a table. */
export type Format = 'json' | 'ndjson' | 'csv';

/** What a reader asked for. */
export interface Query {
  readonly filter: ListFilter;
  readonly split?: Facet;
  readonly interval?: Interval;
  readonly format?: Format;
  readonly limit?: number;
  readonly after?: Cursor;
}

export type Parsed<Asked> = { readonly query: Asked } | { readonly problems: readonly FieldProblem[] };

/** How many conditions may be combined, traits included. */
const mostConditions = 10;
const facetNames = `${fixedFacets.join(', ')} or trait.NAME`;

interface Found extends ListFilter, Partial<Record<'user' | 'visitor', string>> {
  readonly split?: Facet;
  readonly interval?: Interval;
  readonly format?: Format;
  readonly limit?: number;
  readonly after?: Cursor;
}

interface Parameter {
  readonly allowed: string;
  /** The value as part of what was found, or undefined if it is not allowed. */
  readonly parse: (text: string) => Found | undefined;
}

type Parameters = Readonly<Record<string, Parameter>>;

const instant = (name: 'fromMs' | 'toMs', wholeDayMs: number): Parameter => ({
  allowed: instantAllowed,
  parse: (text) => {
    const at = parseInstant(text);
    // A bare day means the whole UTC day, the last one included.
    return at === undefined ? undefined : { [name]: text.length === 10 ? at + wholeDayMs : at };
  },
});

const text = (name: 'site' | 'survey' | 'user' | 'visitor' | 'search' | 'tag', longest: number): Parameter => ({
  allowed: `text of 1 to ${longest} characters`,
  parse: (value) => (value.length > 0 && value.length <= longest ? { [name]: value } : undefined),
});

const condition = (facet: Facet): Parameter => ({
  allowed: 'text of at most 2000 characters',
  parse: (value) => (value.length <= 2000 ? { conditions: [{ facet, value }] } : undefined),
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

const site = { site: text('site', 253) };
const period: Parameters = { from: instant('fromMs', 0), to: instant('toMs', dayMs) };
const filters: Parameters = {
  ...site,
  survey: text('survey', 100),
  ...period,
  ...Object.fromEntries(fixedFacets.map((facet) => [facet, condition(facet)])),
};
const formats: readonly Format[] = ['json', 'ndjson', 'csv'];

const oneOf = <Value extends string>(values: readonly Value[], found: (value: Value) => Found): Parameter => ({
  allowed: `one of ${values.join(', ')}`,
  parse: (given) => {
    const known = values.find((one) => one === given);
    return known && found(known);
  },
});

const split: Parameter = {
  allowed: `one of ${facetNames}`,
  parse: (value) => (isFacet(value) ? { split: value } : undefined),
};
const interval = oneOf(intervals, (found) => ({ interval: found }));
const pages: Parameters = {
  format: oneOf(formats, (format) => ({ format })),
  limit: {
    allowed: 'an integer from 1 to 500',
    parse: (value) => (/^[1-9]\d{0,2}$/.test(value) && Number(value) <= 500 ? { limit: Number(value) } : undefined),
  },
  cursor: { allowed: 'the cursor of a next link', parse: parseCursor },
};

function parseScores(value: string): Found | undefined {
  const [, first, last = first] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(value) ?? [];
  const scores = [Number(first), Number(last)] as const;
  return scores[0] <= scores[1] && scores[1] <= highestScore ? { scores } : undefined;
}

/** What narrows a list of responses, and no results. */
const sought: Parameters = {
  kind: oneOf(kinds, (kind) => ({ kind })),
  max: {
    allowed: 'an integer from 3 to 10',
    parse: (value) => (/^([3-9]|10)$/.test(value) ? { max: Number(value) } : undefined),
  },
  score: {
    allowed: `a score such as 7, or the first and the last such as 0-6, up to ${highestScore}`,
    parse: parseScores,
  },
  commented: oneOf(['true'], () => ({ isCommented: true })),
  search: text('search', 200),
  tag: text('tag', 50),
  status: oneOf([...statuses, 'none'], (status) => ({ status })),
  test: oneOf(['true', 'false'], (value) => ({ isTest: value === 'true' })),
};

const isTrait = (name: string): name is Facet => name.startsWith('trait.') && isFacet(name);

function findAll(parameters: Parameters, given: URLSearchParams): { found: Found } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  let found: Found = {};
  for (const [name, value] of given) {
    const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    const parameter = known ?? ('segment' in parameters && isTrait(name) ? condition(name) : undefined);
    const parsed = parameter?.parse(value);
    if (!parameter)
      problems.push({ field: name, message: `is not a parameter here: ${Object.keys(parameters).join(', ')}` });
    else if (given.getAll(name).length > 1) problems.push({ field: name, message: 'must be given once' });
    else if (!parsed) problems.push({ field: name, message: `must be ${parameter.allowed}` });
    else {
      const conditions = [...(found.conditions ?? []), ...(parsed.conditions ?? [])];
      found = { ...found, ...parsed, ...(conditions.length && { conditions }) };
      if (parsed.conditions && conditions.length === mostConditions + 1)
        problems.push({ field: name, message: `is one too many: at most ${mostConditions} can be combined` });
    }
  }
  return problems.length ? { problems } : { found };
}

function parseFiltered(parameters: Parameters, given: URLSearchParams): Parsed<Query> {
  const all = findAll(parameters, given);
  if ('problems' in all) return all;
  const { split: by, interval: every, format, limit, after, user: _, visitor: __, ...filter } = all.found;
  return {
    query: {
      filter,
      ...(by && { split: by }),
      ...(every && { interval: every }),
      ...(format && { format }),
      ...(limit && { limit }),
      ...(after && { after }),
    },
  };
}

/** The query of results: which responses to sum up, by what to split them, and how long the points of a trend are. */
export const parseResultsQuery = (given: URLSearchParams): Parsed<Query> =>
  parseFiltered({ ...filters, split, interval }, given);

/** The query of responses: which ones, printed how, how many, from where. */
export const parsePageQuery = (given: URLSearchParams): Parsed<Query> =>
  parseFiltered({ ...filters, ...sought, ...pages }, given);

/** The query of the stream: of which site and survey. */
export const parseStreamQuery = (given: URLSearchParams): Parsed<Query> =>
  parseFiltered({ ...site, survey: text('survey', 100) }, given);

/** The query of annotations: of which site and period. */
export const parseAnnotationsQuery = (given: URLSearchParams): Parsed<Query> =>
  parseFiltered({ ...site, ...period }, given);

/** The site that a call is about, if one is given. */
export const parseSiteQuery = (given: URLSearchParams): Parsed<Query> => parseFiltered(site, given);

/** Whose responses: by user or by visitor, one of them. */
export function parsePersonQuery(given: URLSearchParams): Parsed<Person> {
  const all = findAll({ user: text('user', 200), visitor: text('visitor', 100), ...site }, given);
  if ('problems' in all) return all;
  const { user, visitor, site: of } = all.found;
  if ((user === undefined) === (visitor === undefined))
    return { problems: [{ field: 'user', message: 'or visitor must be given, and not both' }] };
  const by = user === undefined ? 'visitor' : 'user';
  return { query: { by, id: user ?? visitor ?? '', ...(of !== undefined && { site: of }) } };
}
