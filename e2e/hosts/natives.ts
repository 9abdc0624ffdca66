import { expect } from '@playwright/test';
import { plainShop, type Host } from './host.ts';
import { playPlain } from './sheets.ts';

/** MooTools, which lends methods to the built-in types and has an `Array.from` of its own. */
export const mooTools: Host = {
  name: 'MooTools',
  files: ['mootools/lib/mootools-core-1.5.2-server.js'],
  pages: { '/': plainShop },
  async play(page) {
    await playPlain(page);
    const answers = await page.evaluate(() => {
      const array = [3, [1]] as unknown as { flatten: () => number[]; getLast: () => number[] };
      const text = 'green-tea' as unknown as { camelCase: () => string };
      // Its own idea: what is no array becomes the only item of one.
      const wrapped = Array.from('tea') as unknown;
      return [array.flatten(), array.getLast(), text.camelCase(), wrapped];
    });
    expect(answers).toEqual([[3, 1], [1], 'greenTea', ['tea']]);
  },
};

/** Angular's zones, which put themselves around everything that is asynchronous. */
export const zone: Host = {
  name: 'zone.js',
  files: ['zone.js/bundles/zone.umd.min.js'],
  pages: { '/': plainShop },
  notes: /__zone_symbol__/,
  async play(page) {
    await playPlain(page);
    const names = await page.evaluate(async () => {
      interface Zone {
        readonly name: string;
        readonly fork: (spec: { name: string }) => Zone & { run: <T>(work: () => T) => T };
      }
      const { Zone } = window as unknown as { Zone: { readonly current: Zone } };
      const inside = await Zone.current
        .fork({ name: 'shop' })
        .run(
          () =>
            new Promise<string>((resolve) => setTimeout(() => requestAnimationFrame(() => resolve(Zone.current.name)))),
        );
      return [inside, Zone.current.name];
    });
    expect(names).toEqual(['shop', '<root>']);
  },
};
