import { segmentOf, type Kind, type Segment } from './kinds.ts';

/** How far a prompt got: seen only, a score chosen, sent by the visitor; or how it ended without a score. */
export type Outcome = 'shown' | 'scored' | 'answered' | 'dismissed' | 'later' | 'never' | 'ignored';

export const outcomes: readonly Outcome[] = ['shown', 'scored', 'answered', 'dismissed', 'later', 'never', 'ignored'];

export type Device = 'phone' | 'tablet' | 'desktop';

export const devices: readonly Device[] = ['phone', 'tablet', 'desktop'];

/** How the points of the scale were laid out. */
export type Layout = 'row' | 'two-rows';

/** What the points of the scale looked like. */
export type Shape = 'numbers' | 'stars' | 'smileys';

export type TraitValue = string | number | boolean;
export type Traits = Readonly<Record<string, TraitValue>>;

/**
 * An answer to a step: text and choice: string (`declined` when the visitor would rather not say); choices and
 * rank: ids; rating: number; battery: number or `na` by row.
 */
export type Answer = string | number | readonly string[] | Readonly<Record<string, number | 'na'>>;

/** Answers by step id. */
export type Answers = Readonly<Record<string, Answer>>;

/** The longest comment, in characters (UTF-16 code units, as `maxlength` counts). */
export const maxComment = 2000;
export const maxTraits = 20;
export const maxTraitLength = 200;

/**
 * What is sent to the endpoint: one JSON object per prompt. The same `id` may be sent again with a higher
 * `revision`; the highest revision is the truth. A field without a value is left out, never null, never empty.
 * Instants are ISO 8601 in UTC.
 */
export interface Response {
  readonly v: 1;
  /** UUIDv7, made at the claim: the idempotency key. */
  readonly id: string;
  /** Counts up from 1 with each change. */
  readonly revision: number;
  readonly site: string;
  readonly survey: string;
  readonly kind: Kind;
  /** The trigger as configured, or `show` when the visitor opened the survey. */
  readonly trigger: string;
  readonly outcome: Outcome;
  readonly score?: number;
  readonly min: number;
  readonly max: number;
  readonly segment?: Segment;
  readonly comment?: string;
  /** Ids of the chosen reasons. */
  readonly reasons?: readonly string[];
  /** What was typed for the reason `other`. */
  readonly reasonOther?: string;
  /** Answers to further steps. */
  readonly answers?: Answers;
  readonly contactAllowed?: boolean;
  readonly contactEmail?: string;
  readonly shownAt: string;
  readonly scoredAt?: string;
  readonly closedAt?: string;
  readonly sentAt?: string;
  readonly locale: string;
  /** `standard-N`, or `custom-` and 8 hex digits of a hash of the owner's texts. */
  readonly wording: string;
  readonly question: string;
  readonly shape?: Shape;
  readonly layout?: Layout;
  /** The page's address without query, fragment and credentials. */
  readonly page?: string;
  /** Origin only. */
  readonly referrer?: string;
  readonly device: Device;
  readonly visitor?: string;
  readonly user?: string;
  readonly traits?: Traits;
  /** The owner's opaque text, sent along unchanged. */
  readonly token?: string;
  /** `earshot/VERSION` of the widget. */
  readonly client: string;
  readonly test?: true;
}

/** What is known of a prompt when a response is made; instants are epoch ms. */
export interface PromptFacts extends Pick<
  Response,
  | 'id'
  | 'site'
  | 'survey'
  | 'kind'
  | 'trigger'
  | 'min'
  | 'max'
  | 'locale'
  | 'wording'
  | 'question'
  | 'device'
  | 'client'
> {
  readonly shownAt: number;
  readonly shape?: Shape | undefined;
  readonly layout?: Layout | undefined;
  readonly page?: string | undefined;
  readonly referrer?: string | undefined;
  readonly visitor?: string | undefined;
  readonly user?: string | undefined;
  readonly traits?: Traits | undefined;
  readonly token?: string | undefined;
  readonly test?: boolean | undefined;
}

/** What a visitor says besides the score. */
export interface Said {
  readonly comment?: string | undefined;
  readonly reasons?: readonly string[] | undefined;
  readonly reasonOther?: string | undefined;
  readonly answers?: Answers | undefined;
  readonly contactAllowed?: boolean | undefined;
  readonly contactEmail?: string | undefined;
}

/** How far the visitor got; instants are epoch ms. */
export interface Progress extends Said {
  readonly revision: number;
  readonly outcome: Outcome;
  readonly score?: number | undefined;
  readonly scoredAt?: number | undefined;
  readonly closedAt?: number | undefined;
}

// Nothing happens in the first millisecond of 1970.
const iso = (at: number | undefined) => at && new Date(at).toISOString();

/** The response of a prompt as it stands: the segment is computed, fields without a value are left out. */
export function makeResponse(facts: PromptFacts, progress: Progress): Response {
  // What the page has put on all objects is no part of an answer.
  const own = { __proto__: null, ...facts, ...progress } as unknown as PromptFacts & Progress;
  const { score } = own;
  const cut = (text: string | undefined): string | undefined => text?.trim().slice(0, maxComment);
  const full = {
    v: 1,
    ...own,
    comment: cut(own.comment),
    reasonOther: cut(own.reasonOther),
    question: cut(own.question),
    page: cut(own.page),
    segment: score === undefined ? score : segmentOf(own.kind, own.max, score),
    shownAt: iso(own.shownAt),
    scoredAt: iso(own.scoredAt),
    closedAt: iso(own.closedAt),
    test: own.test || undefined,
  };
  return Object.fromEntries(
    Object.entries(full).filter(([, value]) => !/^(undefined|""|{}|\[\])$/.test(`${JSON.stringify(value)}`)),
  ) as unknown as Response;
}

/** What an event tells the page of a response: never a comment, contact or answer. */
export const detailOf = ({ id, site, survey, kind, trigger, outcome, score, segment }: Response) => ({
  id,
  site,
  survey,
  kind,
  trigger,
  outcome,
  score,
  segment,
});
