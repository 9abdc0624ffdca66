import { afterEach, expect, test, vi } from 'vitest';
import { bodyOf } from '../core/body.ts';
import type { RetryChunk, Send } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { sampleConfig, sampleEndpoint as endpoint, sampleResponse } from '../core/samples.ts';
import { look } from './look.ts';
import { makeSend } from './send.ts';

/** `fetch` answers in the order of the list; HEAD is what a page asks that looks into it, and is not counted here. */
function stubFetch(...answers: (Response | Error)[]) {
  const heads: unknown[] = [];
  const fetch = vi.fn<typeof globalThis.fetch>(async (_, options) => {
    if (options?.method === 'HEAD') return heads.push(options.mode) ? new Response() : new Response();
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer;
  });
  vi.stubGlobal('fetch', fetch);
  const calls = () =>
    fetch.mock.calls.map(([url, options]) => ({ url, ...options })).filter(({ method }) => method === 'POST');
  return { calls, heads };
}

afterEach(() => vi.unstubAllGlobals());

/** A page that sends, with all that it says to its owner. */
function open(tag: Readonly<Record<string, string>> = {}, chunk: Partial<RetryChunk> | undefined = { bodyOf, look }) {
  const problems: Problem[] = [];
  const abort = new AbortController();
  const load = vi.fn<() => Promise<RetryChunk>>(async () => {
    if (!chunk) throw new TypeError('Failed to fetch dynamically imported module');
    return chunk as RetryChunk;
  });
  const send: Send = makeSend({
    site: sampleConfig(tag).site,
    load,
    warn: (...problem) => void problems.push(problem),
    signal: abort.signal,
  });
  return { send, load, problems, abort };
}

const response = sampleResponse({ traits: { plan: 'pro' } });
const received = (): Response => new Response(null, { status: 202 });
const anyRetry = expect.objectContaining({ keepalive: expect.any(Boolean) as boolean }) as unknown;

test('posts JSON that outlives the page, without cookies, redirects and referrer', async () => {
  const { calls } = stubFetch(received());
  const { send, load } = open();
  await send(response, true);
  expect(calls()).toEqual([
    {
      url: endpoint,
      method: 'POST',
      body: JSON.stringify(response),
      headers: { 'content-type': 'application/json' },
      mode: 'cors',
      keepalive: true,
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: expect.any(AbortSignal) as AbortSignal,
    },
  ]);
  expect(load, 'an ordinary body needs no further part').not.toHaveBeenCalled();
});

test('posts the same JSON as text, with no header that would ask for a preflight', async () => {
  const { calls } = stubFetch(received());
  await open({ format: 'text' }).send(response, true);
  expect(calls()).toMatchObject([{ body: JSON.stringify(response), headers: {}, mode: 'cors', redirect: 'error' }]);
  // A body that is text says itself what it is.
  const { headers } = new Request(endpoint, { method: 'POST', body: calls()[0]?.body ?? null });
  expect(headers.get('content-type')).toMatch(/^text\/plain/);
});

test('posts a form with dotted names, with no header that would ask for a preflight', async () => {
  const { calls } = stubFetch(received());
  await open({ format: 'form' }).send(response, true);
  const [call] = calls();
  expect(call).toMatchObject({ headers: {}, mode: 'cors', redirect: 'error', keepalive: true });
  expect(Object.fromEntries(new URLSearchParams(`${call?.body as URLSearchParams}`))).toMatchObject({
    id: response.id,
    score: '9',
    'traits.plan': 'pro',
  });
  const { headers } = new Request(endpoint, { method: 'POST', body: call?.body ?? null });
  expect(headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
});

test.each([
  ['json', { 'content-type': 'application/json' }],
  ['text', {}],
  ['form', {}],
])('where no answer may be read, posts %s blindly and follows where it leads', async (format, headers) => {
  const { calls } = stubFetch(received());
  await open({ format, acknowledge: 'none' }).send(response, true);
  expect(calls()).toMatchObject([{ mode: 'no-cors', redirect: 'follow', credentials: 'omit', headers }]);
});

test('reads the answer where it has to repeat the id', async () => {
  const { calls } = stubFetch(new Response(`{"id":"${response.id}"}`, { status: 202 }));
  const answer = await open({ acknowledge: 'id' }).send(response, true);
  expect(answer).toMatchObject({ status: 202, body: `{"id":"${response.id}"}` });
  expect(calls()).toMatchObject([{ mode: 'cors', redirect: 'error' }]);
});

test.each(['json', 'text'])('begins to post %s in the task of the call', (format) => {
  const { calls } = stubFetch(received());
  void open({ format }).send(response, true);
  expect(calls()).toHaveLength(1);
});

test('never posts more than 16 kB, counted in bytes', async () => {
  const { calls } = stubFetch(received(), received());
  const { send, load } = open();
  // Short enough in characters, not in bytes.
  const long = { ...response, comment: '😀'.repeat(1_000), token: '😀'.repeat(1_000), question: '€'.repeat(2_000) };
  expect(JSON.stringify(long).length).toBeLessThan(16_384);
  await send(
    { ...long, traits: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`t${i}`, '€'.repeat(200)])) },
    true,
  );
  const body = String(calls()[0]?.body);
  expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(16_384);
  expect(JSON.parse(body)).toMatchObject({ id: response.id, score: 9, comment: long.comment });
  expect(load).toHaveBeenCalledOnce();
});

