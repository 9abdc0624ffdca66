// npm run show:collector: the collector as who installs it has it: packed, installed into an empty folder, started. One
// line per claim, by the lines of its promise: routes, durability, once, faults, reading, people. Names as arguments play
// these only, as in `npm run show:collector -- routes people`.
import { setup } from './setup.mjs';

setup();
const { mkdtempSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { build } = await import('./build.mjs');
const { makeClaims } = await import('./claims.mjs');
const { installPacked } = await import('./show-collector/install.mjs');
const { tellDurability, tellOnce } = await import('./show-collector/durability.mjs');
const { tellFaults } = await import('./show-collector/faults.mjs');
const { tellPeople } = await import('./show-collector/people.mjs');
const { tellReading } = await import('./show-collector/reading.mjs');
const { tellRoutes } = await import('./show-collector/routes.mjs');

const stories = {
  routes: tellRoutes,
  durability: tellDurability,
  once: tellOnce,
  faults: tellFaults,
  reading: tellReading,
  people: tellPeople,
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(stories, name));
if (unknown !== undefined) {
  console.error(`There is no story "${unknown}": choose among ${Object.keys(stories).join(', ')}.`);
  process.exit(2);
}

await build();
const folder = mkdtempSync(join(tmpdir(), 'earshot-show-'));
const installed = installPacked(folder);
const { claim, finish } = makeClaims();
const first = await installed.start('first');
await claim(
  '1 Installed by itself, it starts and serves',
  200,
  async () => (await fetch(`${first.origin}/readyz`)).status,
);
await first.stop();
for (const [name, tell] of Object.entries(stories))
  if (!wanted.length || wanted.includes(name)) await tell({ claim, ...installed });
rmSync(folder, { recursive: true });
finish('All claims hold.');
