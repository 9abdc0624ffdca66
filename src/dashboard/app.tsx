import { useCallback, useEffect, useErrorBoundary, useRef, useState } from 'preact/hooks';
import type { Format } from './format.ts';
import { NoResponses } from './no-responses.tsx';
import { Notice } from './notice.tsx';
import { Overview } from './overview.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { SignIn } from './sign-in.tsx';
import { SurveyPage } from './survey-page.tsx';
import { useResults, type Known, type Results } from './use-results.ts';
import { useToken } from './use-token.ts';
import { useView, type Go } from './use-view.ts';
import { overview, type View } from './view.ts';
import { ViewLink } from './view-link.tsx';

interface ShownProps {
  readonly token: string;
  readonly results: Results;
  readonly view: View;
  readonly onView: Go;
  readonly onRefresh: () => void;
  readonly format: Format;
}

const isAsked = ({ outcomes, opened }: { readonly outcomes: object; readonly opened?: unknown }): boolean =>
  opened !== undefined || Object.values(outcomes).some((n) => n > 0);

/** What the view asks for; what was known before stays until the next is there. */
function Shown({ token, results: { surveys, variants, days, readAtMs, view: of }, view, ...more }: ShownProps) {
  const { onView, onRefresh, format } = more;
  // Another survey's figures under this one's name would be wrong.
  if (JSON.stringify(of.of) !== JSON.stringify(view.of)) return null;
  if (view.of) {
    const { kind, max } = view.of;
    return (
      <SurveyPage
        token={token}
        view={{ ...view, of: view.of }}
        onView={onView}
        periods={surveys.find(({ now }) => now.kind === kind && now.max === max)}
        variants={variants ?? { others: [] }}
        days={days}
        format={format}
        nowMs={readAtMs}
      />
    );
  }
  if (surveys.some(({ now }) => isAsked(now)))
    return <Overview surveys={surveys} view={view} onView={onView} format={format} />;
  const tests = surveys.reduce((sum, { now }) => sum + now.test, 0);
  return (
    <NoResponses
      token={token}
      origin={location.origin}
      tests={tests}
      isEver={view.period === '365d'}
      onSent={onRefresh}
    />
  );
}

function statusOf({ state, results }: Known, format: Format): string {
  if (state === 'loading') return 'Loading results…';
  return state === 'ready' && results
    ? `${format.days(results.days)} UTC, updated ${format.time(results.readAtMs)}`
    : '';
}

/** Says so where a view cannot be drawn, instead of leaving the page empty. */
function Guarded(props: ShownProps) {
  const [error] = useErrorBoundary();
  if (error === undefined) return <Shown {...props} />;
  return (
    <p class="banner" role="alert">
      This view could not be drawn: {error instanceof Error ? error.message : String(error)}. The responses are safe.{' '}
      <a href="/">Start over</a>
    </p>
  );
}

/** The name of what is looked at: heading and title. A reader who went on is told so by the focus on it. */
function useHeading(name: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shownRef = useRef(name);
  useEffect(() => {
    document.title = `${name} – Earshot`;
    if (shownRef.current === name) return;
    shownRef.current = name;
    heading.current?.focus();
  }, [name]);
  return heading;
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
  const name = view.of ? view.of.survey : 'Results';
  const heading = useHeading(name);
  const isLoading = token !== undefined && known.state === 'loading';
  return (
    <>
      <header class="top">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {name}
          </h1>
          {view.of ? (
            <p class="quiet">
              <ViewLink view={{ ...overview, period: view.period }} onView={setView}>
                All surveys
              </ViewLink>{' '}
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
            {known.detail} {known.results ? 'What you see is from before.' : 'Try again with Refresh.'}
          </p>
        )}
        {token !== undefined && known.results && (
          <Guarded
            token={token}
            results={known.results}
            view={view}
            onView={setView}
            onRefresh={refresh}
            format={format}
          />
        )}
      </main>
      <Notice />
    </>
  );
}
