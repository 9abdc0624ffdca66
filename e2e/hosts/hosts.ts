import { appHosts } from './apps.ts';
import type { Host } from './host.ts';
import { libraryHosts } from './libraries.ts';
import { nativeHosts } from './natives.ts';
import { bootstrap, sheetHosts } from './sheets.ts';
import { tailwind } from './tailwind.ts';
import { visitHosts } from './visits.ts';

/** Every host of the zoo. */
export const hosts: readonly Host[] = [
  bootstrap,
  ...sheetHosts,
  tailwind,
  ...libraryHosts,
  ...nativeHosts,
  ...visitHosts,
  ...appHosts,
];
