import type { Host } from './host.ts';
import { mooTools, zone } from './natives.ts';
import { bootstrap, sheetHosts } from './sheets.ts';

/** Every host of the zoo. */
export const hosts: readonly Host[] = [bootstrap, ...sheetHosts, mooTools, zone];
