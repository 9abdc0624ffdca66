import { appHosts } from './apps.ts';
import type { Host } from './host.ts';
import { libraryHosts } from './libraries.ts';
import { mooTools, zone } from './natives.ts';
import { bootstrap, sheetHosts } from './sheets.ts';
import { visitHosts } from './visits.ts';

/** Every host of the zoo. */
export const hosts: readonly Host[] = [
  bootstrap,
  ...sheetHosts,
  ...libraryHosts,
  mooTools,
  zone,
  ...visitHosts,
  ...appHosts,
];
