import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { chartOptions, seriesOf, type ChartContent } from './chart-options.ts';
import { useLook } from './use-look.ts';

interface ChartProps {
  readonly content: ChartContent;
  /** The interval that is pointed at, by its index. */
  readonly chosen: number | undefined;
  readonly onChosen: (index: number | undefined) => void;
}

/** A chart in a box, as wide as that is; `destroy` takes it down. */
function mountChart(
  box: HTMLElement,
  content: ChartContent,
  onChosen: (index: number | undefined) => void,
): { readonly chart: uPlot; readonly destroy: () => void } {
  const style = getComputedStyle(box);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const options = chartOptions(content, color, box.clientWidth);
  const chart = new uPlot(
    { ...options, hooks: { ...options.hooks, setCursor: [({ cursor }) => onChosen(cursor.idx ?? undefined)] } },
    seriesOf(content.rows),
    box,
  );
  const fit = (width = box.clientWidth): void => {
    if (width > 0 && width !== chart.width) chart.setSize({ width, height: chart.height });
  };
  const observer = new ResizeObserver(() => fit());
  observer.observe(box);
  return {
    chart,
    destroy: () => {
      observer.disconnect();
      chart.destroy();
    },
  };
}

/** A trend as a picture: its line, its range, its marks, and how many responses there were. The table beside it says the same. */
export function Chart({ content, chosen, onChosen }: ChartProps) {
  const boxRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<uPlot | undefined>(undefined);
  // Colours come from the style sheet, so the picture is drawn anew when that looks different.
  const look = useLook();
  useEffect(() => {
    const box = boxRef.current;
    if (!box) return undefined;
    const { chart, destroy } = mountChart(box, content, onChosen);
    chartRef.current = chart;
    return destroy;
  }, [content, look, onChosen]);
  useEffect(() => {
    const chart = chartRef.current;
    const at = chosen === undefined ? undefined : content.rows[chosen]?.atMs;
    if (!chart || at === undefined || chart.cursor.idx === chosen) return;
    chart.setCursor({ left: chart.valToPos(at / 1000, 'x'), top: 0 }, false);
  }, [chosen, content]);
  return <div ref={boxRef} class="chart" aria-hidden="true" />;
}
