import { segmentOf, segments, type Segment } from '../core/kinds.ts';
import { pointsOf } from '../metrics/counts.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { segmentName, type Format } from './format.ts';

const countOf = (result: SurveyResult, segment: Segment): number =>
  pointsOf(result)
    .filter((score) => segmentOf(result.kind, result.max, score) === segment)
    .reduce((sum, score) => sum + (result.counts[score] ?? 0), 0);

const startOf = ({ shares }: SurveyResult, segment: Segment): number =>
  segments.slice(0, segments.indexOf(segment)).reduce((sum, before) => sum + (shares?.[before] ?? 0), 0);

/** The three shares as one bar, with the same in words below it. */
export function Shares({ result, format }: { readonly result: SurveyResult; readonly format: Format }) {
  const { kind, shares } = result;
  return (
    <div class="shares">
      <svg class="stack" aria-hidden="true" focusable="false">
        {segments.map((segment) => (
          <rect
            key={segment}
            class={segment}
            x={`${startOf(result, segment)}%`}
            width={`${shares?.[segment] ?? 0}%`}
            height="100%"
          />
        ))}
      </svg>
      <ul>
        {segments.map((segment) => (
          <li key={segment}>
            <span class={`dot ${segment}`} />
            <span class="name">{segmentName(kind, segment)}</span>
            <span class="count">{format.count(countOf(result, segment))}</span>
            <strong>{format.percent(shares?.[segment])}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
