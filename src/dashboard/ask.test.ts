import { expect, test } from 'vitest';
import { ask } from './ask.ts';

const answering =
  (answer: Response): typeof fetch =>
  async (path, init) => {
    expect(path).toBe('/v1/results');
    expect(new Headers(init?.headers).get('authorization')).toBe('Bearer the-token');
    return answer;
  };

test('asks with the token', async () => {
  const answer = answering(Response.json({ surveys: [] }));
  expect(await ask('the-token', '/v1/results', answer)).toEqual({ value: { surveys: [] } });
});

test('tells a refused token from a failure', async () => {
  const refused = answering(new Response('{}', { status: 401 }));
  expect(await ask('the-token', '/v1/results', refused)).toEqual({ reason: 'token' });
  const failing = answering(new Response('{}', { status: 503 }));
  expect(await ask('the-token', '/v1/results', failing)).toMatchObject({ reason: 'failed' });
  const broken = answering(new Response('<html>'));
  expect(await ask('the-token', '/v1/results', broken)).toMatchObject({ reason: 'failed' });
});
