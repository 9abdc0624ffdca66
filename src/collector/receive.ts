import { parseResponse } from '../core/parse-response.ts';
import { isAllowedOrigin, type Origins } from './cors.ts';
import { makeProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import { mediaTypes, readRaw } from './read-raw.ts';
import type { Store } from './store.ts';

/** The largest body in bytes; a widget's never exceeds 16 kB. */
export const maxBodyBytes = 64 * 1024;

/** What to say of a body that could not be read. */
export const unread = {
  'too-large': () => makeProblem(413, `The body is larger than ${maxBodyBytes} bytes.`),
  'not-utf-8': () => makeProblem(400, 'The body is not UTF-8.'),
  'cut-off': () => makeProblem(400, 'The body ended early.'),
} as const;

/** Answers `POST /v1/responses`: 202 with the id once the response is durable, the same for a duplicate. */
export async function receive(request: Request, store: Store, origins: Origins, nowMs: number): Promise<Response> {
  if (!isAllowedOrigin(origins, request.headers.get('origin') ?? undefined))
    return makeProblem(403, 'This collector does not take responses from pages of this origin (see --origins).');
  const body = await readBody(request, maxBodyBytes);
  if ('reason' in body) return unread[body.reason]();
  const raw = readRaw(request.headers.get('content-type') ?? '', body.text);
  if ('status' in raw)
    return makeProblem(
      raw.status,
      raw.detail,
      raw.status === 415 ? { headers: { accept: mediaTypes.join(', ') } } : {},
    );
  const parsed = parseResponse(raw.value);
  if ('problems' in parsed)
    return makeProblem(
      422,
      `The body is not a response: ${parsed.problems.map(({ field }) => field || 'body').join(', ')}.`,
      {
        errors: parsed.problems,
      },
    );
  await store.writeResponse(parsed.response, nowMs);
  return Response.json({ id: parsed.response.id }, { status: 202 });
}
