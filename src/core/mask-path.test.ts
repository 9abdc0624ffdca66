import { expect, test } from 'vitest';
import { maskPath } from './mask-path.ts';
import { sampleAddresses } from './sample-addresses.ts';

test('has two hundred addresses to try, places as well as people', () => {
  expect(new Set(sampleAddresses.map(([address]) => address)).size).toBe(200);
  expect(sampleAddresses.filter(([address, masked]) => address === masked).length).toBeGreaterThan(80);
});

test.each(sampleAddresses)('leaves of %s only %s', (address, masked) => expect(maskPath(address)).toBe(masked));

test('leaves nothing of nothing', () => expect(maskPath('')).toBe(''));

test('masks a masked path no further', () => {
  for (const [address] of sampleAddresses) expect(maskPath(maskPath(address))).toBe(maskPath(address));
});

/** Runs that keep patterns busy, up to a letter that none of them takes. */
const long: Readonly<Record<string, string>> = {
  letters: 'x',
  digits: '1',
  dashes: '-',
  'numbers with marks': '1-',
  'numbers with encoded marks': '12%20',
  'half an encoded mark': '1%2',
  percents: '%25',
  segments: '/a',
};

test.each(Object.entries(long))('reads no more than 2,000 of a million letters: %s', (_, run) => {
  const begin = process.cpuUsage();
  maskPath(`/${run.repeat(1e6 / run.length)}!`);
  const { user, system } = process.cpuUsage(begin);
  // By the square it would take minutes.
  expect((user + system) / 1e3).toBeLessThan(5_000);
});
