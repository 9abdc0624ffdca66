import type { h as createElement, JSX } from 'preact';
import type { Shape } from '../core/response.ts';

const star =
  'M12 2.6l2.4 5.6q.4.9 1.4 1l5.9.6-4.5 4.1q-.7.7-.5 1.6l1.3 5.8-5.1-3.1q-.9-.5-1.8 0l-5.1 3.1 1.3-5.8q.2-.9-.5-1.6L2.3 9.8l5.9-.6q1-.1 1.4-1z';

/** Two eyes, and a mouth from a frown at -1 over a line at 0 to a smile at 1. */
function face(mood: number): string {
  const y = (deep: number): string => (15.4 + deep * mood).toFixed(2);
  return `M9 8.8v1.2m6-1.2v1.2M7.8 ${y(-1.5)}Q12 ${y(4.5)} 16.2 ${y(-1.5)}`;
}

/** What a point of the scale shows in place of its number: faces at even distances from sad to happy, or all the same star. */
export const makePicture =
  (h: typeof createElement, shape: Shape) =>
  (score: number, max: number, chosen = 0): JSX.Element =>
    h(
      'svg',
      { viewBox: '0 0 24 24', 'aria-hidden': 'true', class: score <= chosen ? 'counted' : '' },
      shape === 'smileys' && h('circle', { cx: 12, cy: 12, r: 10 }),
      h('path', { d: shape === 'smileys' ? face((2 * (score - 1)) / (max - 1) - 1) : star }),
    );
