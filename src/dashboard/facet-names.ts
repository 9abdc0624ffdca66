import { fixedFacets, type Facet } from '../core/facet.ts';
import { segments, type Kind } from '../core/kinds.ts';
import { segmentName } from './format.ts';

const fixedNames: Readonly<Record<(typeof fixedFacets)[number], string>> = {
  segment: 'Segment',
  page: 'Page',
  device: 'Device',
  locale: 'Language',
  shape: 'Shape',
  layout: 'Layout',
  trigger: 'Trigger',
  wording: 'Wording',
};

/** How a facet is called: a trait by its own name. */
export const facetName = (facet: Facet): string =>
  facet.startsWith('trait.') ? facet.slice('trait.'.length) : fixedNames[facet as keyof typeof fixedNames];

/** What a survey can be filtered and split by, with the traits that its responses have. */
export const facetsOf = (traits: readonly string[]): readonly Facet[] => [
  ...fixedFacets,
  ...traits.map((name): Facet => `trait.${name}`),
];

/** How a value of a facet is called by readers of these languages: a page by its path, a language by its name. */
export function valueName(facet: Facet, value: string, kind: Kind, locales: readonly string[]): string {
  if (value === '') return '(empty)';
  if (facet === 'segment') {
    const segment = segments.find((one) => one === value);
    return segment ? segmentName(kind, segment) : value;
  }
  if (facet === 'page') return value.replace(/^https?:\/\//, '');
  if (facet !== 'locale') return value;
  try {
    return new Intl.DisplayNames([...locales], { type: 'language' }).of(value) ?? value;
  } catch {
    // What a sender called a language need not be one.
    return value;
  }
}
