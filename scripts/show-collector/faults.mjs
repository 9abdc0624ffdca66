// Line 5 of the collector's story: kills, shutdown, lost files, full disks and crowds.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { asking, crowd } from './ask.mjs';
import { responseOf } from './sample.mjs';

const lostOf = async (collector, site, acknowledged) => {
  const found = (await asking(collector).rows(site)).map(({ id }) => id);
  const ids = new Set(found);
  return [[...acknowledged].filter((id) => !ids.has(id)).length, found.length - ids.size];
};

async function tellKills({ claim, start }) {
  let collector = await start('kills', '--rate', '1000000');
  for (const round of [1, 2, 3]) {
    const site = `round-${round}.example`;
    let isOver = false;
    const posting = crowd(asking(collector), site, 16, (count) => {
      if (count >= 200 * round && !isOver) {
        isOver = true;
        void collector.kill('SIGKILL');
      }
      return isOver;
    });
    const acknowledged = await posting;
    await collector.ended;
    collector = await start('kills', '--rate', '1000000');
    const enough = acknowledged.size >= 200 * round;
    const seen = await lostOf(collector, site, acknowledged);
    await claim(`5 Killed after ${200 * round} acknowledgements: lost, doubled`, [true, 0, 0], () => [enough, ...seen]);
  }
  await collector.stop();
}

async function tellShutdown({ claim, start }) {
  let collector = await start('shutdown', '--rate', '1000000');
  let isOver = false;
  const posting = crowd(asking(collector), 'shutdown.example', 16, () => isOver);
  await asking(collector).post(0, { site: 'shutdown.example' });
  const since = performance.now();
  const ended = collector.kill('SIGTERM');
  await claim(
    '5 Told to go (SIGTERM) under load: not ready at once',
    503,
    async () => (await fetch(`${collector.origin}/readyz`)).status,
    1000,
  );
  await claim('5 and still serves', 200, async () => (await fetch(`${collector.origin}/healthz`)).status, 1000);
  const code = await ended;
  isOver = true;
  const tookS = (performance.now() - since) / 1e3;
  const acknowledged = await posting;
  await claim('5 It ends with 0, within ten seconds', [0, true], () => [code, tookS < 10]);
  collector = await start('shutdown');
  const seen = await lostOf(collector, 'shutdown.example', acknowledged);
  await claim('5 Lost, doubled', [true, 0, 0], () => [acknowledged.size > 100, ...seen]);
  await collector.stop();
}

async function tellLostFile({ claim, start, folder }) {
  let collector = await start('lost');
  const { post } = asking(collector);
  await claim('5 An answer is acknowledged', 202, () => post(1));
  rmSync(join(folder, 'lost', 'earshot.db'));
  const refused = await post(2);
  await claim('5 Its database is deleted: the next one is not', 503, () => refused);
  await claim('5 It heals by itself', 202, () => post(2));
  await collector.kill('SIGKILL');
  collector = await start('lost');
  await claim(
    '5 Killed and started again: both are there',
    2,
    async () => (await asking(collector).rows('acme.example')).length,
  );
  await collector.stop();
}

async function tellFullDisk({ claim, start, folder }) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return console.log('5 A full disk is shown to root on Linux only: it takes a small disk to be mounted.');
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
  try {
    let collector = await start('disk');
    const { post, get } = asking(collector);
    const ready = async () => (await get('/readyz')).status;
    const filler = openSync(join(disk, 'filler'), 'w');
    let count = 0;
    try {
      for (;;) writeSync(filler, Buffer.alloc(4096));
    } catch {
      closeSync(filler);
    }
    await claim('5 The disk is full: not ready within a second', 503, ready, 1000);
    for (; (await post(count + 1, { comment: 'x'.repeat(2000) })) === 202; count++);
    await claim('5 and answers are refused', 503, () => post(999));
    rmSync(join(disk, 'filler'));
    await claim('5 There is room again: ready, and answers are taken', [200, 202], async () => [
      await ready(),
      await post(999),
    ]);
    await collector.kill('SIGKILL');
    collector = await start('disk');
    await claim(
      '5 Killed and started again: every acknowledged row',
      count + 1,
      async () => (await asking(collector).rows('acme.example')).length,
    );
    await collector.stop();
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
}

/** Posts from an address of this machine; resolves to the status. */
const postFrom = (origin, agent, localAddress, index, site) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify(responseOf(index, { site }));
    const headers = { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body) };
    const sent = request(`${origin}/v1/responses`, { method: 'POST', agent, localAddress, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    sent.on('error', reject);
    sent.end(body);
  });

async function tellFlood({ claim, start }) {
  if (process.platform !== 'linux')
    return console.log('5 A flood is shown on Linux only, where 127.0.1.1 is an address.');
  const { origin, stop } = await start('flood', '--rate', '120');
  const agent = new Agent({ keepAlive: true });
  const flood = async (network, addresses, each, site) => {
    const statuses = [];
    const visit = async (_, number) => {
      for (let index = 0; index < each; index++)
        statuses.push(await postFrom(origin, agent, `127.0.${network}.${1 + number}`, number * each + index, site));
    };
    await Promise.all(Array.from({ length: addresses }, visit));
    return statuses.filter((status) => status === 202).length;
  };
  const since = Date.now();
  const [forged, real] = await Promise.all([flood(1, 20, 500, 'forged.example'), flood(2, 250, 4, 'real.example')]);
  agent.destroy();
  const minutes = Math.ceil((Date.now() - since) / 60e3);
  await claim(
    '5 10,000 forged posts of 20 addresses are held to 120 a minute of each',
    true,
    () => forged <= 20 * 120 * minutes,
  );
  await claim('5 while of 1,000 from others at least 999 pass', true, () => real >= 999);
  await stop();
}

export async function tellFaults(world) {
  await tellKills(world);
  await tellShutdown(world);
  await tellLostFile(world);
  await tellFullDisk(world);
  await tellFlood(world);
}
