import { outcomes as allOutcomes, type Outcome } from '../core/response.ts';
import { requireCount, requireNumber } from './require-number.ts';
import { shareOf, type Share } from './share.ts';

/** What became of prompts, each rate with its Wilson interval. No single one of them measures fatigue. */
export interface Rates {
  /** Prompts that were seen: half of the card for a second. */
  readonly shown: number;
  /** Prompts that got a score. */
  readonly answered: number;
  /**
   * Answered of shown. Left out, as is the dismissal rate, where every prompt was answered: so it looks where a page
   * reports nothing but answers (`data-report="responses"`), and 100 % would be made up.
   */
  readonly response?: Share;
  /** Closed without a score, or “Don’t ask again”, of shown. Put off or ignored is not dismissed. */
  readonly dismissal?: Share;
  /** With a comment, of answered; left out where it was not said how many comments there are. */
  readonly comment?: Share;
}

/**
 * The rates of prompts by how they ended, each counted once, and of `comments` among those answered. Throws a
 * RangeError that names the outcome or `comments` where a count is negative, fractional or not a number, or there are
 * more comments than answers.
 */
export function ratesOf(outcomes: Readonly<Partial<Record<Outcome, number>>>, comments?: number): Rates {
  for (const outcome of allOutcomes) requireCount(`outcomes.${outcome}`, outcomes[outcome] ?? 0);
  const count = (...those: readonly Outcome[]): number =>
    those.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0);
  const shown = count(...allOutcomes);
  const answered = count('scored', 'answered');
  if (comments !== undefined) {
    requireCount('comments', comments);
    requireNumber('comments', comments, 0, answered);
  }
  return {
    shown,
    answered,
    ...(answered < shown && {
      response: shareOf(answered, shown),
      dismissal: shareOf(count('dismissed', 'never'), shown),
    }),
    ...(comments !== undefined && answered > 0 && { comment: shareOf(comments, answered) }),
  };
}
