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

test('sends a change as JSON, and takes an empty answer for done', async () => {
  const gone = answering(new Response(null, { status: 204 }));
  expect(await ask('the-token', '/v1/results', gone, { method: 'DELETE' })).toEqual({ value: undefined });
  const sent: RequestInit[] = [];
  const keeping: typeof fetch = async (_, init) => {
    sent.push(init ?? {});
    return Response.json({ id: 'mark-1' }, { status: 201 });
  };
  const body = { text: '2.0' };
  expect(await ask('the-token', '/v1/results', keeping, { method: 'POST', body })).toEqual({ value: { id: 'mark-1' } });
  expect(sent).toMatchObject([{ method: 'POST', body: '{"text":"2.0"}' }]);
});

test('says what the collector says of a refusal', async () => {
  const refusing = answering(Response.json({ detail: 'text must be given.' }, { status: 422 }));
  expect(await ask('the-token', '/v1/results', refusing)).toEqual({ reason: 'failed', detail: 'text must be given.' });
});

test('tells a refused token from a failure', async () => {
  const refused = answering(new Response('{}', { status: 401 }));
  expect(await ask('the-token', '/v1/results', refused)).toEqual({ reason: 'token' });
  const failing = answering(new Response('{}', { status: 503 }));
  expect(await ask('the-token', '/v1/results', failing)).toMatchObject({ reason: 'failed' });
  const broken = answering(new Response('<html>'));
  expect(await ask('the-token', '/v1/results', broken)).toMatchObject({ reason: 'failed' });
});
