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

interface Mounted {
  /** Stands at an interval, or at none. */
  readonly point: (index: number | undefined) => void;
  readonly destroy: () => void;
}

/** A chart in a box, as wide as that is, in the colours that the page has now. */
function mountChart(
  box: HTMLElement,
  content: ChartContent,
  chosen: number | undefined,
  onChosen: ChartProps['onChosen'],
): Mounted {
  const style = getComputedStyle(box);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const bars = uPlot.paths.bars?.({ size: [0.64, 32] });
  const options = chartOptions(content, color, box.clientWidth, bars);
  const point = (chart: uPlot, index: number | undefined): void => {
    const { cursor } = chart;
    if ((cursor.idx ?? undefined) === index) return;
    const at = index === undefined ? undefined : content.rows[index]?.atMs;
    // Outside of the plot there is nothing to point at.
    chart.setCursor({ left: at === undefined ? -10 : chart.valToPos(at / 1000, 'x'), top: at ? 0 : -10 }, false);
  };
  const chart = new uPlot(
    {
      ...options,
      hooks: {
        ...options.hooks,
        ready: [(ready) => point(ready, chosen)],
        // What it tells of its cursor before it is ready is its own setting up.
        setCursor: [({ cursor, status }) => status === 1 && onChosen(cursor.idx ?? undefined)],
      },
    },
    seriesOf(content.rows),
    box,
  );
  const observer = new ResizeObserver(() => {
    const { clientWidth: width } = box;
    if (width > 0 && width !== chart.width) chart.setSize({ width, height: chart.height });
  });
  observer.observe(box);
  return {
    point: (index) => point(chart, index),
    destroy: () => {
      observer.disconnect();
      chart.destroy();
    },
  };
}

/** A trend as a picture: its line, its range, its marks, and how many responses there were. The table beside it says the same. */
export function Chart({ content, chosen, onChosen }: ChartProps) {
  const boxRef = useRef<HTMLDivElement>(null);
  const mountedRef = useRef<Mounted | undefined>(undefined);
  const chosenRef = useRef(chosen);
  useEffect(() => {
    chosenRef.current = chosen;
    mountedRef.current?.point(chosen);
  }, [chosen]);
  // Colours come from the style sheet, so the picture is drawn anew when that looks different.
  const look = useLook();
  useEffect(() => {
    const box = boxRef.current;
    if (!box) return undefined;
    const end = new AbortController();
    const draw = (): void => {
      mountedRef.current?.destroy();
      mountedRef.current = mountChart(box, content, chosenRef.current, onChosen);
    };
    draw();
    // Nothing that comes later than these events is printed.
    for (const type of ['beforeprint', 'afterprint']) addEventListener(type, draw, { signal: end.signal });
    return () => {
      end.abort();
      mountedRef.current?.destroy();
      mountedRef.current = undefined;
    };
  }, [content, look, onChosen]);
  return <div ref={boxRef} class="chart" aria-hidden="true" />;
}
