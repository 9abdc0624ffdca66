import type { Hono } from 'hono';
import { answerQuery, privately } from './answer-query.ts';
import { parsePersonQuery } from './parse-query.ts';
import { printRow } from './print-rows.ts';
import type { Store } from './store.ts';
import { streamPages } from './stream-pages.ts';

/** What one person sent: exported whole, or erased. */
export function addPeople(app: Hono, store: Store, now: () => number): void {
  app.get('/v1/people', ({ req }) =>
    answerQuery(parsePersonQuery(new URL(req.url).searchParams), (person) => {
      const body = streamPages(
        (limit, after) => store.readPerson(person, limit, after),
        (rows, isFirst, isLast) => {
          const printed = rows.map((row) => JSON.stringify(printRow(row))).join(',\n');
          return `${isFirst ? '{"responses":[\n' : printed && ',\n'}${printed}${isLast ? '\n]}\n' : ''}`;
        },
      );
      return new Response(body, { headers: { ...privately.headers, 'content-type': 'application/json' } });
    }),
  );
  app.delete('/v1/people', ({ req }) =>
    answerQuery(parsePersonQuery(new URL(req.url).searchParams), async (person) =>
      Response.json({ erased: await store.erasePerson(person, now()) }, privately),
    ),
  );
}
