import { useCallback, useState } from 'preact/hooks';
import type { Format } from './format.ts';
import { NoResponses } from './no-responses.tsx';
import { Notice } from './notice.tsx';
import { Overview } from './overview.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { SignIn } from './sign-in.tsx';
import { SurveyPage } from './survey-page.tsx';
import { useResults, type Known } from './use-results.ts';
import { useToken } from './use-token.ts';
import { useView } from './use-view.ts';
import { overview, printView, type View } from './view.ts';

interface ShownProps {
  readonly known: Known;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly format: Format;
}

/** What the view asks for, as soon as it is known. */
function Shown({ known: { surveys, days, readAtMs }, view, onView, format }: ShownProps) {
  if (!surveys || !days || readAtMs === undefined) return null;
  const { of } = view;
  if (!of)
    return surveys.length ? (
      <Overview surveys={surveys} view={view} onView={onView} format={format} />
    ) : (
      <NoResponses origin={location.origin} isEver={view.period === '365d'} />
    );
  const periods = surveys.find(({ now }) => now.kind === of.kind && now.max === of.max);
  return <SurveyPage of={of} periods={periods} format={format} nowMs={readAtMs} />;
}

function statusOf({ state, days, readAtMs }: Known, format: Format): string {
  if (state === 'loading') return 'Loading results…';
  return state === 'ready' && days && readAtMs !== undefined
    ? `${format.days(days)}, updated ${format.time(readAtMs)}`
    : '';
}

/** The results page: asks for the token, then shows what its address says. */
export function App({ format }: { readonly format: Format }) {
  const [token, changeToken] = useToken();
  const [isRefused, setRefused] = useState(false);
  const [view, setView] = useView();
  const refuse = useCallback(() => {
    changeToken(undefined);
    setRefused(true);
  }, [changeToken]);
  const [known, refresh] = useResults(token, view, refuse);
  const isLoading = token !== undefined && known.state === 'loading';
  const backTo: View = { ...overview, period: view.period };
  return (
    <>
      <header class="top">
        <div>
          <h1>{view.of ? view.of.survey : 'Results'}</h1>
          {view.of ? (
            <p class="quiet">
              <a
                href={printView(backTo) || '/'}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  setView(backTo);
                }}
              >
                All surveys
              </a>{' '}
              / {view.of.site}
            </p>
          ) : (
            <p class="quiet">NPS®, CSAT and CES by survey</p>
          )}
        </div>
        {token !== undefined && (
          <div class="tools">
            <span role="status">{statusOf(known, format)}</span>
            <PeriodPicker period={view.period} onPeriod={(period) => setView({ ...view, period })} />
            <button type="button" aria-disabled={isLoading} onClick={() => isLoading || refresh()}>
              Refresh
            </button>
          </div>
        )}
      </header>
      <main aria-busy={isLoading}>
        {token === undefined && <SignIn isRefused={isRefused} onToken={changeToken} />}
        {token !== undefined && known.state === 'failed' && (
          <p class="banner" role="alert">
            {known.detail} {known.surveys ? 'What you see is from before.' : 'Try again with Refresh.'}
          </p>
        )}
        {token !== undefined && <Shown known={known} view={view} onView={setView} format={format} />}
      </main>
      <Notice />
    </>
  );
}
