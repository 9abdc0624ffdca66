import type { Fragment } from '../../core/parse-response.ts';
import { answer, body, guarded, json } from './operation.ts';
import { filter, id, interval, period, site, split, survey } from './parameters.ts';
import { listOf, object, schema } from './schemas.ts';

const noStore = 'Never cached.';
const text: Fragment = { type: 'string' };

/** What responses amount to, and what the owner notes beside them. */
export const resultPaths: Fragment = {
  '/v1/surveys': {
    get: guarded('listSurveys', {
      summary: 'Every survey that has responses, in brief',
      responses: { 200: json(noStore, object({ surveys: listOf(schema('SurveySummary')) })) },
    }),
  },
  '/v1/results': {
    get: guarded(
      'readResults',
      {
        summary: 'What each survey has brought, by scale',
        parameters: [...filter, split, interval],
        responses: { 200: json(noStore, object({ surveys: listOf(schema('SurveyResult')) })) },
      },
      400,
    ),
  },
  '/v1/stream': {
    get: guarded(
      'streamResponses',
      {
        summary: 'New responses as they come in',
        description:
          'Server-sent events named `response`: `data` is the response with `receivedAt`, `id` a place to go on from. A revision comes again.',
        parameters: [
          site,
          survey,
          { name: 'Last-Event-ID', in: 'header', schema: text, description: 'Goes on behind this event.' },
        ],
        responses: { 200: answer('It ends when either side leaves.', { 'text/event-stream': text }) },
      },
      400,
    ),
  },
  '/v1/annotations': {
    get: guarded(
      'listAnnotations',
      {
        summary: 'Marks on the time axis, such as releases',
        description: 'With a site: its own, and those of all sites.',
        parameters: [site, ...period],
        responses: { 200: json(noStore, object({ annotations: listOf(schema('Annotation')) })) },
      },
      400,
    ),
    post: guarded(
      'addAnnotation',
      {
        summary: 'Adds a mark',
        requestBody: body({ 'application/json': schema('NewAnnotation') }),
        responses: { 201: json('It is kept.', schema('Annotation')) },
      },
      400,
      413,
      422,
    ),
  },
  '/v1/annotations/{id}': {
    delete: guarded(
      'eraseAnnotation',
      { summary: 'Erases a mark', parameters: [id], responses: { 204: answer('It is gone.') } },
      404,
    ),
  },
};
