import type { bodyOf } from './body.ts';
import type { Claim, ClaimKind } from './claim.ts';
import type { Config, parseConfig, TagSettings } from './config.ts';
import type { Answer } from './delivery.ts';
import type { Draft } from './draft.ts';
import type { History, parseHistory } from './history.ts';
import type { Explanation } from './explain.ts';
import type { Conclude, OutboxPorts } from './outbox.ts';
import type { Problem, Warn } from './problem.ts';
import type { PromptFacts, Response } from './response.ts';
import type { Rules, Surroundings, Verdict } from './rules.ts';
import type { Site, Survey, Tables } from './settings.ts';
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
  readonly refused?: { readonly reason: Refusal; readonly status?: number; readonly at: number } | undefined;
}

/** Why a response is given up: the endpoint's status, or its own age, or too many others. */
export type Refusal = 'status' | 'age' | 'full';

/** What is known of an endpoint that all pages of the site should heed; instants are epoch ms. */
export interface EndpointState {
  readonly endpoint: string;
  /** When this was written: by a clock that was ahead, the instants below mean nothing. */
  readonly at: number;
  /** The endpoint asked for it: no request before. */
  readonly pausedUntil: number;
  /** Ids refused in a row with no success between them. */
  readonly refusedInRow: readonly string[];
  /** POSTs in a row that got nowhere, and when the next pass may try. */
  readonly failures: number;
  /** When the first of them was. */
  readonly failingSince: number;
  readonly nextAt: number;
  /** The page that is sending, and until when the others leave it to it. */
  readonly sender: number;
  readonly sendingUntil: number;
}

/**
 * Storage of the outbox: each call is one transaction, done when its promise resolves. Where nothing can be stored, it
 * lasts as long as the page.
 */
export interface OutboxStore {
  /** In the order of the ids, which is that of the claims. */
  readonly list: () => Promise<readonly Kept[]>;
  /** Whether the last list lacks what is stored, which could not be read then. */
  readonly isBlind: () => boolean;
  /** Starts in the task of the call. `change` gets what is stored; what it returns is stored, undefined deletes. */
  readonly change: (id: string, change: (kept: Kept | undefined) => Kept | undefined) => Promise<void>;
  /** Resolves to what is stored then. */
  readonly changeEndpoint: (change: (state: EndpointState | undefined) => EndpointState) => Promise<EndpointState>;
}

/**
 * Posts a response once; never rejects. With `keepalive` it outlives the page, which shares 64 KiB for that with all of
 * the page's own requests; without, it needs none of them.
 */
export type Send = (response: Response, keepalive: boolean) => Promise<Answer>;

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

/** The history in a cookie that all subdomains share. */
export interface Cookie {
  /** JSON of a history, for `parseHistory`; undefined where there is no cookie. */
  readonly read: () => string | undefined;
  readonly write: (history: History) => void;
  readonly erase: () => void;
}

export interface CookieChunk {
  readonly openCookie: (site: Site) => Cookie;
}

/** How a history goes on at `now`, in epoch ms. */
export type HistoryChange = (history: History, now: number) => History;

/** What the delivery chunk needs from the loader. */
export interface OutboxOptions extends World {
  readonly site: Site;
  readonly surveys: readonly Survey[];
  readonly view: { readonly read: () => History };
  readonly load: (name: 'retry') => Promise<RetryChunk>;
  /** Goes on with a prompt that was left in the middle. */
  readonly open: (due: Due) => void;
}

/** What is kept of a prompt that the visitor has not finished. Neither rejects. */
export interface Drafts {
  readonly read: () => Promise<Draft | undefined>;
  /** In one transaction; undefined erases. */
  readonly change: (change: (draft: Draft | undefined) => Draft | undefined) => Promise<void>;
}

/** What becomes of responses that are not received at once. */
export interface Retry {
  /** Sends what waits; see `Outbox`. */
  readonly flush: () => Promise<Flushed>;
  readonly conclude: Conclude;
  /** Something may wait now that did not before. */
  readonly schedule: () => void;
}

