import type { Send } from '../core/ports.ts';

// Body included: an endpoint that drips its answer must not hold up the outbox.
const timeoutMs = 10e3;

async function post(endpoint: string, body: string, keepalive: boolean): ReturnType<Send> {
  const response = await fetch(endpoint, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
    keepalive,
    credentials: 'omit',
    // A redirected POST becomes an empty GET and a 2xx that stored nothing.
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(timeoutMs),
  });
  // Undrained bodies keep their share of the keepalive budget.
  await response.arrayBuffer();
  const { status, headers } = response;
  return { status, contentType: headers.get('content-type') ?? '', retryAfter: headers.get('retry-after') };
}

/** Posts with keepalive, so that it outlives the page; once more without where the page's 64 KiB for that are used up. */
export const send: Send = (endpoint, body) =>
  post(endpoint, body, true)
    .catch((error: Error) => (error.name === 'TypeError' ? post(endpoint, body, false) : 'unreachable'))
    .catch(() => 'unreachable');
