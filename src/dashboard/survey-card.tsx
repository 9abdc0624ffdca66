import { fewestForScore } from '../metrics/display.ts';
import { ratesOf } from '../metrics/rates.ts';
import { summaryOf } from '../metrics/summary.ts';
import { topBoxOf } from '../metrics/top-box.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { Change } from './change.tsx';
import { Distribution } from './distribution.tsx';
import { kindNames, noFigure, type Format } from './format.ts';
import { formulas, scoreFormula } from './formulas.ts';
import { Hint } from './hint.tsx';
import { Shares } from './shares.tsx';
import type { SurveyPeriods } from './use-results.ts';

interface CardProps extends SurveyPeriods {
  /** Tells the cards of one page apart. */
  readonly id: string;
  /** Whether the question is another one than the standard. */
  readonly isModified: boolean;
  /** Whether only a part of the responses is looked at: then fewer than five answers are not shown one by one. */
  readonly isFiltered: boolean;
  readonly format: Format;
  readonly nowMs: number;
}

interface PartProps {
  readonly result: SurveyResult;
  readonly format: Format;
}

function Figures({ result: { kind, max, n, mean, counts, outcomes, commented }, format }: PartProps) {
  const { response, dismissal, comment, shown } = ratesOf(outcomes, commented);
  const { meanInterval, areAllEqual } = summaryOf(kind, max, counts);
  const isTold = n >= fewestForScore;
  const { percent: topBox } = topBoxOf(kind, max, counts);
  const spread = areAllEqual ? 'all answers equal' : meanInterval && format.means(meanInterval);
  const rows = [
    ['Responses', formulas.n, format.count(n), response && `of ${format.count(shown)} prompts`],
    ...(kind === 'csat'
      ? [['Top box', formulas.topBox, isTold ? format.percent(topBox) : noFigure, isTold && `chose ${max}`] as const]
      : []),
    ['Mean', formulas.mean, isTold ? format.mean(mean) : noFigure, isTold && spread],
    [
      'Response rate',
      formulas.response,
      format.percent(response?.percent),
      response ? `${format.count(shown - response.count)} without an answer` : n > 0 && 'answers only are reported',
    ],
    ['Dismissed', formulas.dismissal, format.percent(dismissal?.percent), dismissal && format.count(dismissal.count)],
    ['Comment rate', formulas.comment, format.percent(comment?.percent), comment && format.count(comment.count)],
  ] as const;
  return (
    <dl>
      {rows.map(([name, formula, value, more]) => (
        <div key={name}>
          <dt>
            <Hint text={formula}>{name}</Hint>
          </dt>
          <dd>
            <strong>{value}</strong> {more && <span class="quiet">{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Score({ now, before, format }: SurveyPeriods & { readonly format: Format }) {
  const { kind, max, n, counts } = now;
  const { display, score, interval } = summaryOf(kind, max, counts);
  const isTold = n >= fewestForScore;
  return (
    <div class={`score ${display}`}>
      <p>
        <Hint text={scoreFormula(kind, max)}>{kindNames[kind]}</Hint>{' '}
        <strong>{isTold ? format.score(kind, { n, ...(score !== undefined && { score }) }) : noFigure}</strong>
      </p>
      <p class="quiet">
        {isTold && interval ? format.range(kind, interval) : n ? 'fewer than five answers' : 'no answers'}
        {display === 'few' && ', too few to rely on'}
      </p>
      <p class="against">
        <Hint text={formulas.change}>Against the period before</Hint>{' '}
        <Change now={now} {...(before && { before })} format={format} />
      </p>
    </div>
  );
}

/** One survey on one scale: its score, what that is made of, and how many answered at all. */
export function SurveyCard({ now: result, before, id, isModified, isFiltered, format, nowMs }: CardProps) {
  const { site, survey, kind, min, max, n, test, lastReceivedAt } = result;
  const isHidden = isFiltered && n > 0 && n < fewestForScore;
  return (
    <section class="card survey" aria-labelledby={id}>
      <header>
        <h2 id={id} class="unseen">
          {survey} <span class="site">{site}</span>
        </h2>
        <p class="about">
          <span>
            {kindNames[kind]} {min}–{max}
          </span>
          {isModified && <span class="mark">modified question</span>}
          <span>
            last response{' '}
            <time dateTime={lastReceivedAt} title={format.date(lastReceivedAt)}>
              {format.ago(lastReceivedAt, nowMs)}
            </time>
          </span>
          {test > 0 && <span>{format.count(test)} in test mode, not counted</span>}
        </p>
      </header>
      {isHidden ? (
        <p class="quiet">Fewer than five answers meet these filters. They are not shown one by one.</p>
      ) : (
        <>
          <Score now={result} {...(before && { before })} format={format} />
          <Figures result={result} format={format} />
          <Shares result={result} format={format} />
          <Distribution result={result} format={format} />
        </>
      )}
    </section>
  );
}
