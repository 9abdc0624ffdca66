import type { Kind, Segment } from '../core/kinds.ts';
import type { Outcome } from '../core/response.ts';
import type { Counts, Metric } from './counts.ts';

/** A comment as the results show it, with what is needed to read it. */
export interface CommentResult {
  readonly id: string;
  readonly comment: string;
  readonly score?: number;
  readonly segment?: Segment;
  /** ISO 8601 in UTC, as the visitor's browser said. */
  readonly shownAt: string;
  readonly page?: string;
}

/** How responses are distributed, and what that amounts to. */
export interface Distribution extends Metric {
  /** Every point of the scale, also those that nobody chose. */
  readonly counts: Counts;
  /** How many responses ended so; they add up to all. A score followed by closing is `scored`. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** How many that ended `scored` or `answered` came with a comment. */
  readonly commented: number;
}

/** The responses with one value. */
export interface SplitValue extends Distribution {
  readonly value: string;
  /** The first and the last UTC day on which one of them was shown, such as `2026-11-21`. */
  readonly first: string;
  readonly last: string;
}

/** The responses of one interval. */
export interface TrendPoint extends Distribution {
  /** The UTC day on which it begins, such as `2026-11-21`. */
  readonly from: string;
}

/** A survey's responses apart by what they have in common. */
export interface SplitResult {
  /** Such as `device`, or `trait.plan`. */
  readonly by: string;
  /** The most frequent first. */
  readonly values: readonly SplitValue[];
  /** All further values together, and how many they are; left out where none is. */
  readonly others?: Distribution & { readonly values: number };
  /** Responses without a value; left out where there are none. */
  readonly without?: Distribution;
}

/**
 * What the prompts of one survey have brought on one scale: the collector answers it, the results page shows it. What
 * visitors opened themselves (trigger `show`) is in `opened` alone, what came in test mode in `test`; neither is in the
 * trend or the split.
 */
export interface SurveyResult extends Distribution {
  readonly site: string;
  readonly survey: string;
  readonly kind: Kind;
  readonly min: number;
  readonly max: number;
  /** Left out where nobody opened it. */
  readonly opened?: Distribution;
  /** How many responses in test mode there are, with or without a score. */
  readonly test: number;
  /** When one last came in, in any period: ISO 8601 in UTC, by the collector's clock. */
  readonly lastReceivedAt: string;
  /** The names of the traits that there are to filter and split by. */
  readonly traits: readonly string[];
  /** Newest first, of prompts and of what visitors opened. */
  readonly comments: readonly CommentResult[];
  readonly split?: SplitResult;
  /** Intervals without responses are left out; the earliest first. */
  readonly trend?: readonly TrendPoint[];
}
