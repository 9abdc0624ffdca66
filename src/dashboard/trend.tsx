import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Interval } from '../core/trend-interval.ts';
import { ratesOf } from '../metrics/rates.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { Annotations } from './annotations.tsx';
import { Chart } from './chart.tsx';
import { kindNames, noFigure, type Format } from './format.ts';
import type { Days } from './period.ts';
import { trendRowsOf, type TrendRow } from './trend-rows.ts';
import { nameOf, scoreText, tellRow } from './trend-words.ts';
import { useAnnotations } from './use-annotations.ts';

interface TrendProps {
  readonly token: string;
  readonly result: SurveyResult;
  readonly days: Days;
  readonly interval: Interval;
  readonly format: Format;
  readonly nowMs: number;
}

interface RowProps {
  readonly row: TrendRow;
  readonly result: SurveyResult;
  readonly format: Format;
}

function Row({ row, result, format }: RowProps) {
  const rates = row.outcomes && ratesOf(row.outcomes);
  return (
    <tr>
      <th scope="row">{nameOf(row, format)}</th>
      <td>{scoreText(row, result.kind, format)}</td>
      <td>{row.interval ? format.range(result.kind, row.interval) : noFigure}</td>
      <td class="figure">{format.count(row.n)}</td>
      <td class="figure">{format.percent(rates?.response?.percent)}</td>
    </tr>
  );
}

interface TableProps extends Omit<RowProps, 'row'> {
  readonly rows: readonly TrendRow[];
}

function Table({ rows, result, format }: TableProps) {
  return (
    <details class="figures-table">
      <summary>Show as a table</summary>
      <div class="scroll" tabIndex={0} role="group" aria-label="Score over time as a table">
        <table aria-label="Score over time">
          <thead>
            <tr>
              <th scope="col">Days</th>
              <th scope="col">{kindNames[result.kind]}</th>
              <th scope="col">Range</th>
              <th scope="col" class="figure">
                Responses
              </th>
              <th scope="col" class="figure">
                Response rate
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map((row) => (
              <Row key={row.days.from} row={row} result={result} format={format} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** How the score went: as a picture that one goes through by pointer or keyboard, with its marks, and as a table. */
export function Trend({ token, result, days, interval, format, nowMs }: TrendProps) {
  const rows = useMemo(() => trendRowsOf(result, days, interval, nowMs), [result, days, interval, nowMs]);
  const notes = useAnnotations(token, result.site, days.from, days.to);
  const [chosen, setChosen] = useState<number>();
  const choose = useCallback((index: number | undefined) => setChosen(index), []);
  const { annotations } = notes;
  const content = useMemo(
    () => ({
      kind: result.kind,
      interval,
      rows,
      marks: annotations.map(({ at }, index) => ({ atMs: Date.parse(at), number: index + 1 })),
      format,
    }),
    [result.kind, interval, rows, annotations, format],
  );
  const row = chosen === undefined ? undefined : rows[chosen];
  const said = row && tellRow(row, result.kind, format);
  return (
    <section class="card trend" aria-labelledby="trend">
      <h2 id="trend">Score over time</h2>
      <p class="readout">
        {said ?? (
          <span class="quiet">
            {`The line is the ${kindNames[result.kind]} of each ${interval}, the band its 95 % range, bars count answers.`}
          </span>
        )}
      </p>
      <div class="stage">
        <Chart content={content} chosen={chosen} onChosen={choose} />
        <input
          type="range"
          class="walk"
          aria-label={`Go through the score by ${interval}`}
          aria-valuetext={said ?? 'Nothing chosen'}
          min={0}
          max={Math.max(0, rows.length - 1)}
          value={chosen ?? rows.length - 1}
          onInput={({ currentTarget }) => setChosen(Number(currentTarget.value))}
          onFocus={({ currentTarget }) => setChosen(Number(currentTarget.value))}
          onBlur={() => setChosen(undefined)}
        />
      </div>
      <Annotations {...notes} site={result.site} days={days} format={format} nowMs={nowMs} />
      <Table rows={rows} result={result} format={format} />
    </section>
  );
}
