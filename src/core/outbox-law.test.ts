import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from './delivery.ts';
import { passOutbox } from './retry.ts';
import type { Response } from './response.ts';
import { answerWith, finish, keep, openSampleOutbox } from './sample-outbox.ts';
import { sampleId, sampleResponse } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

/** How the network and the endpoint treat one POST. */
const fate = fc.constantFrom('stored', 'stored', 'lost', 'unacknowledged', 'redirected', '503', '429', '404', '400');
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('choose', 'send', 'sendLater'), who: fc.nat(7), fates: fc.tuple(fate) }),
  fc.record({
    do: fc.constantFrom('pass', 'flush', 'twoTabs'),
    waitMs: fc.nat(4e6),
    fates: fc.array(fate, { maxLength: 8 }),
  }),
);

test('every answer is received once or still in the outbox, whatever fails and in whichever order', async () => {
  let lost = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      // The collector of the contract: upsert by id, the highest revision is the truth.
      const collected = new Map<string, Response>();
      const store = (response: Response): void => {
        const before = collected.get(response.id)?.revision ?? 0;
        if (response.revision > before) collected.set(response.id, response);
      };
      let fates: string[] = [];
      const outbox = openSampleOutbox((response): Answer => {
        const next = fates.shift() ?? 'stored';
        if (next === 'stored' || next === 'unacknowledged') store(response);
        if (next === 'stored') return answerWith(202);
        if (next === 'redirected') return { status: 200, contentType: 'text/html', body: '', retryAfter: null };
        if (next === 'unacknowledged') lost++;
        return next === 'lost' || next === 'unacknowledged'
          ? 'unreachable'
          : answerWith(Number(next), next === '429' ? '60' : null);
      });
      const { ports, kept } = outbox;
      /** What the visitors have answered, as they last saw it. */
      const answered = new Map<string, Response>();

      for (const one of steps) {
        fates = [...one.fates];
        if ('who' in one) {
          const id = sampleId(one.who);
          const revision = (answered.get(id)?.revision ?? 0) + 1;
          const response = sampleResponse({ id, revision, score: revision % 11 });
          answered.set(id, response);
          if (one.do === 'choose') await keep(outbox, response);
          else await finish(outbox, response, one.do === 'send');
        } else {
          outbox.now += one.waitMs;
          if (one.do === 'twoTabs') await Promise.all([passOutbox(ports), passOutbox(ports)]);
          else await passOutbox(ports, one.do === 'flush');
        }
        // Nothing is lost at any time: the latest revision is received or stored.
        for (const [id, { revision }] of answered)
          expect(Math.max(collected.get(id)?.revision ?? 0, kept.get(id)?.response.revision ?? 0)).toBe(revision);
        const refused = [...kept.values()].filter((record) => record.refused).length;
        const waiting = kept.size - refused;
        const sent = [...answered.keys()].filter((id) => !kept.has(id)).length;
        expect(sent + waiting + refused).toBe(answered.size);
      }

      // In the end everything that was not refused for good is received, once, in its last revision.
      fates = [];
      for (let round = 0; round < 3; round++) {
        outbox.now += 4e6;
        await passOutbox(ports);
      }
      for (const record of kept.values()) expect(record.refused).toBeDefined();
      for (const [id, { revision, score }] of answered)
        if (!kept.has(id)) expect(collected.get(id)).toMatchObject({ revision, score });
    }),
    { numRuns: 150 },
  );
  expect(lost).toBeGreaterThan(20);
});
