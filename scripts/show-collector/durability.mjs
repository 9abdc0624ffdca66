// Lines 3 and 4 of the collector's story: an acknowledgement follows the disk, and a response is one row.
import { traceCollector } from '../trace-collector.mjs';
import { asking } from './ask.mjs';
import { responseOf } from './sample.mjs';

export async function tellDurability({ claim, start, command }) {
  const { acknowledged, proven, unproven } = await traceCollector(command, 50);
  await claim('3 50 posts under strace: acknowledged', 50, () => acknowledged.length);
  await claim('3 Acknowledged after an fdatasync of their row, and not', [50, 0], () => [
    proven.length,
    unproven.length,
  ]);
  const collector = await start('durability', '--rate', '1000000');
  const { post, get } = asking(collector);
  const statuses = await Promise.all(Array.from({ length: 640 }, (_, index) => post(index, { site: 'crowd.example' })));
  const numbers = await (await get('/metrics')).text();
  const number = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(numbers)?.[1]);
  await claim('3 640 at once: acknowledged', 640, () => statuses.filter((status) => status === 202).length);
  await claim(
    '3 They share commits: less than one for four of them',
    true,
    () => number('earshot_commit_rows_count') < 160,
  );
  await claim('3 No commit holds more than 64', number('earshot_commit_rows_count'), () =>
    number('earshot_commit_rows_bucket\\{le="64"\\}'),
  );
  await collector.stop();
}

const shuffled = (list) =>
  list
    .map((one) => [Math.random(), one])
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

export async function tellOnce({ claim, start }) {
  const collector = await start('once', '--rate', '1000000');
  const { post, send, rows } = asking(collector);
  const whole = async () => {
    const body = JSON.stringify(responseOf(1));
    const answer = await send('POST', '/v1/responses', body, { 'content-type': 'application/json' });
    return [answer.status, await answer.text()];
  };
  const first = await whole();
  await claim('4 A duplicate is answered exactly like the first', first, whole);
  await claim('4 and is one row', 1, async () => (await rows('acme.example')).length);
  const all = Array.from({ length: 100 }, (_, index) => [1, 2, 3, 3].map((revision) => [index, revision])).flat();
  await Promise.all(
    shuffled(all).map(([index, revision]) =>
      post(index, { site: 'orders.example', revision, score: revision, comment: `revision ${revision}` }),
    ),
  );
  await claim(
    '4 100 responses in three revisions, in any order, some twice: rows, all at the highest',
    [100, 100],
    async () => {
      const found = await rows('orders.example');
      return [found.length, found.filter(({ revision, score }) => revision === 3 && score === 3).length];
    },
  );
  await claim('4 An older revision that comes late changes nothing', [202, 3], async () => {
    const status = await post(0, { site: 'orders.example', revision: 2, score: 0 });
    const row = (await rows('orders.example')).find(({ id }) => id === responseOf(0).id);
    return [status, row.score];
  });
  await collector.stop();
}
