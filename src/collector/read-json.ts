import { makeProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import { readRaw } from './read-raw.ts';
import { maxBodyBytes, unread } from './receive.ts';

/** The body of a request as JSON, or the refusal that names what is wrong with it. */
export async function readJson(
  request: Request,
): Promise<{ readonly value: unknown } | { readonly refusal: Response }> {
  const body = await readBody(request, maxBodyBytes);
  if ('reason' in body) return { refusal: unread[body.reason]() };
  const raw = readRaw('application/json', body.text);
  return 'status' in raw ? { refusal: makeProblem(raw.status, raw.detail) } : { value: raw.value };
}
