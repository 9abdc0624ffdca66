import type { SurveyResult } from '../metrics/survey-result.ts';

/** What came of asking the collector. */
export type Results =
  | { readonly surveys: readonly SurveyResult[] }
  | { readonly reason: 'token' }
  | { readonly reason: 'failed'; readonly detail: string };

/** Asks the collector that served this page for the results of all surveys. */
export async function readResults(token: string, fetchIt: typeof fetch): Promise<Results> {
  try {
    const answer = await fetchIt('/v1/results', {
      headers: { authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status === 401) return { reason: 'token' };
    if (!answer.ok) return { reason: 'failed', detail: `The collector answered with status ${answer.status}.` };
    const { surveys } = (await answer.json()) as { readonly surveys: readonly SurveyResult[] };
    return { surveys };
  } catch {
    return { reason: 'failed', detail: 'The collector did not answer. Is it still running?' };
  }
}
