import type { Hono } from 'hono';
import { answerQuery, privately } from './answer-query.ts';
import { parsePageQuery, parseResultsQuery, printCursor, type Query } from './parse-query.ts';
import { printers, printRow } from './print-rows.ts';
import { readResults, readSurveys } from './results.ts';
import type { Store } from './store.ts';
import { streamPages } from './stream-pages.ts';

/** How many responses a page holds where the reader does not say. */
const standardLimit = 50;

function nextLink(asked: URL, cursor: string): string {
  asked.searchParams.set('cursor', cursor);
  return `<${asked.pathname}${asked.search}>; rel="next"`;
}

async function answerPage(store: Store, asked: URL, query: Query): Promise<Response> {
  const { filter, format = 'json', after, limit } = query;
  const headers = new Headers(privately.headers);
  const printer = format === 'json' ? undefined : printers[format];
  if (printer) {
    headers.set('content-type', printer.type);
    if (format === 'csv') headers.set('content-disposition', 'attachment; filename="responses.csv"');
  }
  if (printer && !limit) {
    const read = (some: number, next = after) => store.readPage(filter, some, next);
    return new Response(streamPages(read, printer.print), { headers });
  }
  const { rows, next } = await store.readPage(filter, limit ?? standardLimit, after);
  if (next) headers.set('link', nextLink(asked, printCursor(next)));
  return printer
    ? new Response(printer.print(rows, !after), { headers })
    : Response.json({ responses: rows.map(printRow) }, { headers });
}

/** What the results page and exports read. */
export function addReadSide(app: Hono, store: Store): void {
  app.get('/v1/surveys', async () => Response.json({ surveys: await readSurveys(store) }, privately));
  app.get('/v1/results', ({ req }) =>
    answerQuery(parseResultsQuery(new URL(req.url).searchParams), async ({ filter, ...detail }) =>
      Response.json({ surveys: await readResults(store, filter, detail) }, privately),
    ),
  );
  app.get('/v1/responses', ({ req }) => {
    const asked = new URL(req.url);
    return answerQuery(parsePageQuery(asked.searchParams), (query) => answerPage(store, asked, query));
  });
}
