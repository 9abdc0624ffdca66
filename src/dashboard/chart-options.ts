import uPlot from 'uplot';
import type { Kind } from '../core/kinds.ts';
import type { Format } from './format.ts';
import { axisOf, labelledOf, type TrendRow } from './trend-rows.ts';

/** A mark on the time axis, by the number that the list below the chart has for it. */
export interface ChartMark {
  readonly atMs: number;
  readonly number: number;
}

/** What a chart shows. */
export interface ChartContent {
  readonly kind: Kind;
  readonly rows: readonly TrendRow[];
  readonly marks: readonly ChartMark[];
  readonly format: Format;
}

/** The colours of the page, by the name of their custom property. */
export type ReadColor = (name: string) => string;

const font = '12px system-ui, sans-serif';
const height = 280;
/** Of the chart, for the bars that count responses: they must not cover the line. */
const barsShare = 6;
const numberRadius = 8;

const sparse = (rows: readonly TrendRow[], pick: (row: TrendRow, index: number) => number | undefined) =>
  rows.map((row, index) => pick(row, index) ?? null);

/** The series of a chart: time; responses; score; what is not over yet; both ends of the range; scores of few answers. */
export function seriesOf(rows: readonly TrendRow[]): uPlot.AlignedData {
  const openFrom = rows.findIndex(({ isOpen }) => isOpen);
  const isBeforeOpen = (index: number): boolean => openFrom > 0 && index >= openFrom - 1;
  return [
    rows.map(({ atMs }) => atMs / 1000),
    rows.map(({ n }) => n),
    sparse(rows, ({ score, isOpen }) => (isOpen ? undefined : score)),
    sparse(rows, ({ score }, index) => (isBeforeOpen(index) ? score : undefined)),
    sparse(rows, ({ interval }) => interval?.low),
    sparse(rows, ({ interval }) => interval?.high),
    sparse(rows, ({ score, display }) => (display === 'few' ? score : undefined)),
  ];
}

/** A dashed line at each mark, with its number; numbers of one place stand below each other. */
function drawMarks(chart: uPlot, marks: readonly ChartMark[], color: ReadColor): void {
  const { ctx, bbox } = chart;
  const ratio = uPlot.pxRatio;
  const taken: number[] = [];
  ctx.save();
  ctx.strokeStyle = color('--quiet');
  ctx.lineWidth = ratio;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = `600 ${11 * ratio}px system-ui, sans-serif`;
  for (const { atMs, number } of marks) {
    const x = Math.round(chart.valToPos(atMs / 1000, 'x', true));
    const radius = numberRadius * ratio;
    const row = taken.filter((other) => Math.abs(other - x) < 2 * radius).length;
    taken.push(x);
    const y = bbox.top + radius * (1 + 2.25 * row);
    ctx.setLineDash([4 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = color('--text');
    ctx.fill();
    ctx.fillStyle = color('--card');
    ctx.fillText(String(number), x, y);
  }
  ctx.restore();
}

const noLine = { points: { show: false } };

function styleSeries(color: ReadColor): uPlot.Series[] {
  const accent = color('--accent');
  const bars = uPlot.paths.bars?.({ size: [0.64, 32] });
  const points = { show: true, size: 6, width: 0, fill: accent };
  return [
    {},
    { ...noLine, scale: 'n', fill: color('--bars'), width: 0, ...(bars && { paths: bars }) },
    { stroke: accent, width: 2, points },
    { stroke: accent, width: 2, dash: [4, 4], points },
    { ...noLine, width: 0 },
    { ...noLine, width: 0 },
    { paths: () => null, points: { ...points, size: 8, width: 2, stroke: accent, fill: color('--card') } },
  ];
}

/** How the chart of a trend is drawn in the colours of the page. */
export function chartOptions(content: ChartContent, color: ReadColor, width: number): uPlot.Options {
  const { kind, rows, marks, format } = content;
  const times = rows.map(({ atMs }) => atMs / 1000);
  const step = (times[1] ?? 0) - (times[0] ?? 0) || 86_400;
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const [low, high] = axisOf(kind, rows);
  const most = Math.max(1, ...rows.map(({ n }) => n));
  const axis = { stroke: color('--quiet'), font, ticks: { show: false } };
  return {
    width,
    height,
    legend: { show: false },
    padding: [8, 24, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 10, width: 2 } },
    scales: {
      x: { time: false, range: [first - step / 2, last + step / 2] },
      y: { range: [low, high] },
      n: { range: [0, most * barsShare] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        splits: (chart) => labelledOf(rows.length, chart.width - 80, 72).map((index) => times[index] ?? 0),
        values: (_, splits) => splits.map((at) => format.tick(rows[times.indexOf(at)]?.days.from ?? '')),
      },
      {
        ...axis,
        size: 56,
        grid: { stroke: color('--line'), width: 1 },
        values: (_, splits) => splits.map((value) => (kind === 'nps' ? format.signed(value) : format.percent(value))),
      },
    ],
    series: styleSeries(color),
    bands: [{ series: [5, 4], fill: color('--band') }],
    hooks: { draw: [(chart) => drawMarks(chart, marks, color)] },
  };
}
