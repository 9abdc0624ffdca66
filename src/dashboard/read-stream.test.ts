import { expect, test } from 'vitest';
import { readStream, type StreamListener } from './read-stream.ts';

/** What a listener heard, in order. */
function listen(): { readonly heard: string[]; readonly listener: StreamListener } {
  const heard: string[] = [];
  return { heard, listener: { onOpen: () => heard.push('open'), onEvent: () => heard.push('event') } };
}

const streaming = (...parts: readonly string[]): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    }),
  );
const { signal } = new AbortController();

test('hears each event, however the bytes are cut, and no comment', async () => {
  const { heard, listener } = listen();
  const stream = streaming(
    ': alive\n\nevent: resp',
    'onse\nid: 7\nda',
    'ta: {"a":"ä"}\n\n',
    'id: 8\ndata: {}\n\n: alive\n\n',
  );
  expect(await readStream('the-token', '/v1/stream', listener, signal, async () => stream)).toBe('broken');
  expect(heard).toEqual(['open', 'event', 'event']);
});

test('sends the token in a header', async () => {
  const sent: Headers[] = [];
  const answer: typeof fetch = async (_, init) => {
    sent.push(new Headers(init?.headers));
    return streaming();
  };
  await readStream('the-token', '/v1/stream', listen().listener, signal, answer);
  expect(sent[0]?.get('authorization')).toBe('Bearer the-token');
});

test.each([
  [401, 'token'],
  [503, 'broken'],
] as const)('ends with what status %i means', async (status, end) => {
  const { heard, listener } = listen();
  const answer = async () => new Response('{}', { status });
  expect(await readStream('the-token', '/v1/stream', listener, signal, answer)).toBe(end);
  expect(heard).toEqual([]);
});

test('is broken off where nothing can be reached', async () => {
  const failing = () => Promise.reject(new TypeError('no network'));
  expect(await readStream('the-token', '/', listen().listener, signal, failing)).toBe('broken');
});
