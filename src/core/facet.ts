/** What responses can be filtered and split by, beside site, survey, period and traits. */
export const fixedFacets = ['segment', 'page', 'device', 'locale', 'shape', 'layout', 'trigger', 'wording'] as const;

/** One of `fixedFacets`, or `trait.` and the name of a trait. */
export type Facet = (typeof fixedFacets)[number] | `trait.${string}`;

/** True for the name of a facet; the name of a trait is any text but none. */
export const isFacet = (name: string): name is Facet =>
  (fixedFacets as readonly string[]).includes(name) || /^trait\.[^]/.test(name);
