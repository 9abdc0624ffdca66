import type { Fragment } from '../../core/parse-response.ts';
import { titles, type ProblemStatus } from '../problem.ts';
import { refusal } from './operation.ts';
import { publicPaths } from './public-paths.ts';
import { responsePaths } from './response-paths.ts';
import { resultPaths } from './result-paths.ts';
import { schemas } from './schemas.ts';

const text: Fragment = { type: 'string' };

const description = `Collects the responses of the Earshot widget and reads them back.

Every answer carries cross-origin headers, refusals included, and every path answers a preflight (OPTIONS) with 204. A
refusal is a problem of RFC 9457; a path that is not here gets 404, another method on a path under /v1 405.
HEAD goes wherever GET does.`;

/** Headers by the name that answers refer to. */
const headers: Fragment = {
  AccessControlAllowOrigin: {
    description:
      '`*`, or the origin of the page that asks, if it is one of --origins; else absent, with `vary: origin`.',
    schema: text,
  },
  AccessControlExposeHeaders: { description: 'What a page may read besides.', schema: { const: 'retry-after, link' } },
  XRequestId: {
    description: 'That of the request, if it sent a short one; else one that is made.',
    schema: { type: 'string', pattern: '^[\\w=-]{1,64}$' },
  },
  RetryAfter: { description: 'In so many seconds.', required: true, schema: { type: 'integer', minimum: 1 } },
  Link: {
    description: 'The next page (RFC 8288), where there is one.',
    schema: { type: 'string', pattern: '^<[^>]+>; rel="next"$' },
  },
  WWWAuthenticate: { required: true, schema: { const: 'Bearer' } },
  Allow: { description: 'The methods that there are.', required: true, schema: text },
  Accept: { description: 'The media types that are read.', required: true, schema: text },
};

/** The collector's routes as OpenAPI 3.1 describes them, for this version of it. */
export const makeOpenApi = (version: string): Fragment => ({
  openapi: '3.1.1',
  info: { title: 'Earshot collector', version, description, license: { name: 'MIT', identifier: 'MIT' } },
  servers: [{ url: '/', description: 'The address that the collector prints when it starts.' }],
  paths: { ...responsePaths, ...resultPaths, ...publicPaths },
  components: {
    schemas,
    headers,
    responses: Object.fromEntries(
      Object.entries(titles).map(([status, title]) => [
        `Problem${status}`,
        refusal(Number(status) as ProblemStatus, title),
      ]),
    ),
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'The token that the collector prints when it starts.' },
    },
  },
});