test('tells status, content type, body and Retry-After', async () => {
  stubFetch(new Response('busy', { status: 503, headers: { 'content-type': 'text/plain', 'retry-after': '120' } }));
  expect(await open().send(response, true)).toEqual({
    status: 503,
    contentType: 'text/plain',
    retryAfter: '120',
    body: 'busy',
  });
});

test('tells of a content type and a Retry-After that are not there', async () => {
  stubFetch(new Response(null, { status: 204 }));
  expect(await open().send(response, true)).toEqual({ status: 204, contentType: '', retryAfter: null, body: '' });
});

test('drains the body, whatever it is', async () => {
  const answer = new Response('x'.repeat(1_000), { status: 200 });
  stubFetch(answer);
  await open().send(response, true);
  expect(answer.bodyUsed).toBe(true);
});

test('needs nothing of the keepalive budget that the page shares, if it is told so', async () => {
  const { calls } = stubFetch(received());
  await open().send(response, false);
  expect(calls()).toMatchObject([{ keepalive: false }]);
});

test('posts once more without keepalive where the page may have used up that budget', async () => {
  const { calls } = stubFetch(new TypeError('budget'), received());
  expect(await open().send(response, true)).toMatchObject({ status: 202 });
  expect(calls()).toEqual([anyRetry, anyRetry]);
  expect(calls().map(({ keepalive, body }) => [keepalive, body])).toEqual([
    [true, JSON.stringify(response)],
    [false, JSON.stringify(response)],
  ]);
});

test('takes a network error, a redirect or an unreadable answer for none, and tries no third time', async () => {
  const { calls } = stubFetch(new TypeError('redirect'), new TypeError('redirect'), received());
  expect(await open().send(response, true)).toBe('unreachable');
  expect(calls().map(({ keepalive }) => keepalive)).toEqual([true, false]);
});

test('posts once where it needs no keepalive', async () => {
  const { calls } = stubFetch(new TypeError('offline'), received());
  expect(await open().send(response, false)).toBe('unreachable');
  expect(calls()).toHaveLength(1);
});

test.each(['TimeoutError', 'AbortError'])('takes a %s for no answer, and posts once', async (name) => {
  const { calls } = stubFetch(new DOMException('late', name), received());
  expect(await open().send(response, true)).toBe('unreachable');
  expect(calls()).toHaveLength(1);
});

test('takes an answer whose body breaks off for no answer', async () => {
  const broken = () =>
    new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('cut')) }), {
      status: 202,
    });
  stubFetch(broken(), broken());
  expect(await open().send(response, true)).toBe('unreachable');
});

test('gives up after ten seconds, the body included', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  const { calls } = stubFetch(new Response());
  await open().send(response, true);
  expect(timeout.mock.calls).toEqual([[10_000]]);
  expect(calls()[0]?.signal).toBe(timeout.mock.results[0]?.value);
  timeout.mockRestore();
});

test('never rejects where a part that it needs cannot be had: nothing went out', async () => {
  const { calls } = stubFetch();
  expect(await open({ format: 'form' }, undefined).send(response, true)).toBe('unreachable');
  // That looking into it cannot be had, either, is nobody's business.
  expect(await open({}, undefined).send(response, true)).toBe('unreachable');
  expect(calls()).toHaveLength(2);
});

test('looks into why nothing can be read once that has happened again', async () => {
  const { heads } = stubFetch(...Array.from({ length: 9 }, () => new TypeError('CORS')));
  // Looking listens for violations of the page's policy.
  vi.stubGlobal('document', new EventTarget());
  const { send, problems } = open();
  await send(response, true);
  await new Promise((resolve) => setTimeout(resolve));
  expect(heads, 'once may be the network').toEqual([]);
  await send(response, true);
  await vi.waitFor(() => expect(problems).toEqual([['unreadable', endpoint, true]]));
  expect(heads).toEqual(['no-cors', 'cors']);
  await send(response, true);
  await new Promise((resolve) => setTimeout(resolve));
  expect([heads.length, problems.length]).toEqual([2, 1]);
});

test('posts nothing again, and looks into nothing, once everything is taken down', async () => {
  const { calls, heads } = stubFetch(...Array.from({ length: 9 }, () => new TypeError('offline')));
  const { send, abort } = open();
  await send(response, false);
  abort.abort();
  expect(await send(response, true)).toBe('unreachable');
  await new Promise((resolve) => setTimeout(resolve));
  expect([calls().length, heads.length]).toEqual([2, 0]);
});

test('two tries share ten seconds: other pages leave a response to this one for little longer', async () => {
  const { calls } = stubFetch(new TypeError('budget'), received());
  await open().send(response, true);
  const [first, second] = calls();
  expect(first?.signal).toBe(second?.signal);
});

test('looks into nothing where answers come, whatever they are, or where none may be read', async () => {
  const { heads } = stubFetch(new Response(null, { status: 503 }), new TypeError('offline'), new TypeError('offline'));
  await open().send(response, true);
  const blind = open({ acknowledge: 'none' });
  await blind.send(response, false);
  await blind.send(response, false);
  await new Promise((resolve) => setTimeout(resolve));
  expect(heads).toEqual([]);
});
