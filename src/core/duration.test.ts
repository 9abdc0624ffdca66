import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration, roughly } from './duration.ts';

fc.configureGlobal({ seed: 20261121 });

test.each([
  ['0s', 0],
  ['30s', 30_000],
  ['10m', 600_000],
  ['12h', 43_200_000],
  ['45d', 3_888_000_000],
  ['99999d', 8_639_913_600_000],
])('reads %s as %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

test.each([
  '',
  '30',
  's',
  '-1s',
  '1.5h',
  '1e3s',
  '100000d',
  '30 s',
  ' 30s',
  '30s\n',
  '30S',
  '30ms',
  '٣s',
  'never',
  30,
  null,
  undefined,
])('finds no duration in %j', (raw) => expect(parseDuration(raw)).toBeUndefined());

test.each([
  [0, '0s'],
  [1_000, '1s'],
  [1_999, '1s'],
  [60_000, '1m'],
  [90_000, '90s'],
  [5_400_000, '90m'],
  [86_400_000, '1d'],
  [90_000_000, '25h'],
  [3_888_000_000, '45d'],
  [Infinity, 'never'],
])('writes %d ms as %s, in its largest whole unit', (ms, text) => expect(formatDuration(ms)).toBe(text));

test('writes what it has read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('s', 'm', 'h', 'd'), (amount, unit) => {
      const ms = parseDuration(`${amount}${unit}`)!;
      // Some amounts of seconds become a shorter text, but none changes its length in time.
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});

test.each([
  [1_500, '1s'],
  [119_999, '119s'],
  [120_000, '2m'],
  [7_199_999, '119m'],
  [7_200_000, '2h'],
  [172_799_999, '47h'],
  [172_800_000, '2d'],
  [1_080_000_000, '12d'],
])('cuts %d ms down to %s', (ms, text) => expect(roughly(ms)).toBe(text));
