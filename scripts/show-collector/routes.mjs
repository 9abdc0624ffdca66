// Line 2 of the collector's story: routes, formats, and refusals that every page can read.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { asking } from './ask.mjs';
import { responseOf } from './sample.mjs';

/** A request whose body never ends: resolves to what it is told, once that is all. */
function slow(origin) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.write('POST /v1/responses HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{');
  let told = '';
  socket.on('data', (part) => (told += part));
  return new Promise((resolve) => socket.on('close', () => resolve(told.split('\r\n')[0])));
}

/** The refusals, by what is done: a request, and a status. */
const refusals = (origin, strict) => {
  const post = (body, headers = { 'content-type': 'application/json' }, to = origin) =>
    fetch(`${to}/v1/responses`, { method: 'POST', headers, body });
  const whole = JSON.stringify(responseOf(1));
  const nested = '['.repeat(100) + ']'.repeat(100);
  return [
    ['broken JSON', 400, () => post('{')],
    ['100 levels of brackets', 400, () => post(nested)],
    ['reading without the token', 401, () => fetch(`${origin}/v1/results`)],
    ['a page of another origin', 403, () => post(whole, { origin: 'https://other.example' }, strict)],
    ['a path that is not there', 404, () => fetch(`${origin}/nothing`)],
    ['a method that is not there', 405, () => fetch(`${origin}/v1/responses`, { method: 'PUT' })],
    ['a body of more than 64 kB', 413, () => post('x'.repeat(65_537))],
    ['another media type', 415, () => post(whole, { 'content-type': 'text/html' })],
    ['a score that the scale does not have', 422, () => post(JSON.stringify(responseOf(1, { score: 11 })))],
    ['more than the rate of an address', 429, () => post(whole, { origin: 'https://shop.example' }, strict)],
  ];
};

export async function tellRoutes({ claim, start, folder }) {
  const collector = await start('routes');
  const strict = await start('strict', '--origins', 'https://shop.example', '--rate', '1');
  const { send, post, get } = asking(collector);
  const patient = slow(collector.origin);
  await claim('2 A response as JSON, plain text and a form', [202, 202, 202], async () => {
    const text = JSON.stringify(responseOf(2));
    const form = new URLSearchParams(Object.entries(responseOf(3)).map(([name, value]) => [name, String(value)]));
    const plain = await send('POST', '/v1/responses', text, { 'content-type': 'text/plain' });
    return [await post(1), plain.status, (await send('POST', '/v1/responses', form)).status];
  });
  for (const [what, status, ask] of refusals(collector.origin, strict.origin)) {
    const answer = await ask();
    const { headers } = answer;
    // To a page that may not post, nothing is said.
    const isReadable = (headers.get('access-control-allow-origin') !== null) === (status !== 403);
    const hasExposed = headers.get('access-control-expose-headers')?.includes('retry-after');
    const body = await answer.json();
    await claim(
      `2 Refused, and every page can read it: ${what}`,
      [status, 'application/problem+json', true, true, true],
      () => [answer.status, headers.get('content-type'), body.status === status, isReadable, hasExposed],
    );
  }
  await claim('2 The package describes its routes and a response', [true, true], () => {
    const read = (name) => JSON.parse(readFileSync(join(folder, 'node_modules/earshot/dist', name), 'utf8'));
    return [read('openapi.json').openapi.startsWith('3.1.'), 'id' in read('response.schema.json').properties];
  });
  await claim('2 Widget, results page, health, readiness, numbers', [200, 200, 200, 200, 200], async () => {
    const paths = ['/earshot.js', '/', '/healthz', '/readyz', '/metrics'];
    return Promise.all(paths.map(async (path) => (await get(path)).status));
  });
  await claim('5 A request whose body never ends is given up', 'HTTP/1.1 408 Request Timeout', () => patient, 30e3);
  await strict.stop();
  await collector.stop();
}
