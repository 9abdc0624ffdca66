import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host page's server: an origin of its own. */
export interface Site {
  readonly origin: string;
  /** Serves a page (or a script, a style sheet, a picture or JSON, by its ending) from now on; returns its address. */
  readonly serve: (path: string, page: string | Buffer) => string;
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

export async function startSite(): Promise<Site> {
  const pages = new Map<string, string | Buffer>();
  const { origin, stop } = await listen((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://host').pathname);
    const ending = /\.(js|css|png|json)$/.exec(request.url ?? '')?.[1] ?? '';
    const type =
      { js: 'text/javascript', css: 'text/css', png: 'image/png', json: 'application/json' }[ending] ?? 'text/html';
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` });
    response.end(page ?? 'Not found');
  });
  return {
    origin,
    stop,
    serve(path, page) {
      pages.set(path, page);
      return origin + path;
    },
  };
}
