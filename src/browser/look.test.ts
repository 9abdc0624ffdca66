// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { Problem } from '../core/problem.ts';
import { sampleConfig, sampleEndpoint as endpoint } from '../core/samples.ts';
import { look } from './look.ts';

afterEach(() => vi.unstubAllGlobals());

/** What a browser tells a page whose policy forbids an address. */
function forbid(blockedURI: string, effectiveDirective = 'connect-src'): void {
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI, effectiveDirective }));
}

/** Looks where requests of these modes are answered. */
async function lookAt(answered: readonly RequestMode[], tag: Readonly<Record<string, string>> = {}) {
  const problems: Problem[] = [];
  const fetch = vi.fn<typeof globalThis.fetch>(async (_, { mode = 'cors' } = {}) => {
    if (answered.includes(mode)) return new Response();
    throw new TypeError('Failed to fetch');
  });
  vi.stubGlobal('fetch', fetch);
  await look(sampleConfig(tag).site, (...problem) => void problems.push(problem));
  return { problems, calls: fetch.mock.calls.map(([url, options]) => ({ url, ...options })) };
}

test('says nothing where nobody answers at all: that is the network', async () => {
  const { problems, calls } = await lookAt([]);
  expect(problems).toEqual([]);
  expect(calls).toMatchObject([{ url: endpoint, mode: 'no-cors' }]);
});

test('takes the preflight for what failed where a request without one may be read', async () => {
  expect((await lookAt(['no-cors', 'cors'])).problems).toEqual([['unreadable', endpoint, true]]);
});

test('takes it for missing CORS headers or a redirect where no request may be read', async () => {
  expect((await lookAt(['no-cors'])).problems).toEqual([['unreadable', endpoint, false]]);
});

test.each(['text', 'form'])('never blames a preflight for what is posted as %s, which needs none', async (format) => {
  const { problems, calls } = await lookAt(['no-cors', 'cors'], { format });
  expect(problems).toEqual([['unreadable', endpoint, false]]);
  expect(calls).toHaveLength(1);
});

test('asks for nothing but heads, without cookies and referrer', async () => {
  const { calls } = await lookAt(['no-cors', 'cors']);
  expect(calls).toEqual(
    // What a redirect leads to may be readable, and yet no POST gets there.
    [
      ['no-cors', 'follow'],
      ['cors', 'error'],
    ].map(([mode, redirect]) => ({
      url: endpoint,
      method: 'HEAD',
      mode,
      redirect,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })),
  );
});

test('names the policy of the page where that forbids the endpoint, and nothing else', async () => {
  const lookUnder = async (...forbidden: Parameters<typeof forbid>) => {
    const problems: Problem[] = [];
    vi.stubGlobal('fetch', async () => {
      setTimeout(() => forbid(...forbidden));
      throw new TypeError('Failed to fetch');
    });
    await look(sampleConfig().site, (...problem) => void problems.push(problem));
    return problems;
  };
  expect(await lookUnder(endpoint)).toEqual([['policy', endpoint]]);
  expect(await lookUnder(new URL(endpoint).origin)).toEqual([['policy', endpoint]]);
  expect(await lookUnder('https://other.example/')).toEqual([]);
  expect(await lookUnder('')).toEqual([]);
  expect(await lookUnder(endpoint, 'img-src')).toEqual([]);
});
