import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { requireToken } from './auth.ts';
import { readAddress, type Networks } from './client-address.ts';
import { QueueFullError } from './commit-queue.ts';
import { allowCrossOrigin, type Origins } from './cors.ts';
import type { ReadServedFile } from './files.ts';
import { parsePageQuery, parseResultsQuery, printCursor, type ParsedQuery, type Query } from './parse-query.ts';
import type { Meters } from './meters.ts';
import { makeProblem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { receive } from './receive.ts';
import { readResults, readSurveys } from './results.ts';
import type { Store } from './store.ts';

/** What the collector is made of; everything with an effect is an argument. */
export interface AppParts {
  readonly store: Store;
  readonly token: string;
  readonly origins: Origins;
  readonly readServedFile: ReadServedFile;
  /** Whose word on who asked is taken. */
  readonly trustedProxies: Networks;
  readonly rateLimit: RateLimit;
  readonly meters: Meters;
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Where the reason of an unexpected error goes; never to the one who asked. */
  readonly log: (line: string) => void;
}

/** Some time between 5 and 30 seconds, so that not all come back at once. */
const retryLater = (random: () => number) => ({ 'retry-after': String(5 + Math.floor(random() * 26)) });
const privately = { headers: { 'cache-control': 'no-store' } };

async function answerQuery(parsed: ParsedQuery, answer: (query: Query) => Promise<Response>): Promise<Response> {
  if ('query' in parsed) return answer(parsed.query);
  const names = parsed.problems.map(({ field, message }) => `${field} ${message}`);
  return makeProblem(400, `${names.join('; ')}.`, { errors: parsed.problems });
}

async function answerPage(store: Store, asked: URL, { filter, limit, after }: Query): Promise<Response> {
  const { rows, next } = await store.readPage(filter, limit, after);
  const responses = rows.map(({ response, firstReceivedAt, receivedAt }) => ({
    ...response,
    firstReceivedAt: new Date(firstReceivedAt).toISOString(),
    receivedAt: new Date(receivedAt).toISOString(),
  }));
  const headers = new Headers(privately.headers);
  if (next) {
    asked.searchParams.set('cursor', printCursor(next));
    headers.set('link', `<${asked.pathname}${asked.search}>; rel="next"`);
  }
  return Response.json({ responses }, { headers });
}

function addReadSide(app: Hono, { store, token }: AppParts): void {
  for (const path of ['/v1/surveys', '/v1/results', '/v1/responses']) app.get(path, requireToken(token));
  app.get('/v1/surveys', async () => Response.json({ surveys: await readSurveys(store) }, privately));
  app.get('/v1/results', ({ req }) =>
    answerQuery(parseResultsQuery(new URL(req.url).searchParams), async ({ filter }) =>
      Response.json({ surveys: await readResults(store, filter) }, privately),
    ),
  );
  app.get('/v1/responses', ({ req }) => {
    const asked = new URL(req.url);
    return answerQuery(parsePageQuery(asked.searchParams), (query) => answerPage(store, asked, query));
  });
}

function addReceiving(app: Hono, { store, origins, trustedProxies, rateLimit, meters, now }: AppParts): void {
  const addressOf = ({ env, req }: Context): string => {
    const { incoming } = (env ?? {}) as Partial<HttpBindings>;
    return readAddress(incoming?.socket.remoteAddress ?? '', req.header('x-forwarded-for'), trustedProxies);
  };
  const counted: Store = {
    ...store,
    async writeResponse(response, nowMs) {
      const written = await store.writeResponse(response, nowMs);
      meters.countWritten(written);
      return written;
    },
  };
  app.post('/v1/responses', async (context, next) => {
    await next();
    if (!context.res.ok) meters.countRejected(context.res.status);
  });
  app.post('/v1/responses', async (context) => {
    const waitS = await rateLimit(addressOf(context));
    if (waitS !== undefined)
      return makeProblem(429, `Too many responses come from this address; please try again in ${waitS} seconds.`, {
        headers: { 'retry-after': String(waitS) },
      });
    return receive(context.req.raw, counted, origins, now());
  });
}

function addHealth(app: Hono, { store, meters, now, random, log }: AppParts): void {
  app.get('/healthz', () => Response.json({ status: 'ok' }, privately));
  app.get('/metrics', async () => {
    const headers = { ...privately.headers, 'content-type': meters.contentType };
    return new Response(await meters.print(store.waiting()), { headers });
  });
  app.get('/readyz', async () => {
    try {
      await store.probe(now());
      return Response.json({ status: 'ready' }, privately);
    } catch (error) {
      log(`not ready: ${String(error)}`);
      return makeProblem(503, 'The store cannot be written to.', { headers: retryLater(random) });
    }
  });
}

/** The collector as a function from request to response: routes, checks and headers, without a socket. */
export function makeApp(parts: AppParts): Hono {
  const { origins, readServedFile, random, log } = parts;
  const app = new Hono();
  app.use(allowCrossOrigin(origins));
  addReceiving(app, parts);
  addReadSide(app, parts);
  addHealth(app, parts);
  app.all('/v1/responses', () =>
    makeProblem(405, 'Responses are sent with POST and read with GET.', { headers: { allow: 'GET, POST, OPTIONS' } }),
  );
  app.get('*', async ({ req }) => {
    const file = await readServedFile(req.path);
    return file ? new Response(file.bytes, { headers: file.headers }) : makeProblem(404, 'There is nothing here.');
  });
  app.notFound(() => makeProblem(404, 'There is nothing here.'));
  app.onError((error) => {
    if (!(error instanceof QueueFullError)) log(`unexpected: ${error.message}`);
    return makeProblem(503, 'The collector could not do this now; please try again.', { headers: retryLater(random) });
  });
  return app;
}
