import type { Kind } from '../core/kinds.ts';

const boxes: Readonly<Record<string, string>> = {
  'csat 3': '3',
  'csat 5': '4 and 5',
  'csat 7': '6 and 7',
  'ces 5': '4 and 5',
  'ces 7': '5 to 7',
};

/** How the score of a kind is made of the scores that were chosen, and its interval. */
export const scoreFormula = (kind: Kind, max: number): string =>
  kind === 'nps'
    ? 'Share of 9 and 10 minus share of 0 to 6, in points from −100 to +100. Interval: 95 %, adjusted Wald.'
    : `Share of ${boxes[`${kind} ${max}`]} among all answers. Interval: 95 %, Wilson.`;

/** How the other figures are made. */
export const formulas = {
  n: 'Prompts that got a score. What visitors opened themselves and test mode are counted apart.',
  topBox: 'Share of the highest point alone: merely satisfied is a low bar.',
  mean: 'Sum of the scores divided by their number. Interval: 95 %, Student’s t.',
  response: 'Prompts with a score, of all that were seen: half of the card for one second.',
  dismissal: 'Closed without a score, or “Don’t ask again”, of all prompts that were seen.',
  comment: 'Scores with a comment, of all scores.',
  change:
    'Against as many days just before. Clear: p below 0.05, and a 95 % interval without 0. It holds for different ' +
    'people in both periods.',
} as const;
