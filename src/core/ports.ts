import type { Answer } from './delivery.ts';
import type { History } from './history.ts';
import type { Device, Response, Traits } from './response.ts';
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
  readonly refused?: { readonly reason: 'status'; readonly status: number; readonly at: number };
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
  readonly list: () => Promise<readonly Kept[]>;
  /** Starts in the task of the call. `change` gets what is stored; what it returns is stored, undefined deletes. */
  readonly change: (id: string, change: (kept: Kept | undefined) => Kept | undefined) => Promise<void>;
  readonly readEndpoint: () => Promise<EndpointState | undefined>;
  readonly writeEndpoint: (state: EndpointState) => Promise<void>;
}

/** Posts a body; never rejects. */
export type Send = (endpoint: string, body: string) => Promise<Answer>;

/** How many responses a call sent, how many still wait, and how many it set aside. */
export interface Flushed {
  readonly sent: number;
  readonly kept: number;
  readonly refused: number;
}

/** What `explain` says of the outbox. */
export interface OutboxView {
  readonly waiting: number;
  readonly refused: readonly { readonly id: string; readonly reason: string; readonly status: number }[];
}

export type EventName = 'due' | 'shown' | 'scored' | 'closed' | 'sent' | 'kept' | 'refused';

/** What an event tells the page: never a comment, contact or answer. */
export type EventDetail = Pick<Response, 'site' | 'survey'> & {
  readonly [K in 'id' | 'kind' | 'trigger' | 'outcome' | 'score' | 'segment']?: Response[K] | undefined;
} & { readonly reason?: string | undefined };

/** Tells the page; false when the page vetoed a cancelable event. */
export type Emit = (name: EventName, detail: EventDetail) => boolean;

/** What the delivery chunk needs from the loader. */
export interface OutboxOptions {
  readonly site: string;
  readonly endpoint: string;
  readonly emit: Emit;
  readonly warn: (problem: string) => void;
  /** Aborts when Earshot is taken down. */
  readonly signal: AbortSignal;
}

/** The durable side of a browser: the history that the claim is made on, and the responses on their way. */
export interface Outbox {
  /**
   * Changes the durable history in one transaction. `change` gets what is stored and returns what shall be, or
   * undefined to leave it; resolves to what it returned once that is on disk. Rejects where nothing can be stored.
   */
  readonly changeHistory: (change: (stored: unknown) => History | undefined) => Promise<History | undefined>;
  /** Stores a response that may still change; starts in the task of the call. Resolves to false if it cannot be stored. */
  readonly keep: (response: Response) => Promise<boolean>;
  /** Stores a response and posts it, both begun in the task of the call. */
  readonly send: (response: Response) => Promise<Sent>;
  readonly flush: () => Promise<Flushed>;
  readonly view: () => Promise<OutboxView>;
}

/** What became of a response that was to be sent now. */
export type Sent = 'sent' | 'kept' | 'refused';

/** What a response says of the page: its address without query, fragment and credentials, and who linked to it. */
export interface PageFacts {
  readonly page: string;
  /** Origin only. */
  readonly referrer: string | undefined;
  readonly device: Device;
}

export interface OutboxChunk {
  readonly openOutbox: (options: OutboxOptions) => Outbox;
  readonly readPage: () => PageFacts;
}

/** What the prompt chunk needs from the loader. */
export interface PromptOptions {
  readonly site: Site;
  readonly survey: Survey;
  readonly id: string;
  readonly trigger: Trigger;
  readonly traits?: Traits | undefined;
  /** Epoch ms. */
  readonly shownAt: number;
  readonly client: string;
  readonly page: PageFacts;
  readonly outbox: Pick<Outbox, 'keep' | 'send'>;
  /** Changes what this browser remembers; a test prompt changes nothing. */
  readonly remember: (change: (history: History, now: number) => History) => void;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

export interface PromptChunk {
  /** Shows the prompt; resolves when it is gone. */
  readonly showPrompt: (options: PromptOptions) => Promise<void>;
}
