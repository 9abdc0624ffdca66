import type { FieldProblem } from '../core/parse-response.ts';

/** The statuses of refusals, in words. */
export const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
} as const;

export type ProblemStatus = keyof typeof titles;

/** A refusal as `application/problem+json` (RFC 9457): what is wrong, and which fields are. */
export function makeProblem(
  status: ProblemStatus,
  detail: string,
  more: { readonly errors?: readonly FieldProblem[]; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  const body = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    ...(more.errors && { errors: more.errors }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...more.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
