import { expect, test } from 'vitest';
import { normalTails, z95 } from './normal.ts';

// Computed with SciPy 1.17.
test.each([
  [0, 1],
  [0.5, 0.617_075_077_451_973_8],
  [z95, 0.05],
  [2.999, 0.002_708_673_067_454_211_5],
  [3, 0.002_699_796_063_260_186_6],
  [5, 5.733_031_437_583_866e-7],
  [8, 1.244_192_114_854_348e-15],
])('gives both tails beyond %d with 12 digits, on either side', (z, tails) => {
  expect(normalTails(z) / tails).toBeCloseTo(1, 11);
  expect(normalTails(-z)).toBe(normalTails(z));
});

test('falls as z grows, also where one method hands over to the other', () => {
  for (let z = 0.01; z < 12; z += 0.01) expect(normalTails(z)).toBeLessThan(normalTails(z - 0.01));
});
