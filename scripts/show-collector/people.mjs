// Line 7 of the collector's story: what a person sent, exported and erased; and how long things are kept.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asking } from './ask.mjs';

const address = '203.0.113.77';

export async function tellPeople({ claim, start, folder }) {
  let collector = await start('people', '--rate', '1000000');
  const { post, read, send, rows } = asking(collector);
  const forwarded = { 'x-forwarded-for': address };
  for (const index of [1, 2, 3]) await post(index, { user: 'alice', comment: 'From Alice-Liddell' }, forwarded);
  await post(4, { user: 'bob' }, forwarded);
  await post(5, { visitor: 'v-alice' }, forwarded);
  const exported = async (query) => (await read(`/v1/people?${query}`)).responses.length;
  await claim('7 What a user, a visitor and a stranger sent', [3, 1, 0], async () => [
    await exported('user=alice'),
    await exported('visitor=v-alice'),
    await exported('user=carol'),
  ]);
  const erased = await (await send('DELETE', '/v1/people?user=alice')).json();
  await claim('7 Erased', { erased: 3 }, () => erased);
  await claim('7 Only others are left', [2, 0], async () => [
    (await rows('acme.example')).length,
    await exported('user=alice'),
  ]);
  await claim('7 A late copy is acknowledged, and does not bring it back', [202, 2], async () => [
    await post(1, { user: 'alice', revision: 9, comment: 'From Alice-Liddell' }),
    (await rows('acme.example')).length,
  ]);
  await collector.stop();
  const files = readdirSync(join(folder, 'people')).map((name) => readFileSync(join(folder, 'people', name)));
  await claim('7 Nor do the files hold what was erased, or an address', [false, false], () => [
    files.some((bytes) => bytes.includes('Alice-Liddell')),
    files.some((bytes) => bytes.includes(address)),
  ]);
  collector = await start('people', '--retention', '1', '--rate', '1000000');
  const later = asking(collector);
  const old = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const line = (await later.rows('acme.example'))[0];
  const copy = JSON.stringify({ ...line, site: 'old.example', firstReceivedAt: old, shownAt: old });
  const imported = await (
    await later.send('POST', '/v1/imports', `${copy}\n`, { 'content-type': 'application/x-ndjson' })
  ).json();
  await claim('7 A response of three days ago is imported', 1, () => imported.imported);
  await collector.stop();
  collector = await start('people', '--retention', '1');
  await claim('7 With --retention 1 it is gone after the next start; younger ones stay', [0, 2], async () => [
    (await asking(collector).rows('old.example')).length,
    (await asking(collector).rows('acme.example')).length,
  ]);
  await collector.stop();
}
