// What of other people's work is in the files that visitors fetch.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The packages that a built file is made of, by its source map. */
const packagesOf = (map: string): readonly string[] =>
  (readJson(`dist/${map}`) as { readonly sources: readonly string[] }).sources.flatMap(
    (source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? [],
  );

it('has two packages in the files of the widget, preact and idb-keyval', () => {
  const maps = readdirSync('dist').filter((file) => file.endsWith('.js.map'));
  expect(maps.length).toBeGreaterThan(10);
  expect([...new Set(maps.flatMap(packagesOf))].toSorted()).toEqual(['idb-keyval', 'preact']);
});

it('has every package in an exact version', () => {
  const { devDependencies, dependencies, peerDependencies } = readJson('package.json') as Readonly<
    Record<string, Readonly<Record<string, string>> | undefined>
  >;
  expect(dependencies).toBeUndefined();
  for (const version of Object.values({ ...devDependencies, ...peerDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
});
