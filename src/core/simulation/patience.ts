import { dayMs } from '../duration.ts';
import type { EndpointState } from '../ports.ts';
import type { Response } from '../response.ts';
import type { Heard } from './network.ts';
import type { Page } from './page.ts';

/** That an endpoint asked for time, and who can know of it. */
interface Asked {
  readonly page: Page;
  readonly id: string;
  readonly endpoint: string;
  /** By the browser's clock. */
  readonly until: number;
  /** The page has stored something about the endpoint since. */
  isStored: boolean;
  /** Since when everybody can know. */
  knownAt: number;
  /** `localStorage` says so, too. */
  isAtHand: boolean;
}

/** Watches that nobody posts earlier than `Retry-After` allows, as far as the page or storage can know. */
export interface Patience {
  readonly onHeard: (heard: Heard) => void;
  /** A page stored what it knows of its endpoint. */
  readonly onState: (page: Page, state: EndpointState) => void;
  /** A page is through with an answer. */
  readonly onReport: (page: Page, response: Response) => void;
  readonly onPost: (page: Page, endpoint: string, isClick: boolean) => void;
  /** `localStorage` may have lost what it was told last. */
  readonly onLoss: () => void;
  /** The clock was set back, or all is erased. */
  readonly forget: () => void;
}

/** What a `Retry-After` asks for, in ms: RFC 9110, 10.2.3, and the limits of DESIGN.md. */
function askedMs(header: string | null, now: number): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1e3 : Date.parse(header) - now;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 1e3), dayMs);
}

export function makePatience(time: () => number, clock: () => number, violations: string[]): Patience {
  let all: Asked[] = [];
  const lookedAt = new Map<Page, number>();
  return {
    onHeard({ page, endpoint, response, answer }) {
      if (answer === 'unreachable') return;
      const until = clock() + askedMs(answer.retryAfter, clock());
      if (until > clock())
        all.push({ page, id: response.id, endpoint, until, isStored: false, knownAt: Infinity, isAtHand: false });
    },
    onState(page, { endpoint }) {
      lookedAt.set(page, time());
      all = all.filter((one) => one.endpoint === endpoint && one.until > clock());
      for (const one of all) {
        if (one.page === page) one.isStored = true;
        if (one.knownAt < time()) one.isAtHand = true;
      }
    },
    onReport(page, { id }) {
      for (const one of all)
        if (one.page === page && one.id === id && one.isStored && one.knownAt === Infinity) {
          one.knownAt = time();
          one.isAtHand = true;
        }
    },
    onPost(page, endpoint, isClick) {
      for (const one of all)
        if (one.endpoint === endpoint && one.until > clock())
          if (isClick ? one.isAtHand : one.knownAt <= (lookedAt.get(page) ?? 0))
            violations.push(`a POST went out ${one.until - clock()} ms before Retry-After allowed it`);
    },
    onLoss() {
      for (const one of all) one.isAtHand = false;
    },
    forget: () => void (all = []),
  };
}
