import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkResponse } from './check-response.ts';
import { readResponse } from './read-response.ts';

/** An answer of HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What a page of another origin may read: all, all but `Retry-After`, or nothing. @default 'open' */
  readonly cors?: 'open' | 'unexposed' | 'none';
  readonly delayMs?: number;
  /** Whether the response becomes a row. @default a 2xx that is no HTML page */
  readonly stores?: boolean;
}

/**
 * What the endpoint does with a request: answers; takes it and never answers; cuts the connection before it has read
 * the body; stores the response and cuts the connection, so that the answer is lost; or answers 202 with a body that
 * comes byte by byte, or in a flood, and never ends.
 */
export type Behaviour = Answer | 'hang' | 'reset' | 'lose' | 'drip' | 'flood';

/** A request as it came in. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Epoch ms. */
  readonly at: number;
  /** Empty until it has come in whole. */
  body: string;
  /** When the connection was closed, by whichever side. */
  closedAt?: number;
}

/** A response, or whatever was posted instead of one. */
export type Row = Readonly<Record<string, unknown>>;

/** An endpoint that does as it is told, and that keeps rows as an honest one does: the highest revision of each id. */
export interface Endpoint {
  readonly url: string;
  readonly port: number;
  /** Everything that came in, preflights and probes included, in order. */
  readonly requests: readonly Received[];
  /** The POSTs, parsed, in order; whatever was done with them. */
  readonly received: readonly Row[];
  /** One for each site and id. */
  readonly rows: () => readonly Row[];
  readonly countOf: (method: string) => number;
  /** What it does from now on, or how it decides for each request. */
  answer: Behaviour | ((response: Row, count: number) => Behaviour);
  /** What it does with the next POSTs, one each, before `answer` holds again. Probes and pages get `answer` at once. */
  next: Behaviour[];
  /** What it says to a preflight. @default a permission */
  preflight: Answer;
  /** Refuses connections from now on, and cuts those that there are. */
  readonly down: () => Promise<void>;
  /** Listens again, on the same port. */
  readonly up: () => Promise<void>;
  /** Ends; rejects if something was posted that is no response by the published schema. */
  readonly stop: () => Promise<void>;
}

const corsOf = (cors: Answer['cors'] = 'open'): Record<string, string> =>
  cors === 'none'
    ? {}
    : {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'content-type',
        ...(cors === 'open' && { 'access-control-expose-headers': 'retry-after' }),
      };

const isHtml = ({ headers }: Answer): boolean => /^text\/html/i.test(headers?.['content-type'] ?? '');
const isStored = (answer: Answer): boolean =>
  answer.stores ?? (answer.status >= 200 && answer.status < 300 && !isHtml(answer));

function pour(response: ServerResponse, part: string, everyMs: number): void {
  response.writeHead(202, { ...corsOf(), 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(part), everyMs);
  response.on('close', () => clearInterval(timer));
}

function reply(response: ServerResponse, answer: Answer): void {
  const { status, headers, body = '', delayMs = 0, cors } = answer;
  setTimeout(() => response.writeHead(status, { ...corsOf(cors), ...headers }).end(body), delayMs);
}

function behave(behaviour: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  if (behaviour === 'reset' || behaviour === 'lose') request.socket.destroy();
  else if (behaviour === 'drip') pour(response, ' ', 100);
  else if (behaviour === 'flood') pour(response, ' '.repeat(65_536), 5);
  else if (behaviour !== 'hang') reply(response, behaviour);
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

export async function startEndpoint(port = 0): Promise<Endpoint> {
  const requests: Received[] = [];
  const received: Row[] = [];
  const strange: string[] = [];
  const rows = new Map<string, Row>();
  const keep = (row: Row): void => {
    const key = `${String(row.site)} ${String(row.id)}`;
    if (Number(row.revision) > Number(rows.get(key)?.revision ?? 0)) rows.set(key, row);
  };
  const choose = (row: Row = {}): Behaviour =>
    typeof endpoint.answer === 'function' ? endpoint.answer(row, received.length) : endpoint.answer;

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = request;
    const entry: Received = { method, path, headers, at: Date.now(), body: '' };
    requests.push(entry);
    // A browser posts once more on its own when a connection that it kept alive is cut.
    response.shouldKeepAlive = false;
    response.on('close', () => (entry.closedAt = Date.now()));
    if (method === 'OPTIONS') return reply(response, endpoint.preflight);
    if (method !== 'POST') return behave(choose(), request, response);
    const scripted = endpoint.next.shift();
    if ((scripted ?? endpoint.answer) === 'reset') return behave('reset', request, response);
    entry.body = await readBody(request);
    const contentType = headers['content-type'] ?? '';
    const row = readResponse(contentType, entry.body);
    received.push(row);
    strange.push(...checkResponse(contentType, row));
    const behaviour = scripted ?? choose(row);
    if (behaviour === 'lose' || (typeof behaviour === 'object' && isStored(behaviour))) keep(row);
    behave(behaviour, request, response);
  };
  // A connection that the page cuts ends the reading of its body.
  const server = createServer((request, response) => void take(request, response).catch(() => {}));
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', resolve);
    });
  await listen(port);
  const { port: bound } = server.address() as AddressInfo;
  const down = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const endpoint: Endpoint = {
    url: `http://127.0.0.1:${bound}/in`,
    port: bound,
    requests,
    received,
    rows: () => [...rows.values()],
    countOf: (method) => requests.filter((one) => one.method === method).length,
    answer: { status: 202 },
    next: [],
    preflight: { status: 204 },
    down,
    up: () => listen(bound),
    async stop() {
      await down();
      if (strange.length) throw new Error(`dist/response.schema.json does not know ${strange.join('; ')}`);
    },
  };
  return endpoint;
}
