import type { Server, ServerOptions } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

/** A collector that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:4700`: an address that a browser on this machine can open. */
  readonly origin: string;
  /** Takes no new request, lets those under way finish, resolves when all are done. */
  readonly stop: () => Promise<void>;
}

// Longer than any request needs; a connection that is still open then is not waiting for an answer.
const graceMs = 5000;

// How often a server that stops looks which of its connections have nothing more to do.
const idleEveryMs = 50;

const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) => `--port ${port} is busy: another program listens there; choose another one or 0.`,
  EACCES: (_, port) => `--port ${port} may not be used by this user: choose one from 1024 to 65535.`,
  EADDRNOTAVAIL: (host) => `--host "${host}" is not an address of this machine.`,
  ENOTFOUND: (host) => `--host "${host}" is not a known host name.`,
};

/** How long a request may take to come in, in ms: a widget's is there in one go. */
export const standardTimes = {
  headersTimeout: 10e3,
  requestTimeout: 15e3,
  connectionsCheckingInterval: 1e3,
} as const satisfies ServerOptions;

const refusals: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Says what is wrong with something that never became a request, and ends it. */
function refuse({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  const line = refusals[code ?? ''] ?? '400 Bad Request';
  const [status] = line.split(' ');
  const body = JSON.stringify({ type: 'about:blank', title: line.slice(4), status: Number(status) });
  // The origin is not known here, and there is nothing to hide.
  socket.end(
    [
      `HTTP/1.1 ${line}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'access-control-allow-origin: *',
      'access-control-expose-headers: retry-after',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function originOf(host: string, port: number): string {
  // "All addresses" is nothing that a browser can open.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function stopServer(server: Server): Promise<void> {
  // A connection that is kept alive could bring one request after the other.
  server.prependListener('request', (_, response) => (response.shouldKeepAlive = false));
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    // What is busy now is idle soon.
    const often = setInterval(() => server.closeIdleConnections(), idleEveryMs);
    server.close(() => {
      clearTimeout(late);
      clearInterval(often);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Listens on `host` and `port` (0: any free one), or says in one sentence why that is not possible. */
export function startServer(
  app: Hono,
  host: string,
  port: number,
  times: ServerOptions = standardTimes,
): Promise<RunningServer | { readonly problem: string }> {
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: times }) as Server;
  server.on('clientError', refuse);
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = reasons[error.code ?? '']?.(host, port);
      resolve({ problem: sentence ?? `--host "${host}" --port ${port} cannot be listened on: ${error.message}.` });
    });
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve({ origin: originOf(host, address.port), stop: () => stopServer(server) });
    });
  });
}
