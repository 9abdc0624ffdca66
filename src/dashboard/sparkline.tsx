import type { Kind } from '../core/kinds.ts';
import { fewestForScore } from '../metrics/display.ts';
import type { TrendPoint } from '../metrics/survey-result.ts';

const [width, height, margin] = [120, 32, 3];

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where the points of a line lie in its picture: over time from left to right, and over the scores that there are. A point of
 * fewer than five answers says nothing, and is left out.
 */
export function placePoints(kind: Kind, trend: readonly TrendPoint[]): readonly Point[] {
  const told = trend.filter(({ n }) => n >= fewestForScore);
  const scores = told.map(({ score = 0 }) => score);
  // So that a change of a point or two does not look like a cliff.
  const least = kind === 'nps' ? 20 : 10;
  const middle = (Math.min(...scores) + Math.max(...scores)) / 2;
  const half = Math.max(least, Math.max(...scores) - Math.min(...scores)) / 2;
  const times = told.map(({ from }) => Date.parse(from));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return told.map(({ score = 0 }, index) => ({
    x: margin + ((width - 2 * margin) * ((times[index] ?? 0) - first)) / Math.max(1, last - first),
    y: margin + ((height - 2 * margin) * (middle + half - score)) / (2 * half),
  }));
}

const printPoint = ({ x, y }: Point): string => `${x.toFixed(1)},${y.toFixed(1)}`;

/** How the score went, in the size of a word. The figures beside it say the same. */
export function Sparkline({ kind, trend }: { readonly kind: Kind; readonly trend: readonly TrendPoint[] }) {
  const points = placePoints(kind, trend);
  const last = points.at(-1);
  if (!last || points.length < 2) return null;
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <polyline points={points.map(printPoint).join(' ')} />
      <circle cx={last.x.toFixed(1)} cy={last.y.toFixed(1)} r="2.5" />
    </svg>
  );
}
