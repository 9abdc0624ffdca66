import type { Fragment } from '../../core/parse-response.ts';
import { answer, json, open } from './operation.ts';
import { schema } from './schemas.ts';

const text: Fragment = { type: 'string' };
const script = { 'text/javascript': text };

/** What anybody may ask: how the collector fares, the results page without its data, the widget. */
export const publicPaths: Fragment = {
  '/healthz': {
    get: open('isAlive', { summary: 'Whether it lives', responses: { 200: json('It does.', schema('Status')) } }),
  },
  '/readyz': {
    get: open('isReady', { summary: 'Whether it can write', responses: { 200: json('It can.', schema('Status')) } }),
  },
  '/metrics': {
    get: open('readMetrics', {
      summary: 'What it took, refused and wrote',
      responses: {
        200: answer('The text format of Prometheus; nothing in it tells of a person.', { 'text/plain': text }),
      },
    }),
  },
  '/': {
    get: open('readResultsPage', {
      summary: 'The results page, which asks for the token',
      responses: { 200: answer('Under a strict content security policy.', { 'text/html': text }) },
    }),
  },
  '/earshot.js': {
    get: open('readWidget', {
      summary: 'The widget',
      description: 'Its chunks, source maps and languages lie beside it; chunks are cached for a year.',
      responses: { 200: answer('Cached for an hour.', script) },
    }),
  },
  '/v/{version}/{file}': {
    get: open(
      'readReleasedFile',
      {
        summary: 'A file of the widget of this release',
        parameters: ['version', 'file'].map((name) => ({ name, in: 'path', required: true, schema: text })),
        responses: { 200: answer('Cached for a year.', { ...script, 'application/json': {} }) },
      },
      404,
    ),
  },
};
