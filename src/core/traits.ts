import { maxTraitLength, maxTraits, type Traits } from './response.ts';

/**
 * The traits that may be sent: an answer must not be refused because of one. The first 20 stay, texts are cut to 200
 * characters, and `onProblem` hears of what is left out.
 */
export function parseTraits(raw: unknown, onProblem: () => void): Traits {
  const entries = Object.entries(Object(raw ?? {}) as Record<string, unknown>);
  const kept = entries
    .map(([name, value]) => [name, typeof value == 'string' ? value.slice(0, maxTraitLength) : value] as const)
    .filter(([, value]) => value !== '' && (/^(string|boolean)$/.test(typeof value) || Number.isFinite(value)))
    .slice(0, maxTraits);
  if (kept.length < entries.length || typeof (raw ?? {}) != 'object') onProblem();
  return Object.fromEntries(kept) as Traits;
}
