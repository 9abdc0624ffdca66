import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html } from '../fixtures.ts';
import type { Site } from '../site.ts';
import { buildApp } from './build-app.ts';
import type { Host } from './host.ts';

const packages = join(import.meta.dirname, 'node_modules');

/** Serves the pages of a host at a site, with this tag after the host's own head; returns where a visit begins. */
export async function serveHost(host: Host, site: Site, tag: string): Promise<string> {
  const { files = [], served = [] } = host;
  for (const file of [...files, ...served]) site.serve(`/packages/${file}`, readFileSync(join(packages, file)));
  const links = files.map((file) => {
    const path = `/packages/${file}`;
    return file.endsWith('.css') ? `<link rel="stylesheet" href="${path}">` : `<script src="${path}"></script>`;
  });
  if (host.makeSheet) {
    site.serve('/made.css', await host.makeSheet());
    links.push('<link rel="stylesheet" href="/made.css">');
  }
  if (host.library) {
    site.serve('/library.js', `(function () {${await buildApp(host.library)}})()`);
    links.push('<script src="/library.js"></script>');
  }
  if (host.app) site.serve('/app.js', await buildApp(host.app, host.mode));
  const app = host.app ? '<script type="module" src="/app.js"></script>' : '';
  // What the host does before the tag is the host's.
  const head = `${links.join('')}${host.head ?? ''}${app}<script>watch.take()</script>${tag}`;
  for (const [path, body] of Object.entries(host.pages)) site.serve(path, html(head, body));
  return `${site.origin}/`;
}
