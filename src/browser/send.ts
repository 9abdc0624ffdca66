import { maxBodyBytes } from '../core/body.ts';
import type { OutboxOptions, Send } from '../core/ports.ts';

// Body included: an endpoint that drips its answer must not hold up the outbox.
const timeoutMs = 10e3;

/**
 * Posts to a site's endpoint; whatever keeps a POST from a readable answer is `unreachable`. Once a page, that is looked
 * into.
 */
export function makeSend({ site, load, warn }: Pick<OutboxOptions, 'site' | 'load' | 'warn'>): Send {
  const { endpoint = '', format = 'json', acknowledge } = site;
  const isBlind = acknowledge === 'none';
  let isLookedAt = isBlind;
  const send: Send = async (response, keepalive) => {
    try {
      let body: string | URLSearchParams = JSON.stringify(response);
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
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { status, headers } = answer;
      return {
        status,
        contentType: headers.get('content-type') ?? '',
        retryAfter: headers.get('retry-after'),
        // Undrained bodies keep their share of the keepalive budget.
        body: await answer.text(),
      };
    } catch (error) {
      // The page may have used up what all requests with keepalive share.
      if (keepalive && error instanceof TypeError) return send(response, false);
      if (!isLookedAt) {
        isLookedAt = true;
        load('retry')
          .then(({ look }) => look(site, warn))
          .catch(() => {});
      }
      return 'unreachable';
    }
  };
  return send;
}
