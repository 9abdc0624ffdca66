import { maxTraitLength, maxTraits, type Traits } from './response.ts';

// Stands for what is no object at all, or throws when it is read: one trait that may not be sent.
const unreadable: [string, unknown][] = [['', undefined]];

function entriesOf(raw: unknown): [string, unknown][] {
  try {
    return typeof raw == 'object' ? Object.entries(raw ?? {}) : unreadable;
  } catch {
    return unreadable;
  }
}

/**
 * The traits that may be sent: an answer must not be refused because of one. The first 20 stay, texts are cut to 200
 * characters, and `onProblem` hears when something is left out.
 */
export function parseTraits(raw: unknown = {}, onProblem: () => void): Traits {
  const entries = entriesOf(raw);
  const kept = entries
    .filter(([, value]) => (value && typeof value == 'string') || typeof value == 'boolean' || Number.isFinite(value))
    .slice(0, maxTraits)
    .map(([name, value]) => [name, typeof value == 'string' ? value.slice(0, maxTraitLength) : value] as const);
  if (kept.length < entries.length) onProblem();
  return Object.fromEntries(kept) as Traits;
}
