import { expect, test } from 'vitest';
import { sendNow } from './outbox.ts';
import { conclude } from './retry.ts';
import { fill, openSampleOutbox } from './sample-outbox.ts';
import { sampleId, sampleResponse } from './samples.ts';

test('what could not be stored never takes the place of what the visitor has changed since', async () => {
  const outbox = openSampleOutbox(() => 'unreachable');
  fill(outbox, [sampleId(1)], { response: sampleResponse({ revision: 2 }) });
  await sendNow(outbox.ports, sampleResponse(), Promise.resolve(false), true, Promise.resolve(conclude));
  expect([...outbox.kept.values()]).toMatchObject([{ response: { revision: 2 } }]);
});
