import { expect, test } from '../fixtures.ts';
import { checkHost } from '../hosts/check-host.ts';
import { faults } from '../hosts/faults.ts';
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

test('every fault that is planted beside the widget is noticed', async ({ browser, shop }, info) => {
  const host = hosts.find(({ name }) => name === 'Bulma');
  const violations = await count(
    info,
    faults.length,
    async (index) => {
      const fault = faults[index % faults.length];
      if (!fault || !host) return 'there is no fault, or nowhere to plant it';
      const said = await checkHost(browser, shop, host, fault.plant).then(() => 'nothing', String);
      return fault.noticed.test(said) ? undefined : `${fault.name}: ${said}`;
    },
    `planted ${info.project.name}`,
  );
  expect(violations).toEqual([]);
});
