import type uPlot from 'uplot';
import type { Kind } from '../core/kinds.ts';
import type { Interval } from '../core/trend-interval.ts';
import { drawMarks, drawLoneRanges, type ChartMark, type ReadColor } from './chart-marks.ts';
import type { Format } from './format.ts';
import { axisOf, labelledOf, type TrendRow } from './trend-rows.ts';

/** What a chart shows. */
export interface ChartContent {
  readonly kind: Kind;
  readonly interval: Interval;
  readonly rows: readonly TrendRow[];
  readonly marks: readonly ChartMark[];
  readonly format: Format;
}

const font = '12px system-ui, sans-serif';
const height = 300;
/** Of the plot, at its foot: the bars that count responses, and with some air the strip that the line stays out of. */
const [barsShare, stripShare] = [0.16, 0.22];

const sparse = (rows: readonly TrendRow[], pick: (row: TrendRow, index: number) => number | undefined) =>
  rows.map((row, index) => pick(row, index) ?? null);

/** The series of a chart: time; responses; score; what is not over yet; both ends of the range; scores of few answers. */
export function seriesOf(rows: readonly TrendRow[]): uPlot.AlignedData {
  const openFrom = rows.findIndex(({ isOpen }) => isOpen);
  // What is not over yet is joined to what was before.
  const isDashed = (index: number): boolean => openFrom >= 0 && index >= openFrom - 1;
  return [
    rows.map(({ atMs }) => atMs / 1000),
    rows.map(({ n }) => n),
    sparse(rows, ({ score, isOpen }) => (isOpen ? undefined : score)),
    sparse(rows, ({ score }, index) => (isDashed(index) ? score : undefined)),
    sparse(rows, ({ interval }) => interval?.low),
    sparse(rows, ({ interval }) => interval?.high),
    sparse(rows, ({ score, display }) => (display === 'few' ? score : undefined)),
  ];
}

/** The series that are lines: only these have a ring where the pointer is. */
const isLine = (series: number): boolean => series === 2 || series === 3;

const noLine = { points: { show: false } };

function styleSeries(color: ReadColor, bars: uPlot.Series.PathBuilder | undefined): uPlot.Series[] {
  const accent = color('--accent');
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

/** The time axis: where an interval begins, and its year where that is another than at the label before. */
export function timeLabels({ rows, interval, format }: ChartContent, indices: readonly number[]): readonly string[] {
  const years = new Set(rows.map(({ days }) => days.from.slice(0, 4)));
  return indices.map((index, at) => {
    const day = rows[index]?.days.from ?? '';
    const year = day.slice(0, 4);
    const isNew = years.size > 1 && year !== rows[indices[at - 1] ?? -1]?.days.from.slice(0, 4);
    return `${format.tick(day, interval)}${isNew ? `\n${year}` : ''}`;
  });
}

function axesOf(content: ChartContent, color: ReadColor, low: number): uPlot.Axis[] {
  const { kind, rows, format } = content;
  const times = rows.map(({ atMs }) => atMs / 1000);
  const axis = { stroke: color('--quiet'), font, ticks: { show: false } };
  // The strip of the bars has no scores.
  const filter: uPlot.Axis.Filter = (_, splits) => splits.map((value) => (value < low ? null : value));
  return [
    {
      ...axis,
      size: (_, labels) => (labels?.some((label) => label.includes('\n')) ? 40 : 26),
      grid: { show: false },
      splits: (chart) => labelledOf(rows.length, chart.width - 80, 72).map((index) => times[index] ?? 0),
      values: (_, splits) => [
        ...timeLabels(
          content,
          splits.map((at) => times.indexOf(at)),
        ),
      ],
    },
    {
      ...axis,
      size: 56,
      filter,
      grid: { stroke: color('--grid'), width: 1, filter },
      values: (_, splits) =>
        splits.map((value) => (value === null ? '' : kind === 'nps' ? format.signed(value) : format.percent(value))),
    },
  ];
}

/** How the chart of a trend is drawn in the colours of the page; `bars` makes the paths of bars. */
export function chartOptions(
  content: ChartContent,
  color: ReadColor,
  width: number,
  bars: uPlot.Series.PathBuilder | undefined,
): uPlot.Options {
  const { kind, rows, marks } = content;
  const times = rows.map(({ atMs }) => atMs / 1000);
  const step = (times[1] ?? 0) - (times[0] ?? 0) || 86_400;
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const [low, high] = axisOf(kind, rows);
  const most = Math.max(1, ...rows.map(({ n }) => n));
  return {
    width,
    height,
    legend: { show: false },
    padding: [8, 24, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: (_, series) => (isLine(series) ? 10 : 0), width: (_, series) => (isLine(series) ? 2 : 0) },
    },
    scales: {
      x: { time: false, range: [first - step / 2, last + step / 2] },
      y: { range: [high - (high - low) / (1 - stripShare), high] },
      n: { range: [0, most / barsShare] },
    },
    axes: axesOf(content, color, low),
    series: styleSeries(color, bars),
    bands: [{ series: [5, 4], fill: color('--band') }],
    hooks: {
      drawAxes: [(chart) => drawLoneRanges(chart, rows, color)],
      draw: [(chart) => drawMarks(chart, marks, color)],
    },
  };
}
