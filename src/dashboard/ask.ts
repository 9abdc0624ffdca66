/** What came of asking the collector. */
export type Answer<Value> =
  | { readonly value: Value }
  | { readonly reason: 'token' }
  | { readonly reason: 'failed'; readonly detail: string };

/** What to do at a path beside reading it: `body` is sent as JSON. */
export interface Change {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
}

/** What a refusal says (RFC 9457), where it says anything. */
async function detailOf(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => undefined)) as { readonly detail?: unknown } | undefined;
  const { detail } = problem ?? {};
  return typeof detail == 'string' && detail ? detail : `The collector answered with status ${answer.status}.`;
}

/** Asks the collector that served this page for `path`, as JSON; an answer without a body is the value undefined. */
export async function ask<Value>(
  token: string,
  path: string,
  fetchIt: typeof fetch,
  { method, body }: Partial<Change> = {},
): Promise<Answer<Value>> {
  try {
    const answer = await fetchIt(path, {
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(method && { method }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status === 401) return { reason: 'token' };
    if (!answer.ok) return { reason: 'failed', detail: await detailOf(answer) };
    return { value: (answer.status === 204 ? undefined : await answer.json()) as Value };
  } catch {
    return { reason: 'failed', detail: 'The collector did not answer. Is it still running?' };
  }
}
