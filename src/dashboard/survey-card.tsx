import type { SurveyResult } from '../metrics/survey-result.ts';
import { Comments } from './comments.tsx';
import { Distribution } from './distribution.tsx';
import { kindNames, type Format } from './format.ts';
import { Shares } from './shares.tsx';

interface CardProps {
  readonly result: SurveyResult;
  /** Tells the cards of one page apart. */
  readonly id: string;
  readonly format: Format;
  readonly nowMs: number;
}

/** One survey on one scale: its score with what it is made of, and what people said. */
export function SurveyCard({ result, id, format, nowMs }: CardProps) {
  const { site, survey, kind, min, max, n, mean, test, lastReceivedAt } = result;
  return (
    <section class="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>
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
        <p class="score">
          <span class="label">{kindNames[kind]}</span> <strong>{format.score(kind, result)}</strong>
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
        </dl>
        <Shares result={result} format={format} />
      </div>
      <Distribution result={result} format={format} />
      <Comments result={result} format={format} nowMs={nowMs} />
    </section>
  );
}
