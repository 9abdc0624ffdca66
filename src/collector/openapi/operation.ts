import type { Fragment } from '../../core/parse-response.ts';
import type { ProblemStatus } from '../problem.ts';
import { schema } from './schemas.ts';

/** A reference to the header of that name. */
const header = (name: string): Fragment => ({ $ref: `#/components/headers/${name}` });

/**
 * What every answer carries, refusals included: without the first two a browser hides it from the page, and with the third
 * the log is searched.
 */
export const usual: Fragment = {
  'Access-Control-Allow-Origin': header('AccessControlAllowOrigin'),
  'Access-Control-Expose-Headers': header('AccessControlExposeHeaders'),
  'X-Request-Id': header('XRequestId'),
};

/** Headers that a refusal with this status has besides. */
export const problemHeaders: Partial<Record<ProblemStatus, Fragment>> = {
  401: { 'WWW-Authenticate': header('WWWAuthenticate') },
  405: { Allow: header('Allow') },
  415: { Accept: header('Accept') },
  429: { 'Retry-After': header('RetryAfter') },
  503: { 'Retry-After': header('RetryAfter') },
};

/** An answer with a body of this schema by media type, or with none. */
export const answer = (description: string, content: Readonly<Record<string, Fragment>> = {}, more: Fragment = {}) => ({
  description,
  headers: { ...usual, ...more },
  ...(Object.keys(content).length && {
    content: Object.fromEntries(Object.entries(content).map(([type, one]) => [type, { schema: one }])),
  }),
});

/** An answer in JSON. */
export const json = (description: string, body: Fragment, more: Fragment = {}) =>
  answer(description, { 'application/json': body }, more);

/** A body that has to be sent, by media type. */
export const body = (content: Readonly<Record<string, Fragment>>): Fragment => ({
  required: true,
  content: Object.fromEntries(Object.entries(content).map(([type, one]) => [type, { schema: one }])),
});

interface Route {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Fragment[];
  readonly requestBody?: Fragment;
  readonly responses: Readonly<Record<number, Fragment>>;
}

const problems = (statuses: readonly ProblemStatus[]): Fragment =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));

/** A route that anybody may ask, with the statuses of its refusals. 503 is one of every route. */
export const open = (operationId: string, { responses, ...route }: Route, ...refusals: ProblemStatus[]): Fragment => ({
  operationId,
  ...route,
  responses: { ...responses, ...problems([...refusals, 503]) },
});

/** A route that needs the token. */
export const guarded = (operationId: string, route: Route, ...refusals: ProblemStatus[]): Fragment => ({
  ...open(operationId, route, 401, ...refusals),
  security: [{ token: [] }],
});

/** The refusal with this status, as a component. */
export const refusal = (status: ProblemStatus, title: string): Fragment =>
  answer(title, { 'application/problem+json': schema('Problem') }, problemHeaders[status]);
