import { expect, test } from 'vitest';
import { readResults } from './read-results.ts';

const answering =
  (answer: Response): typeof fetch =>
  async (_, init) => {
    expect(new Headers(init?.headers).get('authorization')).toBe('Bearer the-token');
    return answer;
  };

test('reads the surveys with the token', async () => {
  expect(await readResults('the-token', answering(Response.json({ surveys: [] })))).toEqual({ surveys: [] });
});

test('tells a refused token from a failure', async () => {
  const refused = answering(new Response('{}', { status: 401 }));
  expect(await readResults('the-token', refused)).toEqual({ reason: 'token' });
  const failing = answering(new Response('{}', { status: 503 }));
  expect(await readResults('the-token', failing)).toMatchObject({ reason: 'failed' });
});

test('says that the collector did not answer when it is gone or speaks no JSON', async () => {
  const gone: typeof fetch = () => Promise.reject(new TypeError('network'));
  for (const fetchIt of [gone, answering(new Response('<html>'))])
    expect(await readResults('the-token', fetchIt)).toEqual({
      reason: 'failed',
      detail: 'The collector did not answer. Is it still running?',
    });
});
