// What the chart of a trend draws besides its series.
import type uPlot from 'uplot';
import { loneOf, rowsOfMarks, type TrendRow } from './trend-rows.ts';

/** A mark on the time axis, by the number that the list below the chart has for it. */
export interface ChartMark {
  readonly atMs: number;
  readonly number: number;
}

/** The colours of the page, by the name of their custom property. */
export type ReadColor = (name: string) => string;

// In CSS pixels.
const numberSize = 16;
const rowHeight = 18;
const rangeWidth = 12;

const ratioOf = ({ bbox, over }: uPlot): number => bbox.width / over.clientWidth || 1;

/** The ranges that have no neighbour, as a column each: a band needs two ends. */
export function drawLoneRanges(chart: uPlot, rows: readonly TrendRow[], color: ReadColor): void {
  const { ctx } = chart;
  const width = rangeWidth * ratioOf(chart);
  ctx.save();
  ctx.fillStyle = color('--band');
  for (const index of loneOf(rows)) {
    const { atMs = 0, interval } = rows[index] ?? {};
    if (!interval) continue;
    const x = chart.valToPos(atMs / 1000, 'x', true);
    const [top, bottom] = [interval.high, interval.low].map((end) => chart.valToPos(end, 'y', true));
    ctx.fillRect(x - width / 2, top ?? 0, width, (bottom ?? 0) - (top ?? 0));
  }
  ctx.restore();
}

/** A dashed line at each mark, with its number; numbers of one place stand below each other. */
export function drawMarks(chart: uPlot, marks: readonly ChartMark[], color: ReadColor): void {
  const { ctx, bbox } = chart;
  const ratio = ratioOf(chart);
  const places = marks.map(({ atMs }) => Math.round(chart.valToPos(atMs / 1000, 'x', true)));
  const rows = rowsOfMarks(places, numberSize * ratio);
  const radius = (numberSize / 2) * ratio;
  const drawn = marks.map(({ number }, index) => ({
    number,
    x: places[index] ?? 0,
    y: bbox.top + radius + rowHeight * ratio * (rows[index] ?? 0),
  }));
  ctx.save();
  ctx.strokeStyle = color('--quiet');
  ctx.lineWidth = ratio;
  ctx.setLineDash([4 * ratio, 4 * ratio]);
  for (const { x, y } of drawn) {
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  // After all lines, so that none of them crosses a number.
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = `600 ${11 * ratio}px system-ui, sans-serif`;
  for (const { x, y, number } of drawn) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = color('--text');
    ctx.fill();
    ctx.fillStyle = color('--card');
    ctx.fillText(String(number), x, y);
  }
  ctx.restore();
}
