import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Log } from './log.ts';

/** The pattern of the route that was asked for, such as `/v1/responses/:id`; `*` for files and for what there is not. */
const routeOf = (context: Context): string =>
  matchedRoutes(context).findLast(({ path }) => path !== '/*' && path !== '*')?.path ?? '*';

async function nameRequest(problem: Response, requestId: string): Promise<Response> {
  const body = (await problem.json()) as object;
  return new Response(JSON.stringify({ ...body, requestId }), problem);
}

/**
 * Says of each request in one line what was asked and what it came to, and nothing that tells of a person: no query, no
 * address, no body. Answers carry the request's id as `x-request-id`, refusals also in their body.
 */
export const logRequests =
  (log: Log): MiddlewareHandler =>
  async (context, next) => {
    const since = performance.now();
    await next();
    const requestId = context.get('requestId');
    if (context.res.headers.get('content-type') === 'application/problem+json')
      context.res = await nameRequest(context.res, requestId);
    context.res.headers.set('x-request-id', requestId);
    const { status } = context.res;
    const ms = Math.round((performance.now() - since) * 10) / 10;
    log('info', 'request', { requestId, method: context.req.method, route: routeOf(context), status, ms });
  };
