import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromOklab, toOklab } from './oklab.ts';

fc.configureGlobal({ seed: 20261121 });

test('knows the lightness of black, white and a grey between, none of which has a colour', () => {
  for (const [channel, lightness] of [
    [0, 0],
    [119, 0.5693],
    [255, 1],
  ] as const) {
    const [light, a, b] = toOklab([channel, channel, channel]);
    expect([light, a, b].map((value) => value.toFixed(3).replace('-0.000', '0.000'))).toEqual([
      lightness.toFixed(3),
      '0.000',
      '0.000',
    ]);
  }
});

test('leads back to any colour', () => {
  const channel = fc.nat(255);
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), (rgb) => {
      for (const [index, back] of fromOklab(toOklab(rgb)).entries())
        expect(Math.abs(back - (rgb[index] ?? 0))).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});