export interface RetryChunk {
  /** Sends what waits, now and whenever it may be tried again, and goes on with a prompt that was left in the middle. */
  readonly open: (options: OutboxOptions, ports: OutboxPorts, drafts: Drafts) => Retry;
  readonly bodyOf: typeof bodyOf;
  /** Tells the owner where an endpoint is there although no answer of it may be read. */
  readonly look: (site: Site, warn: Warn) => Promise<void>;
}

/** The responses on their way. */
export interface Outbox {
  /** A response will come: what it may need is fetched now. */
  readonly ready: () => void;
  /**
   * Posts a response that is being `stored` (false: it could not be), begun in the task of the call; never rejects.
   */
  readonly send: (response: Response, stored: Promise<boolean>) => Promise<Sent>;
  readonly flush: () => Promise<Flushed>;
  readonly list: OutboxStore['list'];
}

/** What became of a response that was to be sent now. */
export type Sent = 'sent' | 'kept' | 'refused';

export interface OutboxChunk {
  readonly open: (options: OutboxOptions) => Outbox;
}

/** How each survey stands: `due` when a trigger has fired and waits to be served. */
export interface Verdicts {
  readonly visitor: string | undefined;
  readonly surveys: readonly {
    readonly survey: string;
    readonly due: boolean;
    readonly verdict: Verdict;
    readonly settings: Survey;
  }[];
}

/** How a preview fetches the prompt and its parts. */
export type LoadPreview = PromptOptions['load'] & ((name: 'prompt') => Promise<PromptChunk>);

export interface DiagnosticsChunk {
  /** Warns the owner once of each problem; `told` holds the sentences so far. */
  readonly tell: (problem: Problem, told: Set<string>) => void;
  /** Reports every name among the settings that is none; see `checkKeys` in `rare-config.ts`. */
  readonly checkNames: (survey: Survey, warn: Warn) => void;
  readonly explain: (verdicts: Verdicts, outbox: readonly Kept[], problems: ReadonlySet<string>) => Explanation;
  /** Prints every verdict and shows the panel; the returned function is called when verdicts may have changed. */
  readonly debug: (call: (name: 'explain') => Promise<unknown>, signal: AbortSignal) => () => void;
  /** Opens the first survey for the owner; stores and sends nothing. */
  readonly preview: (config: Config, world: World, load: LoadPreview) => Promise<void>;
}

/** What a page is watched with. */
export interface Watching {
  readonly surveys: readonly Pick<Survey, 'trigger'>[];
  readonly fire: (trigger: Trigger) => void;
  /** The address may have changed: called where the browser does not tell by itself. */
  readonly onAddress: () => void;
  readonly warn: Warn;
  readonly signal: AbortSignal;
  /** Of the page that is watched; to be kept by whoever calls. */
  leaving?: AbortController;
}

/** What a prompt on the screen has to hear of. */
export interface Attending {
  readonly facts: Pick<PromptFacts, 'id' | 'shownAt' | 'test' | 'trigger'>;
  readonly view: PromptOptions['view'];
  readonly warn: Warn;
  /** It has been visible for a second in a focused tab. */
  readonly onSeen: () => void;
  /** The visitor has answered another prompt in another tab. */
  readonly onElsewhere: () => void;
  /** The visitor has gone on with this prompt in another tab. */
  readonly onTaken: () => void;
  /** Its element in the page. */
  readonly host: Element;
  readonly survey: Survey;
  readonly load: PromptOptions['load'];
  readonly signal: AbortSignal;
}

/** The chunk for what the page has to be watched for. */
export interface WatchChunk {
  /** Watches for triggers, and for changes of the address; no longer on the page before. */
  readonly arm: (watching: Watching) => void;
  /** Calls back whenever the page may have become calm. */
  readonly onCalmer: (callback: () => void, signal: AbortSignal) => void;
  readonly attend: (attending: Attending) => void;
}

