import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SurveyResult } from '../metrics/survey-result.ts';
import type { Format } from './format.ts';
import { NoResponses } from './no-responses.tsx';
import { Notice } from './notice.tsx';
import { readResults } from './read-results.ts';
import { SignIn } from './sign-in.tsx';
import { SurveyCard } from './survey-card.tsx';
import { sessionToken, takeToken } from './token.ts';

/** What the page knows; surveys stay on the page while newer ones are asked for, and when that fails. */
interface View {
  readonly state: 'signed-out' | 'refused' | 'loading' | 'ready' | 'failed';
  readonly surveys?: readonly SurveyResult[];
  readonly detail?: string;
  readonly readAtMs?: number;
}

function useToken(): readonly [string | undefined, (token: string | undefined) => void] {
  const [token, setToken] = useState(() => {
    const taken = takeToken();
    if (taken !== undefined) sessionToken.write(taken);
    return taken ?? sessionToken.read();
  });
  const change = useCallback((next: string | undefined) => {
    sessionToken.write(next);
    setToken(next);
  }, []);
  useEffect(() => {
    // The printed address may be pasted into a tab that already shows this page: that loads nothing anew.
    const take = (): void => {
      const taken = takeToken();
      if (taken !== undefined) change(taken);
    };
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, [change]);
  return [token, change];
}

function useResults(token: string | undefined, onRefused: () => void): readonly [View, () => void] {
  const [view, setView] = useState<View>({ state: 'signed-out' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (token === undefined) return undefined;
    let isCurrent = true;
    const show = async (): Promise<void> => {
      setView((before) => ({ ...before, state: 'loading' }));
      const results = await readResults(token, fetch);
      if (!isCurrent) return;
      if ('surveys' in results) setView({ state: 'ready', surveys: results.surveys, readAtMs: Date.now() });
      else if (results.reason === 'failed')
        setView((before) => ({ ...before, state: 'failed', detail: results.detail }));
      else {
        setView({ state: 'refused' });
        onRefused();
      }
    };
    void show();
    return () => {
      isCurrent = false;
    };
  }, [token, turn, onRefused]);
  return [view, () => setTurn((count) => count + 1)];
}

function Surveys({ view, format }: { readonly view: View; readonly format: Format }) {
  const { surveys, readAtMs } = view;
  if (!surveys || readAtMs === undefined) return null;
  if (surveys.length === 0) return <NoResponses origin={location.origin} />;
  return (
    <>
      {surveys.map((result, index) => (
        <SurveyCard
          key={JSON.stringify([result.site, result.survey, result.kind, result.max])}
          id={`survey-${index}`}
          result={result}
          format={format}
          nowMs={readAtMs}
        />
      ))}
    </>
  );
}

/** The results page: asks for the token, then shows every survey. */
export function App({ format }: { readonly format: Format }) {
  const [token, changeToken] = useToken();
  const forget = useCallback(() => changeToken(undefined), [changeToken]);
  const [view, refresh] = useResults(token, forget);
  const isLoading = token !== undefined && view.state === 'loading';
  const status = isLoading
    ? 'Loading results…'
    : view.state === 'ready' && view.readAtMs !== undefined
      ? `Updated ${format.time(view.readAtMs)}`
      : '';
  return (
    <>
      <header class="top">
        <div>
          <h1>Results</h1>
          <p class="quiet">NPS®, CSAT and CES by survey</p>
        </div>
        {token !== undefined && (
          <div class="tools">
            <span role="status">{status}</span>
            <button type="button" aria-disabled={isLoading} onClick={() => isLoading || refresh()}>
              Refresh
            </button>
          </div>
        )}
      </header>
      <main aria-busy={isLoading}>
        {token === undefined && <SignIn isRefused={view.state === 'refused'} onToken={changeToken} />}
        {token !== undefined && view.state === 'failed' && (
          <p class="banner" role="alert">
            {view.detail} {view.surveys ? 'What you see is from before.' : 'Try again with Refresh.'}
          </p>
        )}
        {token !== undefined && <Surveys view={view} format={format} />}
      </main>
      <Notice />
    </>
  );
}
