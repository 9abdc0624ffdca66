/** What came of asking the collector. */
export type Answer<Value> =
  | { readonly value: Value }
  | { readonly reason: 'token' }
  | { readonly reason: 'failed'; readonly detail: string };

/** Asks the collector that served this page for `path`, as JSON. */
export async function ask<Value>(token: string, path: string, fetchIt: typeof fetch): Promise<Answer<Value>> {
  try {
    const answer = await fetchIt(path, {
      headers: { authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status === 401) return { reason: 'token' };
    if (!answer.ok) return { reason: 'failed', detail: `The collector answered with status ${answer.status}.` };
    return { value: (await answer.json()) as Value };
  } catch {
    return { reason: 'failed', detail: 'The collector did not answer. Is it still running?' };
  }
}
