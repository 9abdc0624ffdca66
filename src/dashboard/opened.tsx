import { fewestForScore } from '../metrics/display.ts';
import { summaryOf } from '../metrics/summary.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { kindNames, type Format } from './format.ts';

/** What visitors opened themselves: who looks for the survey has a reason, so he is no sample of all. */
export function Opened({
  result: { kind, max, opened },
  format,
}: {
  readonly result: SurveyResult;
  readonly format: Format;
}) {
  if (!opened) return null;
  const { n, score, interval } = summaryOf(kind, max, opened.counts);
  return (
    <section class="card opened" aria-labelledby="opened">
      <h2 id="opened">Opened by visitors themselves</h2>
      <p>
        {format.count(n)} {n === 1 ? 'answer' : 'answers'}
        {n >= fewestForScore && interval && (
          <>
            , {kindNames[kind]} <strong>{format.score(kind, { n, ...(score !== undefined && { score }) })}</strong>,{' '}
            {format.range(kind, interval)}
          </>
        )}
        .{' '}
        <span class="quiet">
          They are in none of the figures above: who looks for the survey has a reason, and is no sample of all
          visitors.
        </span>
      </p>
    </section>
  );
}
