import type { MiddlewareHandler } from 'hono';

/** Origins that may post from a browser: all, or these. */
export type Origins = '*' | readonly string[];

/** True if a request with this `origin` header may post; requests without one do not come from another site's page. */
export const isAllowedOrigin = (origins: Origins, origin: string | undefined): boolean =>
  origins === '*' || origin === undefined || origins.includes(origin);

function allowOrigin(headers: Headers, origins: Origins, origin: string | undefined): void {
  if (origins === '*') return headers.set('access-control-allow-origin', '*');
  headers.append('vary', 'origin');
  if (origin !== undefined && origins.includes(origin)) headers.set('access-control-allow-origin', origin);
}

/**
 * Cross-origin headers on every answer, errors included: without them a browser hides the status from the widget,
 * which then tries again what it should give up. Answers preflights on every path.
 */
export const allowCrossOrigin =
  (origins: Origins): MiddlewareHandler =>
  async (context, next) => {
    if (context.req.method === 'OPTIONS') context.res = new Response(null, { status: 204 });
    else await next();
    const { headers } = context.res;
    // The widget's files say `*` themselves: who may load the script is not who may post.
    if (!headers.has('access-control-allow-origin')) allowOrigin(headers, origins, context.req.header('origin'));
    headers.set('access-control-expose-headers', 'retry-after, link');
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    if (context.req.method !== 'OPTIONS') return;
    headers.set('access-control-allow-methods', 'GET, POST, PATCH, DELETE, OPTIONS');
    headers.set('access-control-allow-headers', 'content-type, authorization, last-event-id');
    headers.set('access-control-max-age', '86400');
  };
