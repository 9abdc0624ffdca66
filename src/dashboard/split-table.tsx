import type { Facet } from '../core/facet.ts';
import { compare } from '../metrics/compare.ts';
import type { Counts } from '../metrics/counts.ts';
import { describeComparison } from '../metrics/describe-comparison.ts';
import { fewestForScore } from '../metrics/display.ts';
import type { Interval } from '../metrics/interval.ts';
import { ratesOf } from '../metrics/rates.ts';
import { summaryOf } from '../metrics/summary.ts';
import type { Distribution, SplitResult, SurveyResult } from '../metrics/survey-result.ts';
import { facetName, valueName } from './facet-names.ts';
import { kindNames, noFigure, type Format } from './format.ts';
import { domainOf, Range } from './range.tsx';

interface Row {
  readonly name: string;
  readonly found: Distribution;
}

/** The rows of a split as they are read: its values, then all further ones, then what has none. */
export function rowsOf(
  { values, others, without, by }: SplitResult,
  result: SurveyResult,
  format: Format,
): readonly Row[] {
  return [
    ...values.map((found) => ({ name: valueName(by as Facet, found.value, result.kind, format.locales), found })),
    ...(others ? [{ name: `${format.count(others.values)} more`, found: others }] : []),
    ...(without ? [{ name: 'Without', found: without }] : []),
  ];
}

/** What is left of `all` without `some`; never less than nothing, where a response came in between the two readings. */
export const restOf = (all: Counts, some: Counts): Counts =>
  Object.fromEntries(Object.entries(all).map(([score, n]) => [score, Math.max(0, n - (some[Number(score)] ?? 0))]));

function Verdict({ result, found }: { readonly result: SurveyResult; readonly found: Distribution }) {
  const { kind, max, counts } = result;
  const comparison = compare(kind, max, restOf(counts, found.counts), found.counts);
  if (comparison.verdict === 'none') return <span class="quiet">{noFigure}</span>;
  const words = { higher: '▲ higher', lower: '▼ lower', unclear: 'no clear difference' } as const;
  return (
    <span class={`change ${comparison.verdict}`} title={describeComparison(comparison).replace('change', 'difference')}>
      {comparison.verdict === 'unclear' ? (
        <span class="quiet">{words.unclear}</span>
      ) : (
        <strong>{words[comparison.verdict]}</strong>
      )}
    </span>
  );
}

interface CellsProps {
  readonly result: SurveyResult;
  readonly found: Distribution;
  readonly domain: Interval;
  readonly format: Format;
}

function Cells({ result, found, domain, format }: CellsProps) {
  const { kind, max } = result;
  // A handful of answers tells more of those who gave them than of the survey.
  if (found.n < fewestForScore)
    return (
      <>
        <td colSpan={3} class="quiet">
          {found.n ? 'fewer than five answers, not shown' : 'no answers'}
        </td>
        <td class="figure" data-label="Responses">
          {found.n ? 'under 5' : '0'}
        </td>
        <td class="figure" data-label="Response rate">
          {noFigure}
        </td>
      </>
    );
  const { score = 0, interval = domain, display } = summaryOf(kind, max, found.counts);
  return (
    <>
      <td class={`value ${display}`} data-label={kindNames[kind]}>
        <strong>{format.score(kind, { n: found.n, score })}</strong>{' '}
        <span class="quiet">{format.range(kind, interval)}</span>
      </td>
      <td class="of-range">
        <Range score={score} interval={interval} all={result.score ?? 0} domain={domain} />
      </td>
      <td data-label="Against the others">
        <Verdict result={result} found={found} />
      </td>
      <td class="figure" data-label="Responses">
        {format.count(found.n)}
      </td>
      <td class="figure" data-label="Response rate">
        {format.percent(ratesOf(found.outcomes).response?.percent)}
      </td>
    </>
  );
}

/** The scores of a survey apart by what its responses have in common; fewer than five answers are not shown. */
export function SplitTable({
  result,
  split,
  format,
}: {
  readonly result: SurveyResult;
  readonly split: SplitResult;
  readonly format: Format;
}) {
  const rows = rowsOf(split, result, format);
  const by = facetName(split.by as Facet);
  const { kind, max } = result;
  const domain = domainOf(rows.flatMap(({ found }) => summaryOf(kind, max, found.counts).interval ?? []));
  return (
    <section class="card split" aria-labelledby="split">
      <h2 id="split">By {split.by.startsWith('trait.') ? by : by.toLowerCase()}</h2>
      {rows.length === 0 ? (
        <p class="quiet">No response in this period says that.</p>
      ) : (
        <table aria-labelledby="split">
          <thead>
            <tr>
              <th scope="col">{by}</th>
              <th scope="col">{kindNames[result.kind]}</th>
              <td />
              <th scope="col">Against the others</th>
              <th scope="col" class="figure">
                Responses
              </th>
              <th scope="col" class="figure">
                Response rate
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, found }, index) => (
              <tr key={index}>
                <th scope="row">{name}</th>
                <Cells result={result} found={found} domain={domain} format={format} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
