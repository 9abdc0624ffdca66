import { Comments } from './comments.tsx';
import { Download } from './download.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { Format } from './format.ts';
import { Notes } from './notes.tsx';
import { Opened } from './opened.tsx';
import { intervalOf, type Days } from './period.ts';
import { SplitTable } from './split-table.tsx';
import { SurveyCard } from './survey-card.tsx';
import { Trend } from './trend.tsx';
import type { SurveyPeriods } from './use-results.ts';
import type { Go } from './use-view.ts';
import type { Variants } from './variants.ts';
import type { SurveyKey, View } from './view.ts';
import { isModified } from './warnings.ts';

interface SurveyPageProps {
  readonly token: string;
  readonly view: View & { readonly of: SurveyKey };
  readonly onView: Go;
  /** Left out where nothing came in within the period. */
  readonly periods: SurveyPeriods | undefined;
  readonly variants: Variants;
  readonly days: Days;
  readonly format: Format;
  readonly nowMs: number;
}

function Nothing({ view }: { readonly view: View & { readonly of: SurveyKey } }) {
  const isFiltered = Object.keys(view.filters).length > 0;
  return (
    <section class="panel" aria-labelledby="none">
      <h2 id="none">No responses</h2>
      <p>
        {isFiltered
          ? 'No response in this period meets all of these filters.'
          : `Nobody was asked “${view.of.survey}” in this period. Choose a longer one above.`}
      </p>
    </section>
  );
}

/** One survey in a period, as far as the filters go. */
export function SurveyPage({ token, view, onView, periods, variants, days, format, nowMs }: SurveyPageProps) {
  const { filters } = view;
  const result = periods?.now;
  return (
    <>
      <div class="toolbar">
        <FilterBar
          token={token}
          view={view}
          onView={onView}
          traits={result?.traits ?? Object.keys(filters).flatMap((name) => name.split('trait.')[1] ?? [])}
          days={days}
          format={format}
        />
        <Download token={token} view={view} />
      </div>
      <Notes variants={variants} view={view} onView={onView} format={format} />
      {periods && result ? (
        <>
          <SurveyCard
            id="survey"
            {...periods}
            isModified={isModified(variants)}
            isFiltered={Object.keys(filters).length > 0}
            format={format}
            nowMs={nowMs}
          />
          <Trend token={token} result={result} days={days} interval={intervalOf(days)} format={format} nowMs={nowMs} />
          {result.split && <SplitTable result={result} split={result.split} format={format} />}
          <Opened result={result} format={format} />
          <Comments token={token} view={view} onView={onView} days={days} format={format} nowMs={nowMs} />
        </>
      ) : (
        <Nothing view={view} />
      )}
    </>
  );
}
