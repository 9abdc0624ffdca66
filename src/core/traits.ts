import { maxTraitLength, maxTraits, type Traits, type TraitValue } from './response.ts';

/**
 * The traits that may be sent, and a sentence for those that may not: an answer must not be refused because of them.
 * Texts are cut to 200 characters, and the first 20 traits stay.
 */
export function parseTraits(raw: unknown): { readonly traits?: Traits; readonly problem?: string } {
  if (raw === undefined || raw === null) return {};
  const entries = typeof raw == 'object' && !Array.isArray(raw) ? Object.entries(raw) : [];
  const traits = entries
    .filter(([, value]) => value !== '' && (/^(string|boolean)$/.test(typeof value) || Number.isFinite(value)))
    .slice(0, maxTraits)
    .map(([name, value]) => [name, typeof value == 'string' ? value.slice(0, maxTraitLength) : value]) as [
    string,
    TraitValue,
  ][];
  const problem = `Traits must be an object of at most ${maxTraits} strings, numbers or booleans. The others are not sent.`;
  return {
    ...(traits.length && { traits: Object.fromEntries(traits) }),
    ...((!entries.length || traits.length < entries.length) && { problem }),
  };
}
