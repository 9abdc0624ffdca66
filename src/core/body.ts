import type { Response } from './response.ts';

/** How a body is written: `application/json`; the same as `text/plain`; `application/x-www-form-urlencoded`. */
export type Format = 'json' | 'text' | 'form';

/** The longest body, in bytes. */
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

/** A response as it is posted, in at most 16 kB: what it can do without is left out of one that is longer. */
export function bodyOf(response: Response, format: Format = 'json'): string | URLSearchParams {
  const encode = (one: Response): string | URLSearchParams =>
    format === 'form' ? new URLSearchParams(pairs(one) as Pair[]) : JSON.stringify(one);
  let rest = response;
  for (const key of dispensable) {
    if (new TextEncoder().encode(String(encode(rest))).length <= maxBodyBytes) break;
    const { [key]: _, ...without } = rest;
    rest = without as Response;
  }
  return encode(rest);
}
