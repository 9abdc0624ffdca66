import type { Kind } from '../core/kinds.ts';
import type { Response } from '../core/response.ts';
import type { Facet } from '../core/facet.ts';
import type { Condition } from './facets.ts';
import type { StoredResponse } from './revision.ts';
import type { Counted, Mode } from './tallies.ts';

/**
 * Which responses to read; what is left out does not narrow. Instants are epoch ms of `shownAt`, or of the first
 * receipt where that was earlier.
 */
export interface Filter {
  readonly site?: string;
  readonly survey?: string;
  /** Inclusive. */
  readonly fromMs?: number;
  /** Exclusive. */
  readonly toMs?: number;
  /** All of these must hold. */
  readonly conditions?: readonly Condition[];
}

/** Which responses a list holds; what is left out does not narrow. */
export interface ListFilter extends Filter {
  readonly kind?: Kind;
  readonly max?: number;
  /** From the first to the last, both inclusive. */
  readonly scores?: readonly [number, number];
  readonly isCommented?: true;
  /** Stands in the comment, in letters of any case. */
  readonly search?: string;
  readonly tag?: string;
  readonly status?: Status | 'none';
  readonly isTest?: boolean;
}

/** One survey on one scale: lengths are never pooled. */
export interface Group {
  readonly site: string;
  readonly survey: string;
  readonly kind: Kind;
  readonly min: number;
  readonly max: number;
}

/** A group that holds responses. */
export interface KnownGroup extends Group {
  /** When a response or a revision last came in, in epoch ms. */
  readonly lastReceivedAt: number;
}

/** How the responses of a group in one mode are distributed. */
export interface Tally extends Group, Counted {
  readonly mode: Mode;
  /** Of the facet that they are split by; left out where they are not. */
  readonly value?: string;
  /** The first and the last day on which one of them was shown: UTC days since 1970. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** What tallies are kept apart by, beside their mode. */
export interface Apart {
  readonly split?: Facet;
  /** @default false */
  readonly isByDay?: boolean;
}

/** Where a page of responses ended: its last row's place in the order of first receipt. */
export interface Cursor {
  readonly firstReceivedAt: number;
  readonly site: string;
  readonly id: string;
}

/** What the owner noted on a response. */
export interface Triage {
  readonly status?: Status;
  /** Left out where there are none. */
  readonly tags?: readonly string[];
}

/** What is to be noted anew: what is left out stays, a status of null and an empty list are taken away. */
export interface TriageChange {
  readonly status?: Status | null;
  readonly tags?: readonly string[];
}

export type Status = 'open' | 'done';
export const statuses: readonly Status[] = ['open', 'done'];

/** A response as it is read: with what the owner noted on it. */
export type Row = StoredResponse & Triage;

export interface Page {
  readonly rows: readonly Row[];
  /** Where the next page begins; left out on the last one. */
  readonly next?: Cursor;
}

/** A row with its place in the order of writing; a revision moves it to the end. */
export interface Written extends StoredResponse {
  readonly seq: number;
}

/** Whose responses: all that carry this id. */
export interface Person {
  readonly by: 'user' | 'visitor';
  readonly id: string;
  readonly site?: string;
}

/** A mark on the time axis, such as a release. */
export interface Annotation {
  readonly id: string;
  /** Left out: of all sites. */
  readonly site?: string;
  /** Epoch ms. */
  readonly at: number;
  readonly text: string;
}

/** What a response that came in was: `known` at this or a higher revision, erased before, or too old to be changed. */
export type Receipt = 'new' | 'revised' | 'known';

/** How many traits are named. */
export const mostTraits = 50;

/** Where responses are kept. Every call rejects when the store cannot do it; nothing is ever half done. */
export interface Store {
  /**
   * Resolves once the response is durable, or was already known at this or a higher revision. One that another
   * collector has kept says when that first received it.
   */
  readonly writeResponse: (response: Response, nowMs: number, firstReceivedAt?: number) => Promise<Receipt>;
  /** Responses that wait to be written. */
  readonly waiting: () => number;
  /** Every group, by site, survey, kind and scale. */
  readonly readGroups: (filter: Pick<Filter, 'site' | 'survey'>) => Promise<readonly KnownGroup[]>;
  /** The names of the traits that responses of a survey on any scale have, at most `mostTraits`. */
  readonly readTraits: (group: Pick<Group, 'site' | 'survey'>) => Promise<readonly string[]>;
  /** The distributions of a group: one for each mode, or for each mode, value of a facet and day. */
  readonly readTallies: (group: Group, filter: Filter, apart?: Apart) => Promise<readonly Tally[]>;
  /** The newest responses of a group that hold a comment; none in test mode. */
  readonly readComments: (group: Group, filter: Filter, limit: number) => Promise<readonly Response[]>;
  /** Newest first by first receipt. */
  readonly readPage: (filter: ListFilter, limit: number, after?: Cursor) => Promise<Page>;
  /** What was written after `seq`, in that order. */
  readonly readWritten: (seq: number, limit: number) => Promise<readonly Written[]>;
  /** The place of the last row that was written. */
  readonly lastSeq: () => Promise<number>;
  /** Calls `listener` after each commit; returns what ends that. */
  readonly onCommit: (listener: () => void) => () => void;
  /** What a person sent, newest first. */
  readonly readPerson: (person: Person, limit: number, after?: Cursor) => Promise<Page>;
  /** Erases what a person sent, for good: a copy that comes in later is not kept. Resolves to how many responses. */
  readonly erasePerson: (person: Person, nowMs: number) => Promise<number>;
  /** Erases at most `limit` responses that were first received before `beforeMs`; resolves to how many. */
  readonly eraseBefore: (beforeMs: number, nowMs: number, limit: number) => Promise<number>;
  /** Notes something on the response with this id; resolves to it, or to all where several sites have one: unchanged. */
  readonly writeTriage: (id: string, site: string | undefined, change: TriageChange) => Promise<readonly Row[]>;
  readonly readAnnotations: (filter: Pick<Filter, 'site' | 'fromMs' | 'toMs'>) => Promise<readonly Annotation[]>;
  readonly writeAnnotation: (annotation: Annotation) => Promise<void>;
  /** Resolves to whether there was one. */
  readonly eraseAnnotation: (id: string) => Promise<boolean>;
  /** Resolves if a row can be written durably now. */
  readonly probe: (nowMs: number) => Promise<void>;
  /** Folds everything into the database file and lets go of it. */
  readonly close: () => Promise<void>;
}
