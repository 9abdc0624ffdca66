import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facet } from '../core/facet.ts';
import { kinds, scalesOf } from '../core/kinds.ts';
import { overview, parseView, printView, type View } from './view.ts';

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const views: fc.Arbitrary<View> = fc.record(
  {
    period: fc.constantFrom<View['period']>('7d', '28d', '90d', '365d', { from: '2026-01-01', to: '2026-02-28' }),
    of: fc
      .record({ site: text, survey: text })
      .chain((names) =>
        fc
          .constantFrom(...kinds)
          .chain((kind) => fc.constantFrom(...scalesOf(kind)).map(({ max }) => ({ ...names, kind, max }))),
      ),
    filters: fc.dictionary(
      fc.oneof(
        fc.constantFrom('device', 'segment', 'page'),
        text.map((name) => `trait.${name}`),
      ),
      text,
    ),
    split: fc.oneof(
      fc.constantFrom<Facet[]>('device', 'trigger'),
      text.map((name): Facet => `trait.${name}`),
    ),
    comments: fc.oneof(
      fc.record({ search: text }),
      fc.record({ scores: fc.constantFrom([0, 6] as const, [7, 7] as const, [9, 10] as const), tag: text }),
    ),
  },
  { requiredKeys: ['period', 'filters', 'of'] },
);

test('an address gives the view that it was made of', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(parseView(printView(view))).toEqual(view);
    }),
  );
});

test('the overview has no address of its own', () => {
  expect(printView(overview)).toBe('');
  expect(parseView('')).toEqual(overview);
});

test.each([
  '?site=a&survey=b',
  '?site=a&survey=b&scale=nps-5',
  '?site=a&survey=b&scale=price-10',
  '?period=tomorrow&device=phone',
  '?period=2026-02-30..2026-03-01',
  '?period=2026-03-02..2026-03-01',
])('shows the overview where %s makes no sense', (address) => {
  expect(parseView(address)).toEqual(overview);
});
