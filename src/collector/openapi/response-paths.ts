import type { Fragment } from '../../core/parse-response.ts';
import { answer, body, guarded, json, open } from './operation.ts';
import { filter, id, page, query, site, sought } from './parameters.ts';
import { listOf, object, schema } from './schemas.ts';

const text: Fragment = { type: 'string' };
const link: Fragment = { Link: { $ref: '#/components/headers/Link' } };
const responses = object({ responses: listOf(schema('StoredResponse')) });
const person = [
  query('user', text, 'By the site’s own id; this or visitor.'),
  query('visitor', text, 'By the browser’s id.'),
  site,
];

/** Where single responses come in and go out. */
export const responsePaths: Fragment = {
  '/v1/responses': {
    post: open(
      'postResponse',
      {
        summary: 'Takes a response',
        description:
          'Answers once the response is on disk; a duplicate or an older revision is answered exactly like a new one. Bodies hold at most 64 kB. Pages of other origins than those of --origins get 403.',
        requestBody: body({
          'application/json': schema('Response'),
          'text/plain': { ...text, contentMediaType: 'application/json', contentSchema: schema('Response') },
          'application/x-www-form-urlencoded': {
            type: 'object',
            additionalProperties: true,
            description: 'A field for each value; `traits.plan` is a trait, a name that is repeated is a list.',
          },
        }),
        responses: { 202: json('It is on disk.', schema('Receipt')) },
      },
      400,
      403,
      413,
      415,
      422,
      429,
    ),
    get: guarded(
      'listResponses',
      {
        summary: 'Responses, newest first',
        description: 'JSON comes in pages. NDJSON and CSV come whole, streamed, where no limit is asked for.',
        parameters: [...filter, ...sought, ...page],
        responses: {
          200: answer(
            'Never cached.',
            { 'application/json': responses, 'application/x-ndjson': text, 'text/csv': text },
            link,
          ),
        },
      },
      400,
    ),
  },
  '/v1/responses/{id}': {
    patch: guarded(
      'triageResponse',
      {
        summary: 'Notes a status and tags on a response',
        description: 'Where several sites have a response with this id, the site must be named.',
        parameters: [id, site],
        requestBody: body({ 'application/json': schema('Triage') }),
        responses: { 200: json('The response as it is now.', schema('StoredResponse')) },
      },
      400,
      404,
      409,
      413,
      422,
    ),
  },
  '/v1/imports': {
    post: guarded(
      'importResponses',
      {
        summary: 'Takes responses that another collector has kept',
        description: 'A line each, as the export prints them, of at most 16 MB together. What is known is not doubled.',
        requestBody: body({ 'application/x-ndjson': text }),
        responses: { 200: json('What became of the lines.', schema('ImportReport')) },
      },
      400,
      413,
      415,
    ),
  },
  '/v1/people': {
    get: guarded(
      'exportPerson',
      {
        summary: 'All that a person has sent',
        parameters: person,
        responses: { 200: json('Streamed.', responses) },
      },
      400,
    ),
    delete: guarded(
      'erasePerson',
      {
        summary: 'Erases all that a person has sent, for good',
        parameters: person,
        responses: { 200: json('A copy that comes in later is not kept.', schema('Erasure')) },
      },
      400,
    ),
  },
};
