import type { Response } from './response.ts';
import { stringify } from './stringify.ts';

/** How a body is written: `application/json`; the same as `text/plain`; `application/x-www-form-urlencoded`. */
export type Format = 'json' | 'text' | 'form';

/** The longest JSON, in bytes. */
export const maxBodyBytes = 16 * 1024;

// What an answer can do without, the first goes first.
const dispensable = ['traits', 'question', 'page', 'token'] as const;

type Pair = [name: string, value: string];

/** Nested names are joined by dots, lists are repeated names. */
const pairs = (value: unknown, name = ''): readonly Pair[] =>
  Array.isArray(value)
    ? value.map((one): Pair => [name, String(one)])
    : typeof value == 'object' && value
      ? Object.entries(value).flatMap(([key, one]) => pairs(one, name ? `${name}.${key}` : key))
      : [[name, String(value)]];

/** A response as it is posted. One whose JSON is longer than 16 kB goes without what it can do without. */
export function bodyOf(response: Response, format: Format = 'json'): string | URLSearchParams {
  let rest = response;
  for (const key of dispensable) {
    if (new TextEncoder().encode(stringify(rest)).length <= maxBodyBytes) break;
    const { [key]: _, ...without } = rest;
    rest = without as Response;
  }
  return format === 'form' ? new URLSearchParams(pairs(rest) as Pair[]) : stringify(rest);
}
