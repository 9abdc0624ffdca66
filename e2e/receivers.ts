import { startEndpoint, type Endpoint } from './fault-server.ts';

/** A server that owners use as an endpoint although it was not made for that. */
export interface Receiver {
  readonly endpoint: Endpoint;
  /** Pages of another origin that it sends browsers to. */
  readonly thanks?: Endpoint;
  readonly stop: () => Promise<void>;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const page = '<!doctype html><title>Thanks</title><p>Your response was recorded.';

/** A simple script on a server: takes POSTs, and knows no OPTIONS. */
export async function startPlainScript(): Promise<Receiver> {
  const endpoint = await startEndpoint();
  endpoint.preflight = { status: 405, cors: 'none' };
  endpoint.answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' };
  return { endpoint, stop: endpoint.stop };
}

/** A web app of a spreadsheet: writes the row, and sends the browser to a page of another origin. */
export async function startSpreadsheet(): Promise<Receiver> {
  const [endpoint, thanks] = await Promise.all([startEndpoint(), startEndpoint()]);
  thanks.answer = { status: 200, headers: html, body: page, stores: false };
  endpoint.preflight = { status: 405, cors: 'none' };
  endpoint.answer = { status: 302, headers: { location: thanks.url }, cors: 'none', stores: true };
  return {
    endpoint,
    thanks,
    async stop() {
      await Promise.all([endpoint.stop(), thanks.stop()]);
    },
  };
}

/** A form service: takes what a form sends, and answers with a page that only a person reads. */
export async function startFormService(cors: 'open' | 'none'): Promise<Receiver> {
  const endpoint = await startEndpoint();
  endpoint.preflight = { status: 404, cors: 'none' };
  endpoint.answer = { status: 200, headers: html, body: page, cors, stores: true };
  return { endpoint, stop: endpoint.stop };
}
