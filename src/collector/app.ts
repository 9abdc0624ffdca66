import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { requestId } from 'hono/request-id';
import { answerQuery, privately } from './answer-query.ts';
import { requireToken } from './auth.ts';
import { readAddress, type Networks } from './client-address.ts';
import { QueueFullError } from './commit-queue.ts';
import { allowCrossOrigin, type Origins } from './cors.ts';
import { describeError } from './describe-error.ts';
import type { ReadServedFile } from './files.ts';
import { LostFileError } from './healing-store.ts';
import { addImports } from './imports.ts';
import { logRequests } from './log-requests.ts';
import type { Log } from './log.ts';
import type { Meters } from './meters.ts';
import { addNotes } from './notes.ts';
import { parseStreamQuery } from './parse-query.ts';
import { addPeople } from './people.ts';
import { makeProblem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import { addReadSide } from './read-side.ts';
import { makeReadiness } from './readiness.ts';
import { receive } from './receive.ts';
import type { Store } from './store.ts';
import { streamWritten } from './stream-written.ts';

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
  /** Aborted as soon as no more requests should be sent here. */
  readonly draining: AbortSignal;
  /** Ends streams once the collector is to stop. */
  readonly closing: AbortSignal;
  readonly now: () => number;
  /** A new id that nobody can guess. */
  readonly makeId: () => string;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Where the reason of an unexpected error goes; never to the one who asked. */
  readonly log: Log;
}

/** Some time between 5 and 30 seconds, so that not all come back at once. */
const retryLater = (random: () => number) => ({ 'retry-after': String(5 + Math.floor(random() * 26)) });

/** Everything that only who holds the token may do. */
function addOwnersSide(app: Hono, { store, token, closing, makeId, now }: AppParts): void {
  const only = requireToken(token);
  app.get('/v1/responses', only);
  for (const path of [
    'surveys',
    'results',
    'stream',
    'people',
    'imports',
    'annotations',
    'annotations/:id',
    'responses/:id',
  ])
    app.use(`/v1/${path}`, only);
  addReadSide(app, store);
  app.get('/v1/stream', (context) =>
    answerQuery(parseStreamQuery(new URL(context.req.url).searchParams), ({ filter }) =>
      streamWritten(context, store, filter, closing),
    ),
  );
  addPeople(app, store, now);
  addNotes(app, store, makeId);
  addImports(app, store, now);
}

/** Says of every path what may be done there, to whoever tries something else. */
function refuseOtherMethods(app: Hono): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes)
    if (path.startsWith('/v1/') && method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method));
  for (const [path, some] of methods) {
    const allow = [...some, 'OPTIONS'].join(', ');
    app.all(path, () => makeProblem(405, `Only ${allow} can be done here.`, { headers: { allow } }));
  }
}

function addReceiving(app: Hono, { store, origins, trustedProxies, rateLimit, meters, now }: AppParts): void {
  const addressOf = ({ env, req }: Context): string => {
    const { incoming } = (env ?? {}) as Partial<HttpBindings>;
    return readAddress(incoming?.socket.remoteAddress ?? '', req.header('x-forwarded-for'), trustedProxies);
  };
  const counted: Store = {
    ...store,
    async writeResponse(response, nowMs) {
      const receipt = await store.writeResponse(response, nowMs);
      meters.countWritten(receipt);
      return receipt;
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

function addHealth(app: Hono, { store, meters, now, random, log, draining }: AppParts): void {
  const whyNotReady = makeReadiness(() => store.probe(now()), draining);
  let wasReady = true;
  app.get('/healthz', () => Response.json({ status: 'ok' }, privately));
  app.get('/metrics', async () => {
    const headers = { ...privately.headers, 'content-type': meters.contentType };
    return new Response(await meters.print(store.waiting()), { headers });
  });
  app.get('/readyz', async () => {
    const error = await whyNotReady();
    const isReady = error === undefined;
    if (isReady !== wasReady) {
      wasReady = isReady;
      if (isReady) log('info', 'ready again');
      else log('error', 'not ready', describeError(error));
    }
    if (isReady) return Response.json({ status: 'ready' }, privately);
    const detail = draining.aborted ? 'This collector is being stopped.' : 'The store cannot be written to.';
    return makeProblem(503, detail, { headers: retryLater(random) });
  });
}

/** The collector as a function from request to response: routes, checks and headers, without a socket. */
export function makeApp(parts: AppParts): Hono {
  const { origins, readServedFile, random, log } = parts;
  const app = new Hono();
  app.use(requestId({ limitLength: 64 }), logRequests(log), allowCrossOrigin(origins));
  addReceiving(app, parts);
  addOwnersSide(app, parts);
  addHealth(app, parts);
  refuseOtherMethods(app);
  app.get('*', async ({ req }) => {
    const file = await readServedFile(req.path);
    return file ? new Response(file.bytes, { headers: file.headers }) : makeProblem(404, 'There is nothing here.');
  });
  app.notFound(() => makeProblem(404, 'There is nothing here.'));
  app.onError((error, context) => {
    // Whoever is to know of a crowd or a lost file is told already.
    if (!(error instanceof QueueFullError) && !(error instanceof LostFileError))
      log('error', 'unexpected', { requestId: context.get('requestId'), ...describeError(error) });
    return makeProblem(503, 'The collector could not do this now; please try again.', { headers: retryLater(random) });
  });
  return app;
}
