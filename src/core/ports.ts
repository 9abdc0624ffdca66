import type { Claim } from './claim.ts';
import type { Answer } from './delivery.ts';
import type { History } from './history.ts';
import type { Explanation } from './explain.ts';
import type { Problem, Warn } from './problem.ts';
import type { Response } from './response.ts';
import type { Verdict } from './rules.ts';
import type { Site, Survey } from './settings.ts';
import type { Trigger } from './values.ts';

/** A response that is stored and not yet acknowledged; instants are epoch ms. */
export interface Kept {
  readonly response: Response;
  /** The page that is still at it (visitor answering, POST under way) keeps others off until then. */
  readonly heldUntil: number;
  /** Failed tries to send it. */
  readonly tries: number;
  /** Not tried again before. */
  readonly nextAt: number;
  /** Set aside: the endpoint will never take it. */
  readonly refused?: { readonly reason: 'status'; readonly status: number; readonly at: number } | undefined;
}

/** What is known of an endpoint that all pages of the site should heed. */
export interface EndpointState {
  readonly endpoint: string;
  /** Epoch ms; no request before. */
  readonly pausedUntil: number;
  /** Ids refused in a row with no success between them. */
  readonly refusedInRow: readonly string[];
}

/** Storage of the outbox: each call is one transaction, done when its promise resolves. */
export interface OutboxStore {
  /** In the order of the ids, which is that of the claims. */
  readonly list: () => Promise<readonly Kept[]>;
  /** Starts in the task of the call. `change` gets what is stored; what it returns is stored, undefined deletes. */
  readonly change: (id: string, change: (kept: Kept | undefined) => Kept | undefined) => Promise<void>;
  readonly readEndpoint: () => Promise<EndpointState | undefined>;
  readonly writeEndpoint: (state: EndpointState) => Promise<void>;
}

/**
 * Posts a body once; never rejects. With `keepalive` it outlives the page, which shares 64 KiB for that with all of the
 * page's own requests; without, it needs none of them.
 */
export type Send = (endpoint: string, body: string, keepalive: boolean) => Promise<Answer>;

/** How many responses a call sent, how many still wait, and how many it set aside. */
export interface Flushed {
  readonly sent: number;
  readonly kept: number;
  readonly refused: number;
}

export type EventName = 'due' | 'shown' | 'scored' | 'closed' | 'sent' | 'kept' | 'refused';

/** What an event tells the page: never a comment, contact or answer. */
export type EventDetail = Pick<Response, 'site' | 'survey'> & {
  readonly [K in 'id' | 'kind' | 'trigger' | 'outcome' | 'score' | 'segment']?: Response[K] | undefined;
} & { readonly reason?: string | undefined };

/** Tells the page; false when the page vetoed a cancelable event. */
export type Emit = (name: EventName, detail: EventDetail) => boolean;

/** What every part of a running widget shares. */
export interface World {
  readonly emit: Emit;
  readonly warn: Warn;
  /** Aborts when Earshot is taken down. */
  readonly signal: AbortSignal;
}

/** What the delivery chunk needs from the loader. */
export interface OutboxOptions extends World {
  readonly site: string;
  readonly endpoint: string;
  /** See `core/history.ts`; handed over, since the loader has it anyway. */
  readonly parseHistory: (json: unknown, now: number) => History;
}

/** The durable side of a browser: the history that claims are made on, and the responses on their way. */
export interface Outbox {
  /** See `core/claim.ts`. */
  readonly claim: (
    view: History,
    survey: string,
    passes: (history: History) => boolean,
    isTest: boolean,
  ) => Promise<Claim>;
  /** Changes the durable history; never rejects. */
  readonly remember: (change: (history: History, now: number) => History) => Promise<void>;
  /** Stores a response that may still change; starts in the task of the call; never rejects. */
  readonly keep: (response: Response) => Promise<void>;
  /** Stores a response and posts it, both begun in the task of the call; never rejects. */
  readonly send: (response: Response) => Promise<Sent>;
  /** Undefined where storage failed. */
  readonly flush: () => Promise<Flushed | undefined>;
  readonly list: OutboxStore['list'];
}

/** What became of a response that was to be sent now. */
export type Sent = 'sent' | 'kept' | 'refused';

export interface OutboxChunk {
  readonly open: (options: OutboxOptions) => Outbox;
}

/** How each survey stands: `due` when a trigger has fired and waits to be served. */
export type Verdicts = readonly { readonly survey: string; readonly due: boolean; readonly verdict: Verdict }[];

export interface DiagnosticsChunk {
  readonly describe: (problem: Problem) => string;
  readonly explain: (
    outbox: Outbox | undefined,
    running: { readonly verdicts: () => Verdicts } | undefined,
    problems: ReadonlyMap<unknown, Problem>,
  ) => Promise<Explanation>;
}

/** A survey whose trigger fired. */
export interface Due {
  readonly survey: Survey;
  readonly trigger: Trigger;
  /** As handed to `track`, unchecked. */
  readonly traits: unknown;
  /** The page heard of it and did not veto. */
  announced?: boolean;
}

/** What the prompt chunk needs from the loader. */
export interface PromptOptions extends World {
  readonly due: Due;
  readonly site: Site;
  readonly outbox: Outbox;
  readonly view: { readonly read: () => History; readonly write: (history: History) => void };
  /** Asks the rules on a history, as of now. */
  readonly ask: (survey: Survey, history: History) => { readonly passes: boolean };
  /** Changes the view of the history; a test prompt changes nothing. */
  readonly change: (how: (history: History, now: number) => History) => void;
  readonly isCalm: () => boolean;
}

export interface PromptChunk {
  /**
   * Tells the page, claims, and shows the prompt; resolves to true when the survey's turn is over (gone again, vetoed),
   * to false when it is still due (no calm moment, or another tab was first).
   */
  readonly show: (options: PromptOptions) => Promise<boolean>;
}
