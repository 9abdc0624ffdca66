import type { Send } from '../core/ports.ts';

// Body included: an endpoint that drips its answer must not hold up the outbox.
const timeoutMs = 10e3;

/** One POST; whatever keeps it from a readable answer is `unreachable`. */
export const send: Send = async (endpoint, body, keepalive) => {
  try {
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
  } catch {
    return 'unreachable';
  }
};
