import { expect, test } from '../fixtures.ts';
import { checkHost } from '../hosts/check-host.ts';
import { hosts } from '../hosts/hosts.ts';
import { count } from './count.ts';

test('no host of the zoo notices its guest', async ({ browser, shop }, info) => {
  const violations = await count(info, hosts.length, async (index) => {
    const host = hosts[index % hosts.length];
    if (!host) return 'there is no host';
    return checkHost(browser, shop, host).then(
      () => undefined,
      (error: unknown) => `${host.name}: ${String(error)}`,
    );
  });
  expect(violations).toEqual([]);
});
