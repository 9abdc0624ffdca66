import { maxBodyBytes } from '../core/body.ts';
import type { Answer } from '../core/delivery.ts';
import type { OutboxOptions, Send } from '../core/ports.ts';
import { stringify } from '../core/stringify.ts';
import type { Response } from '../core/response.ts';

// Body included: an endpoint that drips its answer must not hold up the outbox.
const timeoutMs = 10e3;

/**
 * Posts to a site's endpoint; whatever keeps a POST from a readable answer is `unreachable`. Where that happens again,
 * it is looked into.
 */
export function makeSend({ site, load, warn, signal }: Pick<OutboxOptions, 'site' | 'load' | 'warn' | 'signal'>): Send {
  const { endpoint = '', format = 'json', acknowledge } = site;
  const isBlind = acknowledge === 'none';
  let failures = 0;
  // Two tries share one limit: other pages leave a response to this one for little longer.
  const send = async (response: Response, keepalive: boolean, given?: AbortSignal): Promise<Answer> => {
    let limit = given;
    try {
      limit ??= AbortSignal.timeout(timeoutMs);
      let body: string | URLSearchParams = stringify(response);
      // No character takes more than three bytes.
      if (format === 'form' || body.length > maxBodyBytes / 3) body = (await load('retry')).bodyOf(response, format);
      const answer = await fetch(endpoint, {
        method: 'POST',
        body,
        // Text and forms say themselves what they are. A request whose answer nobody may read cannot say JSON.
        headers: format === 'json' ? { 'content-type': 'application/json' } : {},
        mode: isBlind ? 'no-cors' : 'cors',
        keepalive,
        credentials: 'omit',
        // A redirected POST becomes an empty GET and a 2xx that stored nothing.
        redirect: isBlind ? 'follow' : 'error',
        referrerPolicy: 'no-referrer',
        signal: limit,
      });
      const { status, headers } = answer;
      failures = 0;
      return {
        status,
        contentType: headers.get('content-type') ?? '',
        retryAfter: headers.get('retry-after'),
        // Undrained bodies keep their share of the keepalive budget.
        body: await answer.text(),
      };
    } catch (error) {
      if (error instanceof TypeError && !signal.aborted) {
        // The page may have used up what all requests with keepalive share.
        if (keepalive) return send(response, false, limit);
        // Once may be the network. A blind POST fails for nothing else.
        if (++failures === 2 && !isBlind)
          load('retry')
            .then(({ look }) => look(site, warn))
            .catch(() => {});
      }
      return 'unreachable';
    }
  };
  return (response, keepalive) => send(response, keepalive);
}
