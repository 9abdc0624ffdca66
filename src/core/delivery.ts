import { dayMs, minuteMs } from './duration.ts';

/** What an endpoint did with a POST. */
export type Answer =
  | {
      readonly status: number;
      readonly contentType: string;
      /** The whole of it, as text. */
      readonly body: string;
      /** The `Retry-After` header, where the page may read it. */
      readonly retryAfter: string | null;
    }
  /** No answer at all: network error, redirect, blocked, or no complete answer in time. */
  | 'unreachable';

/** What becomes of the response: gone from the outbox, tried again, kept while the endpoint rests, or set aside. */
export type Settlement = 'received' | 'retry' | 'pause' | 'refused';

const pausing = [401, 403, 404, 405, 415];
const refusing = [400, 409, 410, 413, 422];

/** What an owner takes for received: a 2xx, one that repeats the response's id, or that the POST went out at all. */
export type Acknowledge = 'status' | 'id' | 'none';

function repeatsId(body: string, id: string): boolean {
  try {
    return (JSON.parse(body) as { readonly id?: unknown }).id === id;
  } catch {
    return false;
  }
}

/**
 * The status table. An HTML page with a 2xx comes from a captive portal or a login page, not from an endpoint; a status
 * that is not listed is tried again, since giving up loses an answer and trying again does not.
 */
export function settle(answer: Answer, id: string, acknowledge: Acknowledge = 'status'): Settlement {
  if (answer === 'unreachable') return 'retry';
  if (acknowledge === 'none') return 'received';
  const { status, contentType, body } = answer;
  if (status >= 200 && status < 300) {
    const isReceived = acknowledge === 'id' ? repeatsId(body, id) : !/^text\/html/i.test(contentType);
    return isReceived ? 'received' : 'retry';
  }
  if (pausing.includes(status)) return 'pause';
  return refusing.includes(status) ? 'refused' : 'retry';
}

/** How long an endpoint rests that does not want our posts. */
export const pauseMs = 60 * minuteMs;

/**
 * How long a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date) asks to wait, between 1 s and 24 h; undefined
 * where the header is missing or says nothing.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1e3;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 1e3), dayMs);
}

// From then on nobody tries more than 16 times an hour: of the 20 requests that an outage may cost some are left for new answers.
const outageTries = 9;
const outageMs = 225e3;

/**
 * How long to wait after the given number of failed tries: full jitter (Brooker 2015) from 1 s, doubling, at most
 * 5 min; in a long outage, which is one of ten tries or one that `isLong`, the shorter waits are left out. `random` is in
 * [0, 1).
 */
export function backoffMs(tries: number, random: number, isLong = tries > outageTries): number {
  const leastMs = isLong ? outageMs : 0;
  const mostMs = Math.min(isLong ? Infinity : 2 ** Math.max(0, tries - 1) * 1e3, 5 * minuteMs);
  return Math.ceil(leastMs + (mostMs - leastMs) * random);
}
