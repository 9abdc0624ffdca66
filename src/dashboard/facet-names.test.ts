import { expect, test } from 'vitest';
import { facetName, facetsOf, valueName } from './facet-names.ts';

test('calls facets and traits by names that owners know', () => {
  expect(facetsOf(['plan']).map(facetName)).toEqual([
    'Segment',
    'Page',
    'Device',
    'Language',
    'Shape',
    'Layout',
    'Trigger',
    'Wording',
    'plan',
  ]);
});

test.each([
  ['segment', 'negative', 'Detractors'],
  ['segment', 'odd', 'odd'],
  ['trait.plan', '', '(empty)'],
  ['page', 'https://acme.example/pricing', 'acme.example/pricing'],
  ['locale', 'pt-BR', 'Brazilian Portuguese'],
  ['locale', 'not a language', 'not a language'],
  ['trait.plan', 'pro', 'pro'],
] as const)('calls the %s %s “%s”', (facet, value, name) => {
  expect(valueName(facet, value, 'nps', ['en'])).toBe(name);
});
