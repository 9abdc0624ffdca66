import { ratesOf } from '../metrics/rates.ts';
import { summaryOf } from '../metrics/summary.ts';
import { Change } from './change.tsx';
import { Comments } from './comments.tsx';
import { Distribution } from './distribution.tsx';
import { kindNames, noFigure, type Format } from './format.ts';
import { Shares } from './shares.tsx';
import type { SurveyPeriods } from './use-results.ts';

interface CardProps extends SurveyPeriods {
  /** Tells the cards of one page apart. */
  readonly id: string;
  readonly format: Format;
  readonly nowMs: number;
}

/** One survey on one scale: its score with what it is made of, and what people said. */
export function SurveyCard({ now: result, before, id, format, nowMs }: CardProps) {
  const { site, survey, kind, min, max, n, mean, counts, outcomes, test, lastReceivedAt } = result;
  const { display, score, interval } = summaryOf(kind, max, counts);
  const { response, dismissal } = ratesOf(outcomes);
  const isScored = display !== 'dash' && display !== 'counts';
  return (
    <section class="card" aria-labelledby={id}>
      <header>
        <h2 id={id} class="unseen">
          {survey} <span class="site">{site}</span>
        </h2>
        <p class="about">
          <span>
            {kindNames[kind]} {min}–{max}
          </span>
          <span>
            last response{' '}
            <time dateTime={lastReceivedAt} title={format.date(lastReceivedAt)}>
              {format.ago(lastReceivedAt, nowMs)}
            </time>
          </span>
          {test > 0 && <span>{format.count(test)} in test mode, not counted</span>}
        </p>
      </header>
      <div class="figures">
        <div class={`score ${display}`}>
          <p>
            <span class="label">{kindNames[kind]}</span>{' '}
            <strong>{isScored ? format.score(kind, { n, ...(score !== undefined && { score }) }) : noFigure}</strong>
          </p>
          <p class="quiet">
            {isScored && interval
              ? `between ${format.bound(kind, interval.low)} and ${format.bound(kind, interval.high)}`
              : 'fewer than five answers'}
          </p>
        </div>
        <p class="against">
          <span class="label">Against the period before</span>{' '}
          <Change now={result} {...(before && { before })} format={format} />
        </p>
        <dl>
          <div>
            <dt>Responses</dt>
            <dd>{format.count(n)}</dd>
          </div>
          <div>
            <dt>Mean</dt>
            <dd>{format.mean(mean)}</dd>
          </div>
          <div>
            <dt>Response rate</dt>
            <dd>{format.percent(response?.percent)}</dd>
          </div>
          <div>
            <dt>Dismissed</dt>
            <dd>{format.percent(dismissal?.percent)}</dd>
          </div>
        </dl>
        <Shares result={result} format={format} />
      </div>
      <Distribution result={result} format={format} />
      <Comments result={result} format={format} nowMs={nowMs} />
    </section>
  );
}