/** The chunk for settings that only some owners use. */
export interface RareChunk {
  /**
   * All settings, those of JSON files included; undefined where these cannot be read, and where the owner only wants a
   * preview, which is opened then. A panel that he wants comes by itself.
   */
  readonly readConfig: (
    tag: TagSettings,
    json: unknown,
    world: World & {
      readonly load: LoadPreview & ((name: 'diagnostics') => Promise<DiagnosticsChunk>);
      readonly call: (name: 'explain') => Promise<unknown>;
    },
    tables: Tables,
    parse: typeof parseConfig,
  ) => Promise<Config | undefined>;
  /** Makes an id for a visitor whom a sample needs to know again. */
  readonly prepare: (config: Config, change: (how: HistoryChange) => void) => void;
  readonly rules: Rules;
  readonly readSurroundings: () => Surroundings;
}

/** A survey that may prompt now. */
export interface Due {
  readonly survey: Survey;
  /** `show` when the visitor opened it. */
  readonly trigger: Trigger | 'show';
  /** As handed over by the page, in JSON. */
  readonly traits?: string | undefined;
  /** Goes on with this prompt. */
  readonly draft?: Draft | undefined;
}

/** The chunks that a prompt may need; `prompt/parts.ts` adds its own. */
export interface PromptParts {
  readonly watch: WatchChunk;
  readonly cookie: CookieChunk;
  readonly diagnostics: DiagnosticsChunk;
}

/** What the prompt chunk needs from the loader. */
export interface PromptOptions extends World {
  readonly site: Site;
  /** See `core/history.ts`; handed over, since the loader has it anyway. */
  readonly parseHistory: typeof parseHistory;
  /** See `core/stringify.ts`; handed over as well. */
  readonly printHistory: (history: History) => string;
  /** Fetches a part that is needed only now and then. */
  readonly load: <K extends keyof PromptParts>(name: K) => Promise<PromptParts[K]>;
  /** Opens the delivery of responses, once. */
  readonly openOutbox: () => Promise<Pick<Outbox, 'ready' | 'send'>>;
  readonly view: { readonly read: () => History; readonly write: (history: History) => void; readonly key: string };
  /** The survey that may prompt now; undefined when none may any more. */
  readonly next: () => Due | undefined;
  /** A due survey's turn on this page is over: the page vetoed it, or it is shown, with the history that its claim made. */
  readonly drop: (due: Due, claimed?: History) => void;
  /** Calls back when the visitor asks for a survey meanwhile; true when the prompt that stands is enough for that. */
  readonly onOpen: (callback: () => true | void) => void;
  /** Asks the rules on a history, as of now. */
  readonly ask: (due: Due, history: History) => Pick<Verdict, 'passes' | 'rules'>;
  /** Changes the view of the history. */
  readonly change: (how: HistoryChange) => void;
}

/** What a prompt needs of the durable side: the history that claims are made on, and a place for its response. */
export interface Store {
  /** See `core/claim.ts`. */
  readonly claim: (
    view: History,
    survey: string,
    passes: (history: History) => boolean,
    kind: ClaimKind,
  ) => Promise<Claim>;
  /** Changes the durable history; never rejects. */
  readonly remember: (how: HistoryChange) => Promise<void>;
  /**
   * Stores a response, which may still change or is final; starts in the task of the call. False where it could not be
   * stored.
   */
  readonly keep: (response: Response, isFinal: boolean) => Promise<boolean>;
  /** Stores what the visitor has begun; undefined when it is over. */
  readonly keepDraft: (draft: Draft | undefined) => Promise<void>;
  /** Notes at once, where a page that is left has no time to store, that the prompt's page was left in good order. */
  readonly leaveDraft: (id: string) => void;
}

export interface PromptChunk {
  /**
   * Waits for a calm moment, tells the page, claims, and shows the prompt of the survey that may prompt then. Resolves
   * when that prompt is gone, when nothing may prompt any more, or when another tab was first.
   */
  readonly show: (options: PromptOptions, open?: (options: PromptOptions) => Promise<Store>) => Promise<void>;
}
