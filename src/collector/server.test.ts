import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterEach, expect, test, vi } from 'vitest';
import { startServer, type RunningServer } from './server.ts';

const servers: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ stop }) => stop()));
});

/** A server that tells the size of what is posted, and is quick to lose patience. */
async function start(): Promise<RunningServer> {
  const app = new Hono()
    .post('/', async ({ req, text }) => text(String((await req.text()).length)))
    .onError((error, { text }) => text(error.message, 500));
  const server = await startServer(app, '127.0.0.1', 0, {
    headersTimeout: 100,
    requestTimeout: 200,
    connectionsCheckingInterval: 20,
  });
  if ('problem' in server) throw new Error(server.problem);
  servers.push(server);
  return server;
}

/** What a connection that sends `text`, and nothing more, is told until it is closed. */
async function send({ origin }: RunningServer, text: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.write(text);
  let told = '';
  for await (const part of socket) told += String(part);
  return told;
}

test.each([
  ['whose headers never end', 'POST / HTTP/1.1\r\nhost: a\r\n', 408],
  ['whose body never ends', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{', 408],
  ['whose headers are too large', `POST / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['that is no request', 'EARSHOT\r\n\r\n', 400],
])('ends a connection %s, and says so for every page to read', async (_, text, status) => {
  const told = await send(await start(), text);
  expect(told).toContain(`HTTP/1.1 ${status} `);
  expect(told).toContain('application/problem+json');
  expect(told).toContain('access-control-allow-origin: *');
  expect(JSON.parse(told.slice(told.indexOf('\r\n\r\n')))).toMatchObject({ status });
});

test('goes on with the others meanwhile', async () => {
  const server = await start();
  const slow = send(server, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{');
  const answer = await fetch(server.origin, { method: 'POST', body: 'four' });
  expect([answer.status, await answer.text()]).toEqual([200, '4']);
  expect(await slow).toContain(' 408 ');
});

test('ends connections that are kept alive when it stops, after the answer that is under way', async () => {
  const server = await start();
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  const begin = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\n';
  let told = '';
  socket.on('data', (part) => (told += String(part)));
  socket.write(`${begin}four`);
  await vi.waitFor(() => expect(told).toContain('200 OK'));
  expect(told.toLowerCase()).toContain('connection: keep-alive');
  socket.write(`${begin}fo`);
  // The server has the first half once it has answered somebody who came later.
  await (await fetch(server.origin, { method: 'POST', body: '1' })).text();
  told = '';
  const since = performance.now();
  const stopped = server.stop();
  socket.write('ur');
  await stopped;
  await vi.waitFor(() => expect(told).toContain('200 OK'));
  // Far below the time that it gives to those who never end.
  expect(performance.now() - since).toBeLessThan(4000);
});
