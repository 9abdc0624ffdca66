import { afterEach, expect, test, vi } from 'vitest';
import { send } from './send.ts';

const endpoint = 'https://acme.example/responses';

/** `fetch` answers in the order of the list. */
function stubFetch(...answers: (Response | Error)[]) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => {
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer;
  });
  vi.stubGlobal('fetch', fetch);
  return { calls: () => fetch.mock.calls.map(([url, options]) => ({ url, ...options })) };
}

afterEach(() => vi.unstubAllGlobals());

test('posts JSON that outlives the page, without cookies, redirects and referrer', async () => {
  const { calls } = stubFetch(new Response(null, { status: 202 }));
  await send(endpoint, '{"v":1}', true);
  expect(calls()).toEqual([
    {
      url: endpoint,
      method: 'POST',
      body: '{"v":1}',
      headers: { 'content-type': 'application/json' },
      keepalive: true,
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: expect.any(AbortSignal) as AbortSignal,
    },
  ]);
});

test('begins to post in the task of the call', () => {
  const { calls } = stubFetch(new Response());
  void send(endpoint, '{}', true);
  expect(calls()).toHaveLength(1);
});

test('tells status, content type and Retry-After', async () => {
  stubFetch(new Response('busy', { status: 503, headers: { 'content-type': 'text/plain', 'retry-after': '120' } }));
  expect(await send(endpoint, '{}', true)).toEqual({ status: 503, contentType: 'text/plain', retryAfter: '120' });
});

test('tells of a content type and a Retry-After that are not there', async () => {
  stubFetch(new Response(null, { status: 204 }));
  expect(await send(endpoint, '{}', true)).toEqual({ status: 204, contentType: '', retryAfter: null });
});

test('drains the body, whatever it is', async () => {
  const answer = new Response('x'.repeat(1_000), { status: 200 });
  stubFetch(answer);
  await send(endpoint, '{}', true);
  expect(answer.bodyUsed).toBe(true);
});

test('needs nothing of the keepalive budget that the page shares, if it is told so', async () => {
  const { calls } = stubFetch(new Response(null, { status: 202 }));
  await send(endpoint, '{}', false);
  expect(calls()).toMatchObject([{ keepalive: false }]);
});

test('takes a network error, a redirect or an unreadable answer for none, and posts once', async () => {
  const { calls } = stubFetch(new TypeError('redirect'));
  expect(await send(endpoint, '{}', true)).toBe('unreachable');
  expect(calls()).toHaveLength(1);
});

test.each(['TimeoutError', 'AbortError'])('takes a %s for no answer', async (name) => {
  const { calls } = stubFetch(new DOMException('late', name));
  expect(await send(endpoint, '{}', true)).toBe('unreachable');
  expect(calls()).toHaveLength(1);
});

test('takes an answer whose body breaks off for no answer', async () => {
  const broken = () =>
    new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('cut')) }), {
      status: 202,
    });
  stubFetch(broken(), broken());
  expect(await send(endpoint, '{}', true)).toBe('unreachable');
});

test('gives up after ten seconds, the body included', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  const { calls } = stubFetch(new Response());
  await send(endpoint, '{}', true);
  expect(timeout.mock.calls).toEqual([[10_000]]);
  expect(calls()[0]?.signal).toBe(timeout.mock.results[0]?.value);
  timeout.mockRestore();
});
