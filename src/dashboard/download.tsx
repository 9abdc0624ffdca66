import { useState } from 'preact/hooks';
import { daysOf } from './period.ts';
import type { SurveyKey, View } from './view.ts';

interface DownloadProps {
  readonly token: string;
  readonly view: View & { readonly of: SurveyKey };
}

const keptMs = 60_000;

/** Where the responses of a view are read as a table. */
export function tablePath(
  { of: { site, survey, kind, max }, filters, period }: DownloadProps['view'],
  nowMs: number,
): string {
  const days = daysOf(period, nowMs);
  return `/v1/responses?${new URLSearchParams({ site, survey, kind, max: String(max), ...days, ...filters, test: 'false', format: 'csv' })}`;
}

async function save(token: string, view: DownloadProps['view']): Promise<boolean> {
  const answer = await fetch(tablePath(view, Date.now()), { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) return false;
  // The token goes in a header, which no link can send.
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = `${view.of.survey}.csv`;
  link.click();
  // Some browsers read it only after the click is through.
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
  return true;
}

/** Saves the responses of a view as a table. */
export function Download({ token, view }: DownloadProps) {
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const start = (): void => {
    if (state === 'busy') return;
    setState('busy');
    save(token, view).then(
      (isSaved) => setState(isSaved ? 'ready' : 'failed'),
      () => setState('failed'),
    );
  };
  return (
    <>
      {state === 'failed' && (
        <span class="wrong" role="alert">
          The collector did not send them. Try again.
        </span>
      )}
      <button type="button" aria-disabled={state === 'busy'} onClick={start}>
        {state === 'busy' ? 'Preparing …' : 'Download CSV'}
      </button>
    </>
  );
}
