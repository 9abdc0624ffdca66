import { onDemand } from '../answer.ts';
import { call, expect, forgiveNetwork, test } from '../fixtures.ts';
import { makeRecord, waitingIn, writeRecords } from '../records.ts';
import { count } from './count.ts';

// As many as an outbox holds.
const batch = 200;

test('has one row for each response whose first acknowledgement was lost', async ({
  page,
  shop,
  endpoint,
  errors,
}, info) => {
  const sendings = new Map<unknown, number>();
  endpoint.answer = ({ id }) => {
    const earlier = sendings.get(id) ?? 0;
    sendings.set(id, earlier + 1);
    return earlier ? { status: 202 } : 'lose';
  };
  const url = shop.page('/', { ...onDemand, 'data-endpoint': endpoint.url });
  await page.goto(url);
  const deliver = async (first: number): Promise<void> => {
    const indices = Array.from({ length: batch }, (_, index) => first + index);
    await writeRecords(
      page,
      indices.map((index) => makeRecord(shop.site, index)),
    );
    // A pass ends when the losses come in a row: most take one response along, the last one all.
    for (let kept = batch, pass = 0; kept && pass <= batch; pass++)
      ({ kept } = (await call(page, 'flush')) as { kept: number });
  };
  const violations = await count(
    info,
    1000,
    async (round) => {
      if (round % batch === 0) await deliver(round);
      const { id, revision } = makeRecord(shop.site, round).response;
      const rows = endpoint.rows().filter((row) => row.id === id);
      const isOne = rows.length === 1 && rows[0]?.revision === revision;
      return isOne && Number(sendings.get(id)) > 1 ? undefined : `${rows.length} rows of ${String(sendings.get(id))}`;
    },
    'lost acknowledgement',
  );
  expect(violations).toEqual([]);
  expect(await waitingIn(page)).toBe(0);
  forgiveNetwork(errors);
});
