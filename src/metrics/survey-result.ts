import type { Kind, Segment } from '../core/kinds.ts';
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

/**
 * What one survey has brought on one scale: the collector answers it, the results page shows it. Responses in test
 * mode are in `test` alone.
 */
export interface SurveyResult extends Metric {
  readonly site: string;
  readonly survey: string;
  readonly kind: Kind;
  readonly min: number;
  readonly max: number;
  /** Every point of the scale, also those that nobody chose. */
  readonly counts: Counts;
  /** How many responses in test mode there are, with or without a score. */
  readonly test: number;
  /** ISO 8601 in UTC, by the collector's clock. */
  readonly lastReceivedAt: string;
  /** Newest first. */
  readonly comments: readonly CommentResult[];
}
