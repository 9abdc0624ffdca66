import type { Format } from './format.ts';
import { SurveyCard } from './survey-card.tsx';
import type { SurveyPeriods } from './use-results.ts';
import type { SurveyKey } from './view.ts';

interface SurveyPageProps {
  readonly of: SurveyKey;
  /** Left out where nothing came in within the period. */
  readonly periods: SurveyPeriods | undefined;
  readonly format: Format;
  readonly nowMs: number;
}

/** One survey in a period. */
export function SurveyPage({ of, periods, format, nowMs }: SurveyPageProps) {
  if (!periods)
    return (
      <section class="panel" aria-labelledby="none">
        <h2 id="none">No responses</h2>
        <p>Nobody was asked “{of.survey}” in this period. Choose a longer one above.</p>
      </section>
    );
  return <SurveyCard id="survey" {...periods} format={format} nowMs={nowMs} />;
}
