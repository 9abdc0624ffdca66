import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { makeProblem } from './problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** True if `header` is `Bearer` and the token; takes equally long for every wrong token (RFC 6750). */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  // Digests have one length, which timingSafeEqual needs and which hides the token's own.
  return timingSafeEqual(digest(given), digest(token));
}

/** Lets a request through if it carries the token; answers 401 otherwise. */
export const requireToken =
  (token: string): MiddlewareHandler =>
  async (context, next) => {
    if (isAuthorized(context.req.header('authorization'), token)) return next();
    return makeProblem(
      401,
      'Send the token that the collector printed when it started as authorization: Bearer TOKEN.',
      {
        headers: { 'www-authenticate': 'Bearer' },
      },
    );
  };
