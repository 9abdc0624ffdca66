import { backoffMs, parseRetryAfter, pauseMs, type Settlement } from './delivery.ts';
import { minuteMs } from './duration.ts';
import type { EndpointState } from './ports.ts';

// As many refusals in a row, and no success between them, mean that the endpoint is wrong, not the responses.
const refusalsOfWrongEndpoint = 5;
// Longer than a POST may take: a page that is frozen or gone in the middle of one is waited for no longer than this.
const turnMs = 15e3;
// An outage that has lasted so long may last longer, however seldom somebody was there to try.
const outageMs = 10 * minuteMs;

const fresh = { pausedUntil: 0, refusedInRow: [], failures: 0, failingSince: 0, nextAt: 0, sender: 0, sendingUntil: 0 };

/** What holds of `endpoint` at `now`: what is stored of another one, or by a clock that went ahead, does not count. */
export const heedEndpoint = (stored: EndpointState | undefined, endpoint: string, now: number): EndpointState => ({
  ...fresh,
  ...(stored?.endpoint === endpoint && stored.at <= now + minuteMs && stored),
  endpoint,
  at: now,
});

/** One page sends at a time: `sender` does from now on, unless another page is at it. */
export const takeTurn = (state: EndpointState, sender: number): EndpointState =>
  state.sender === sender || state.sendingUntil <= state.at
    ? { ...state, sender, sendingUntil: state.at + turnMs }
    : state;

/** The turn is over before its time. */
export const endTurn = (state: EndpointState, sender: number): EndpointState =>
  state.sender === sender ? { ...state, sendingUntil: 0 } : state;

/** Whether one more refusal shows that the endpoint is wrong. */
export const isWrongEndpoint = ({ refusedInRow }: EndpointState, settlement: Settlement): boolean =>
  settlement === 'refused' && refusedInRow.length >= refusalsOfWrongEndpoint - 1;

/**
 * How the endpoint is treated after its answer to the response `id`. `retryAfter` is the header, where the page may read
 * it; `random` is in [0, 1).
 */
export function recordAnswer(
  state: EndpointState,
  id: string,
  settlement: Settlement,
  retryAfter: string | null,
  random: number,
): EndpointState {
  const { at, refusedInRow } = state;
  if (settlement === 'retry') {
    const failures = state.failures + 1;
    const failingSince = failures > 1 ? state.failingSince : at;
    const isLong = at - failingSince >= outageMs || undefined;
    const askedMs = parseRetryAfter(retryAfter, at);
    return {
      ...state,
      failures,
      failingSince,
      // Of two answers at a time the one that asks for more holds.
      pausedUntil: Math.max(state.pausedUntil, askedMs ? at + askedMs : 0),
      // One failure may be that response's own: only the second in a row is the endpoint's.
      nextAt: failures > 1 ? at + backoffMs(failures - 1, random, isLong) : 0,
    };
  }
  const isWrong = isWrongEndpoint(state, settlement);
  return {
    ...state,
    failures: 0,
    nextAt: 0,
    pausedUntil: Math.max(state.pausedUntil, isWrong || settlement === 'pause' ? at + pauseMs : 0),
    refusedInRow:
      settlement === 'pause'
        ? refusedInRow
        : settlement === 'refused' && !isWrong
          ? [...refusedInRow, id]
          : fresh.refusedInRow,
  };
}
