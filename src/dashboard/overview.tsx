import { ratesOf } from '../metrics/rates.ts';
import { summaryOf } from '../metrics/summary.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { Change } from './change.tsx';
import { kindNames, noFigure, type Format } from './format.ts';
import { Sparkline } from './sparkline.tsx';
import type { SurveyPeriods } from './use-results.ts';
import type { View } from './view.ts';
import { ViewLink } from './view-link.tsx';

interface OverviewProps {
  readonly surveys: readonly SurveyPeriods[];
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly format: Format;
}

/** A score with where the true one lies: “30, between 14 and 44”; greyed where so few answers hardly say anything. */
function Score({ result, format }: { readonly result: SurveyResult; readonly format: Format }) {
  const { kind, max, counts } = result;
  const { n, display, score, interval } = summaryOf(kind, max, counts);
  if (display === 'dash' || display === 'counts')
    return <span class="quiet">{n ? `${format.count(n)} so far` : noFigure}</span>;
  return (
    <span class={`value ${display}`}>
      <strong>{format.score(kind, { n, ...(score !== undefined && { score }) })}</strong>{' '}
      {interval && (
        <span class="quiet">
          {format.range(kind, interval)}
          {display === 'few' && ', too few'}
        </span>
      )}
    </span>
  );
}

function Row({ now, before, view, onView, format }: SurveyPeriods & Omit<OverviewProps, 'surveys'>) {
  const { site, survey, kind, min, max, n, outcomes, trend = [] } = now;
  const { response } = ratesOf(outcomes);
  const target: View = { ...view, of: { site, survey, kind, max } };
  return (
    <tr>
      <th scope="row">
        <ViewLink view={target} onView={onView}>
          {survey}
        </ViewLink>{' '}
        <span class="quiet">
          {kindNames[kind]} {min}–{max}
        </span>
      </th>
      <td class="of-score" data-label="Score">
        <Score result={now} format={format} />
      </td>
      <td data-label="Change">
        <Change now={now} {...(before && { before })} format={format} />
      </td>
      <td class="of-trend">
        <Sparkline kind={kind} trend={trend} />
      </td>
      <td class="figure" data-label="Responses">
        {format.count(n)}
      </td>
      <td class="figure" data-label="Response rate">
        {format.percent(response?.percent)}
      </td>
    </tr>
  );
}

/** All surveys, a table for each site and a row for each survey. */
export function Overview({ surveys, ...more }: OverviewProps) {
  const sites = [...new Set(surveys.map(({ now }) => now.site))];
  return (
    <div class="overview">
      {sites.map((site) => (
        <table key={site}>
          <caption>{site}</caption>
          <thead>
            <tr>
              <th scope="col">Survey</th>
              <th scope="col">Score</th>
              <th scope="col">
                Change <span class="unseen">against the period before</span>
              </th>
              <td />
              <th scope="col" class="figure">
                Responses
              </th>
              <th scope="col" class="figure">
                Response rate
              </th>
            </tr>
          </thead>
          <tbody>
            {surveys
              .filter(({ now }) => now.site === site)
              .map((periods) => (
                <Row
                  key={JSON.stringify([periods.now.survey, periods.now.kind, periods.now.max])}
                  {...periods}
                  {...more}
                />
              ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
