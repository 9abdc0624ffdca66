import { segmentOf } from '../core/kinds.ts';
import { pointsOf } from '../metrics/counts.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import type { Format } from './format.ts';

/** How often each score was chosen: a table whose rows are bars, one markup for eyes and screen readers. */
export function Distribution({ result, format }: { readonly result: SurveyResult; readonly format: Format }) {
  const { kind, max, n, counts } = result;
  const points = pointsOf(result);
  const most = Math.max(1, ...points.map((score) => counts[score] ?? 0));
  return (
    <table class="distribution">
      <caption>Scores</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Score</th>
          <th scope="col">Share</th>
          <th scope="col">Responses</th>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map((score) => {
          const count = counts[score] ?? 0;
          return (
            <tr key={score} class={count ? undefined : 'none'}>
              <th scope="row">{score}</th>
              <td class="bar">
                <svg aria-hidden="true" focusable="false">
                  <rect class={segmentOf(kind, max, score)} width={`${(100 * count) / most}%`} height="100%" rx="2" />
                </svg>
                <span class="unseen">{format.percent(n ? (100 * count) / n : undefined)}</span>
              </td>
              <td class="count">{format.count(count)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
