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

/** Sugar, extended: hundreds of methods on the built-in types. */
const sugar: Host = {
  name: 'Sugar, extended',
  files: ['sugar/dist/sugar.min.js'],
  head: '<script>Sugar.extend({ objectPrototype: true })</script>',
  pages: { '/': plainShop },
  async play(page) {
    await playPlain(page);
    const answers = await page.evaluate(() => {
      const array = [1, 2, 4] as unknown as { average: () => number };
      const text = 'green tea' as unknown as { camelize: () => string };
      const object = { tea: 1 } as unknown as { keys: () => readonly string[] };
      return [array.average(), text.camelize(), object.keys()];
    });
    expect(answers).toEqual([7 / 3, 'GreenTea', ['tea']]);
  },
};

/** The part of Prototype.js that is about the language: arrays get an `entries`, a `find` and a `map` of its own. */
export const prototype: Host = {
  name: 'Prototype.js',
  library: 'prototype.js',
  pages: { '/': plainShop },
  async play(page) {
    await playPlain(page);
    const answers = await page.evaluate(() => {
      const array = [1, [2]] as unknown as { flatten: () => number[]; first: () => number };
      const text = 'green-tea' as unknown as { camelize: () => string };
      return [array.flatten(), array.first(), text.camelize()];
    });
    expect(answers).toEqual([[1, 2], 1, 'greenTea']);
  },
};

/** Every polyfill there is, of proposals, too. */
const coreJs: Host = {
  name: 'core-js',
  files: ['core-js-bundle/minified.js'],
  pages: { '/': plainShop },
  async play(page) {
    await playPlain(page);
    const answer = await page.evaluate(() => {
      const array = [1, 2, 2] as unknown as { uniqueBy: () => number[] };
      return array.uniqueBy();
    });
    expect(answer).toEqual([1, 2]);
  },
};

/** Libraries that change the built-in types for everybody. */
export const nativeHosts: readonly Host[] = [mooTools, prototype, sugar, coreJs, zone];
