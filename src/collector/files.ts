import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to serve, with the headers that say how. */
export interface ServedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The file at a path of the collector's address, or undefined: there is nothing else to be had. */
export type ReadServedFile = (path: string) => Promise<ServedFile | undefined>;

const immutable = 'public, max-age=31536000, immutable';

/** What the results page may do: run and call what comes from its own address, and nothing else. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  html: 'text/html; charset=utf-8',
};

// The list of all that is served, as patterns without dots or slashes to climb with.
const widgetFile = /^(?:earshot(?:\.all)?\.js|[a-z]+-[\w-]+\.js|locales\/(?:steps\/)?[\w-]+\.json)(?:\.map)?$/;
const hashedFile = /^[a-z]+-[\w-]+\.js/;
const pageAsset = /^assets\/[\w-]+\.(?:js|css)(?:\.map)?$/;

interface Place {
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
}

const widgetPlace = (file: string, caching: string): Place => ({
  file,
  headers: {
    'cache-control': caching,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  },
});

function placeOf(path: string, version: string): Place | undefined {
  if (path === '/')
    return {
      file: 'dashboard/index.html',
      headers: { 'cache-control': 'no-cache', 'content-security-policy': pagePolicy },
    };
  const name = path.slice(1);
  if (pageAsset.test(name)) return { file: `dashboard/${name}`, headers: { 'cache-control': immutable } };
  const released = `v/${version}/`;
  if (name.startsWith(released) && widgetFile.test(name.slice(released.length)))
    return widgetPlace(name.slice(released.length), immutable);
  if (widgetFile.test(name)) return widgetPlace(name, hashedFile.test(name) ? immutable : 'public, max-age=3600');
  return undefined;
}

/** Reads the widget's files and the results page from the build in `folder`, and never anything else in it. */
export function makeReadServedFile(folder: string, version: string): ReadServedFile {
  return async (path) => {
    const place = placeOf(path, version);
    if (!place) return undefined;
    try {
      const bytes = new Uint8Array(await readFile(join(folder, place.file)));
      const type = types[place.file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      return { bytes, headers: { ...place.headers, 'content-type': type } };
    } catch (error) {
      // A file of the list that this build does not have is no fault; anything else is.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
}
