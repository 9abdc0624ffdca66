import { fixedFacets, type Facet } from '../core/facet.ts';
import type { Response } from '../core/response.ts';
import { withSegment } from './with-segment.ts';

/** One value of a facet, as text. */
export interface Condition {
  readonly facet: Facet;
  readonly value: string;
}

// What a database's text column cannot give back: a NUL, half a character.
const storable = (text: string): string => text.replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD');

/**
 * Everything that a response can be found by, each facet once; one without a value is left out. A trait is its value as
 * text, the segment is that of the score.
 */
export function conditionsOf(response: Response): readonly Condition[] {
  const { traits = {}, ...known } = withSegment(response);
  const fixed = fixedFacets.map((facet) => [facet, known[facet]] as const);
  const named = Object.entries(traits).map(
    ([name, value]) => [`trait.${storable(name)}` as Facet, String(value)] as const,
  );
  const values = new Map<Facet, string>();
  for (const [facet, value] of [...fixed, ...named]) if (value !== undefined) values.set(facet, storable(value));
  return [...values].map(([facet, value]) => ({ facet, value }));
}

// A quote within a condition is escaped, so a comma before a quote is where a condition begins and nowhere else.
const printCondition = ({ facet, value }: Condition): string => `,${JSON.stringify([facet, value])}`;

/** All conditions of a response as one text, in which `meets` finds any of them. */
export const printConditions = (response: Response): string => conditionsOf(response).map(printCondition).join('');

/** What `printConditions` printed of it. */
export const readConditions = (printed: string): readonly Condition[] =>
  (JSON.parse(`[${printed.slice(1)}]`) as readonly [Facet, string][]).map(([facet, value]) => ({ facet, value }));

/** True if a response whose conditions were printed so has all these. */
export const meets = (printed: string, conditions: readonly Condition[]): boolean =>
  conditions.every((condition) => printed.includes(printCondition(condition)));
