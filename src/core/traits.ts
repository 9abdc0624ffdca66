import { maxTraitLength, maxTraits, type Traits } from './response.ts';

/**
 * The traits that may be sent: an answer must not be refused because of one. The first 20 stay, texts are cut to 200
 * characters, and `onProblem` hears when something is left out.
 */
export function parseTraits(raw: unknown = {}, onProblem: () => void): Traits {
  // What is no object at all stands as one trait that may not be sent.
  const entries = Object.entries((typeof raw == 'object' ? raw : [[]]) ?? {});
  const kept = entries
    .filter(([, value]) => (value && typeof value == 'string') || typeof value == 'boolean' || Number.isFinite(value))
    .slice(0, maxTraits)
    .map(([name, value]) => [name, typeof value == 'string' ? value.slice(0, maxTraitLength) : value] as const);
  if (kept.length < entries.length) onProblem();
  return Object.fromEntries(kept) as Traits;
}
