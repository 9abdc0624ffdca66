import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host page's server: an origin of its own. */
export interface Site {
  readonly origin: string;
  /** Serves a page (or a script, a style sheet, a picture or JSON, by its ending) from now on; returns its address. */
  readonly serve: (path: string, page: string | Buffer, headers?: Readonly<Record<string, string>>) => string;
  /** What browsers reported to `/reports`, as they wrote it. */
  readonly reports: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<{ origin: string; port: number; stop: () => Promise<void> }> {
  const server = createServer(handle);
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${bound}`,
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  png: 'image/png',
  json: 'application/json',
  xhtml: 'application/xhtml+xml',
};

export async function startSite(): Promise<Site> {
  const pages = new Map<
    string,
    { readonly page: string | Buffer; readonly headers: Readonly<Record<string, string>> }
  >();
  const reports: string[] = [];
  const { origin, stop } = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/reports') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        reports.push(body);
        response.writeHead(204).end();
      });
      return;
    }
    const { page, headers } = pages.get(pathname) ?? {};
    const type = types[/\.(\w+)$/.exec(pathname)?.[1] ?? ''] ?? 'text/html';
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8`, ...headers });
    response.end(page ?? 'Not found');
  });
  return {
    origin,
    reports,
    stop,
    serve(path, page, headers = {}) {
      pages.set(path, { page, headers });
      return origin + path;
    },
  };
}
