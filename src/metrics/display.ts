import { requireCount } from './require-number.ts';

/**
 * What so many answers are good for: `dash`, a dash and never 0; `counts`, how often each score was chosen and no
 * score; `few`, the score in grey as “too few”, with its range; `range`, the score with its range; `normal`, anything.
 */
export type Display = 'dash' | 'counts' | 'few' | 'range' | 'normal';

/** The fewest answers that a score is shown of. */
export const fewestForScore = 5;

/** How to display the score of `n` answers: from 1 on `counts`, from 5 `few`, from 10 `range`, from 30 `normal`. */
export function displayOf(n: number): Display {
  requireCount('n', n);
  if (n === 0) return 'dash';
  if (n < fewestForScore) return 'counts';
  return n < 10 ? 'few' : n < 30 ? 'range' : 'normal';
}
