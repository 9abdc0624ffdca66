import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host page's server: an origin of its own. */
export interface Site {
  readonly origin: string;
  /** Serves a page (or a script or JSON, by its ending) from now on; returns its address. */
  readonly serve: (path: string, page: string) => string;
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
  const pages = new Map<string, string>();
  const { origin, stop } = await listen((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://host').pathname);
    const ending = /\.(js|json)$/.exec(request.url ?? '')?.[1] ?? '';
    const type = { js: 'text/javascript', json: 'application/json' }[ending] ?? 'text/html';
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

/** An endpoint that answers as told and remembers every body that it took in. */
export interface Endpoint {
  readonly url: string;
  /** Bodies as received, in order. */
  readonly received: Record<string, unknown>[];
  answer: { status: number; headers?: Record<string, string>; body?: string } | 'reset';
  readonly stop: () => Promise<void>;
}

export async function startEndpoint(port = 0): Promise<Endpoint & { readonly port: number }> {
  const endpoint = {
    received: [] as Record<string, unknown>[],
    answer: { status: 202 } as Endpoint['answer'],
  };
  const server = await listen((request, response) => {
    const cors = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type',
      'access-control-expose-headers': 'retry-after',
    };
    if (request.method === 'OPTIONS') {
      response.writeHead(204, cors).end();
      return;
    }
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      endpoint.received.push(JSON.parse(body) as Record<string, unknown>);
      const { answer } = endpoint;
      if (answer === 'reset') request.socket.destroy();
      else response.writeHead(answer.status, { ...cors, ...answer.headers }).end(answer.body ?? '');
    });
  }, port);
  return Object.assign(endpoint, { url: `${server.origin}/in`, port: server.port, stop: server.stop });
}
