import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFacet } from '../core/facet.ts';
import { conditionsOf, meets, printConditions, readConditions, type Condition } from './facets.ts';
import { sampleResponse } from './sample-response.ts';

const awkward = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '"',
    ',["device","phone"]',
    '\\",["device","phone"]',
    '\u0000',
    '\ud800',
    '\n',
    'constructor',
    '__proto__',
  ),
);

test('finds every condition of a response, and none that it only has in a text', () => {
  const traits = fc.dictionary(awkward, fc.oneof(awkward, fc.boolean(), fc.double({ noNaN: true })), { maxKeys: 4 });
  fc.assert(
    fc.property(traits, awkward, awkward, (some, page, value) => {
      const response = sampleResponse({ traits: some, page });
      const printed = printConditions(response);
      const own = conditionsOf(response);
      expect(readConditions(printed)).toEqual(own);
      expect(meets(printed, own)).toBe(true);
      const other: Condition = { facet: 'device', value };
      expect(meets(printed, [other])).toBe(own.some((one) => one.facet === 'device' && one.value === value));
      expect(meets(printed, [{ facet: 'device', value: 'phone' }])).toBe(false);
    }),
  );
});

test('holds each facet once, the segment by the score', () => {
  const own = conditionsOf(sampleResponse({ score: 3, traits: { 'a\u0000': 1, 'a\ufffd': 2 } }));
  expect(own.filter(({ facet }) => facet.startsWith('trait.'))).toEqual([{ facet: 'trait.a\ufffd', value: '2' }]);
  expect(own).toContainEqual({ facet: 'segment', value: 'negative' });
});

test.each([
  ['device', true],
  ['trait.plan', true],
  ['trait.', false],
  ['price', false],
  ['toString', false],
])('takes %s for a facet: %s', (name, is) => {
  expect(isFacet(name)).toBe(is);
});
