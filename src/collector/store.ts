import type { Kind } from '../core/kinds.ts';
import type { Response } from '../core/response.ts';
import type { StoredResponse } from './revision.ts';

/** Which responses to read; what is left out does not narrow. Instants are epoch ms of `shownAt`. */
export interface Filter {
  readonly site?: string;
  readonly survey?: string;
  /** Inclusive. */
  readonly fromMs?: number;
  /** Exclusive. */
  readonly toMs?: number;
}

/** One survey on one scale: lengths are never pooled. */
export interface Group {
  readonly site: string;
  readonly survey: string;
  readonly kind: Kind;
  readonly min: number;
  readonly max: number;
}

/** How many responses of a group share one score (undefined: none was chosen) and one mode. */
export interface Tally extends Group {
  readonly score?: number;
  readonly isTest: boolean;
  readonly n: number;
  readonly lastReceivedAt: number;
}

/** Where a page of responses ended: its last row's place in the order of first receipt. */
export interface Cursor {
  readonly firstReceivedAt: number;
  readonly site: string;
  readonly id: string;
}

export interface Page {
  readonly rows: readonly StoredResponse[];
  /** Where the next page begins; left out on the last one. */
  readonly next?: Cursor;
}

/** What a response that came in was: `known` at this or a higher revision, or too old to be changed. */
export type Written = 'new' | 'revised' | 'known';

/** Where responses are kept. Every call rejects when the store cannot do it; nothing is ever half done. */
export interface Store {
  /** Resolves once the response is durable, or was already known at this or a higher revision. */
  readonly writeResponse: (response: Response, nowMs: number) => Promise<Written>;
  /** Responses that wait to be written. */
  readonly waiting: () => number;
  /** By group, then by score. */
  readonly readTallies: (filter: Filter) => Promise<readonly Tally[]>;
  /** The newest responses of a group that hold a comment; none in test mode. */
  readonly readComments: (group: Group, filter: Filter, limit: number) => Promise<readonly Response[]>;
  /** Newest first by first receipt. */
  readonly readPage: (filter: Filter, limit: number, after?: Cursor) => Promise<Page>;
  /** Resolves if a row can be written durably now. */
  readonly probe: (nowMs: number) => Promise<void>;
  /** Folds everything into the database file and lets go of it. */
  readonly close: () => Promise<void>;
}
