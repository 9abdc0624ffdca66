import { expect, test } from 'vitest';
import { neighboursOf, parseNetworks, readAddress, type Networks } from './client-address.ts';

const trust = (text: string): Networks => parseNetworks(text) ?? [];

test.each<[string, string, string | undefined, string, string]>([
  ['the connection', '203.0.113.9', undefined, '', '203.0.113.9'],
  ['the connection, whatever somebody claims', '203.0.113.9', '198.51.100.1', '', '203.0.113.9'],
  ['whom a trusted proxy names', '127.0.0.1', '198.51.100.1', '127.0.0.1', '198.51.100.1'],
  ['whom a proxy of a trusted network names', '::ffff:10.1.2.3', '2001:db8::7', '10.0.0.0/8', '2001:db8::7'],
  ['the last whom no trusted proxy is', '::1', '6.6.6.6, 198.51.100.1, 10.0.0.2', '::1, 10.0.0.0/8', '198.51.100.1'],
  ['the proxy, where it names nobody', '127.0.0.1', undefined, '127.0.0.1', '127.0.0.1'],
  ['the proxy, where it names no address', '127.0.0.1', 'x, unknown', '127.0.0.1', '127.0.0.1'],
])('takes for the one who asked %s', (_, connection, forwarded, trusted, who) => {
  expect(readAddress(connection, forwarded, trust(trusted))).toBe(who);
});

test.each(['', 'localhost', '10.0.0.0/33', '10.0.0.1,', 'fe80::/129'])('knows that %j is no network', (text) => {
  expect(parseNetworks(text)).toBeUndefined();
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:db8:1:2:ffff::', '2001:db8:1:2::'],
  ['', 'unknown'],
])('limits %s with %s', (address, neighbours) => {
  expect(neighboursOf(address)).toBe(neighbours);
});
