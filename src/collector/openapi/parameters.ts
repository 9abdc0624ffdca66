import type { Fragment } from '../../core/parse-response.ts';
import { fixedFacets } from '../../core/facet.ts';
import { kinds } from '../../core/kinds.ts';
import { intervals } from '../../core/trend-interval.ts';
import { statuses } from '../store.ts';
import { instantOrDay } from './schemas.ts';

const text: Fragment = { type: 'string', minLength: 1 };

/** A parameter of the query, given once at most. */
export const query = (name: string, schema: Fragment, description: string): Fragment => ({
  name,
  in: 'query',
  description,
  schema,
});

/** The last part of the path. */
export const id: Fragment = { name: 'id', in: 'path', required: true, schema: text };

export const site: Fragment = query('site', { ...text, maxLength: 253 }, 'Of this site.');
export const survey: Fragment = query('survey', { ...text, maxLength: 100 }, 'Of this survey.');

export const period: readonly Fragment[] = [
  query('from', instantOrDay, 'From this instant or day on.'),
  query('to', instantOrDay, 'Before this instant, or until the end of this day. Days are UTC.'),
];

/** Which responses to look at; what is left out does not narrow. */
export const filter: readonly Fragment[] = [
  site,
  survey,
  ...period,
  ...fixedFacets.map((facet) =>
    query(
      facet,
      { type: 'string', maxLength: 2000 },
      `With this ${facet}. At most 10 such conditions, traits included.`,
    ),
  ),
  {
    // One parameter for each trait: an object in the query is written as its members.
    name: 'traits',
    in: 'query',
    description: 'With these traits, each as `trait.NAME=value`.',
    style: 'form',
    explode: true,
    schema: { type: 'object', propertyNames: { pattern: '^trait\\..' }, additionalProperties: { type: 'string' } },
  },
];

/** What to tell the results apart by. */
export const split: Fragment = query(
  'split',
  { type: 'string', pattern: `^(${fixedFacets.join('|')}|trait\\..+)$` },
  'Tells the results apart by this.',
);

export const interval: Fragment = query('interval', { enum: intervals }, 'Adds a trend of such intervals.');

/** Which responses of these a list holds. */
export const sought: readonly Fragment[] = [
  query('kind', { enum: kinds }, 'Of this kind.'),
  query('max', { type: 'integer', minimum: 3, maximum: 10 }, 'On the scale that ends here.'),
  query(
    'score',
    { type: 'string', pattern: '^\\d{1,2}(-\\d{1,2})?$' },
    'With this score, or from the first to the last.',
  ),
  query('commented', { enum: ['true'] }, 'With a comment.'),
  query('search', { ...text, maxLength: 200 }, 'With this text in the comment, in letters of any case.'),
  query('tag', { ...text, maxLength: 50 }, 'With this tag.'),
  query('status', { enum: [...statuses, 'none'] }, 'With this status, or with none.'),
  query('test', { enum: ['true', 'false'] }, 'In test mode, or not.'),
];

/** How to read a list. */
export const page: readonly Fragment[] = [
  query('format', { enum: ['json', 'ndjson', 'csv'], default: 'json' }, 'How the responses are written.'),
  query('limit', { type: 'integer', minimum: 1, maximum: 500 }, 'How many at most; of JSON 50 if it is not given.'),
  query('cursor', text, 'Where to go on: that of the next link.'),
];
