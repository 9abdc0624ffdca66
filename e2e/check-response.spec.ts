import { startEndpoint } from './fault-server.ts';
import { expect, test } from './fixtures.ts';
import { makeRecord } from './records.ts';

test('a test fails whose endpoint was sent what is no response by the published schema', async () => {
  const { response } = makeRecord('shop', 1);
  for (const [sent, problem] of [
    [response, undefined],
    [{ ...response, comment: null }, '/comment must be string'],
    [{ ...response, segment: 'positive' }, 'must match a schema in anyOf'],
  ] as const) {
    const endpoint = await startEndpoint();
    await fetch(endpoint.url, { method: 'POST', body: JSON.stringify(sent) });
    const stopped = endpoint.stop();
    if (problem) await expect(stopped).rejects.toThrow(problem);
    else await stopped;
  }
});
