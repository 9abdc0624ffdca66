import { expect, test } from 'vitest';
import type { Answer } from './delivery.ts';
import { dayMs, minuteMs } from './duration.ts';
import type { Kept } from './ports.ts';
import { passOutbox, readNextAt } from './retry.ts';
import { answerWith, fill, finish, openSampleOutbox, type SampleOutbox } from './sample-outbox.ts';
import { sampleAt as start, sampleId, sampleResponse } from './samples.ts';
import { tidy } from './tidy.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => sampleId(index));
const hourMs = 60 * minuteMs;

/** A visitor's browser during an outage: it notes when each request goes out. */
function open(down: Answer, random: () => number): SampleOutbox & { readonly requests: number[] } {
  const requests: number[] = [];
  const outbox = openSampleOutbox(() => {
    requests.push(outbox.now);
    return down;
  });
  return Object.assign(outbox, { requests, ports: { ...outbox.ports, random } });
}
/** Dice that fall the same way in each run. */
function makeDice(): () => number {
  let state = 20261121;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Lets pages be open until then, which try whenever one of them may, as their timers do. */
async function stayUntil(endAt: number, outbox: SampleOutbox, senders: readonly number[] = [1]): Promise<void> {
  for (;;) {
    const pages = senders.map((sender) => ({ ...outbox.ports, sender }));
    const nextAt = Math.min(...(await Promise.all(pages.map(readNextAt))));
    outbox.now = Math.max(nextAt, outbox.now + 1_000);
    if (outbox.now >= endAt) break;
    for (const ports of pages) await passOutbox(ports);
  }
  outbox.now = endAt;
}
/** The most requests in any hour that begins ten minutes after the outage did. */
const mostInAnHour = (requests: readonly number[]): number => {
  const late = requests.filter((at) => at >= start + 10 * minuteMs);
  let first = 0;
  return late.reduce((most, at, last) => {
    while ((late[first] ?? at) <= at - hourMs) first++;
    return Math.max(most, last - first + 1);
  }, 0);
};

test.each<[dice: string, random: () => number]>([
  ['that fall as they may', makeDice()],
  ['that always ask to hurry', () => 0],
  ['that always ask to wait', () => 1 - 2 ** -53],
])('a day of 503 costs at most 20 requests an hour after ten minutes, with dice %s', async (_, random) => {
  const outbox = open(answerWith(503), random);
  fill(outbox, ids(20));
  await stayUntil(start + dayMs, outbox, [1, 2, 3]);
  expect(mostInAnHour(outbox.requests)).toBeLessThanOrEqual(20);
  expect(outbox.requests.length, 'but it is tried').toBeGreaterThan(200);
  expect(outbox.kept.size).toBe(20);
  outbox.answer = () => answerWith(202);
  await stayUntil(outbox.now + 10 * minuteMs, outbox, [1, 2, 3]);
  expect([outbox.kept.size, outbox.reports.filter((one) => one.startsWith('sent')).length]).toEqual([0, 20]);
});

test('30 days without a network lose nothing, and cost at most 20 requests an hour', async () => {
  const outbox = open('unreachable', makeDice());
  fill(outbox, ids(10));
  for (let day = 1; day <= 30; day++) {
    await stayUntil(start + day * dayMs, outbox);
    // Each day begins with another page.
    await tidy(outbox.ports);
  }
  expect(mostInAnHour(outbox.requests)).toBeLessThanOrEqual(20);
  expect([...outbox.kept.values()].filter(({ refused }) => refused)).toEqual([]);
  outbox.answer = () => answerWith(202);
  // The network is back, and says so.
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 10, kept: 0, refused: 0 });
});

test('pages that come and go in an outage cost no more than one that stays', async () => {
  const outbox = open(answerWith(503), makeDice());
  fill(outbox, ids(10));
  // Each minute another page, which passes once at its begin.
  for (let sender = 1; outbox.now < start + 6 * hourMs; sender++) {
    await passOutbox({ ...outbox.ports, sender });
    outbox.now += minuteMs;
  }
  expect(mostInAnHour(outbox.requests)).toBeLessThanOrEqual(20);
});

test('sends no request earlier than Retry-After allows, in no page', async () => {
  const outbox = open(answerWith(429, '600'), makeDice());
  fill(outbox, ids(10));
  await stayUntil(start + 6 * hourMs, outbox, [1, 2]);
  for (const [index, at] of outbox.requests.entries())
    if (index) expect(at - (outbox.requests[index - 1] ?? 0)).toBeGreaterThanOrEqual(600_000);
  expect(outbox.requests.length).toBeGreaterThan(10);
  const { length } = outbox.requests;
  await passOutbox({ ...outbox.ports, sender: 3 }, true);
  expect(outbox.requests).toHaveLength(length);
});

test('an answer that comes during an outage is stored, posted once at once, and then waits like the others', async () => {
  const outbox = open(answerWith(503), makeDice());
  fill(outbox, ids(5));
  await stayUntil(start + hourMs, outbox);
  const before = outbox.requests.length;
  expect(await finish(outbox, sampleResponse({ id: sampleId(9) }))).toBe('kept');
  expect(outbox.requests).toHaveLength(before + 1);
  await stayUntil(outbox.now + hourMs, outbox);
  expect(outbox.requests.length - before).toBeLessThanOrEqual(21);
  expect(outbox.kept.size).toBe(6);
});

test('delivers 99 of 100 in one pass where one always fails', async () => {
  for (const poisoned of [sampleId(0), sampleId(50), sampleId(99)]) {
    const outbox = openSampleOutbox(({ id }) => answerWith(id === poisoned ? 500 : 202));
    fill(outbox, ids(100));
    expect(await passOutbox(outbox.ports)).toEqual({ sent: 99, kept: 1, refused: 0 });
    expect([...outbox.kept.keys()]).toEqual([poisoned]);
  }
});

test('a response that always fails moves back behind the others, and holds up none that comes later', async () => {
  const outbox = openSampleOutbox(({ id }) => answerWith(id === sampleId(0) ? 500 : 202));
  fill(outbox, [sampleId(0)]);
  await passOutbox(outbox.ports);
  for (let round = 1; round < 6; round++) {
    fill(outbox, [sampleId(round)]);
    outbox.now += hourMs;
    expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 1, refused: 0 });
    expect(outbox.posts.at(-1)?.id, 'last').toBe(sampleId(0));
  }
  expect(outbox.kept.get(sampleId(0))?.tries).toBe(6);
});

test('a record that is broken is sent like any other, and holds up no schedule', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, [sampleId(1)]);
  const broken = { response: sampleResponse({ id: sampleId(2) }), nextAt: Number.NaN } as unknown as Kept;
  outbox.kept.set(sampleId(2), broken);
  expect(await readNextAt(outbox.ports)).toBe(0);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 2, kept: 0, refused: 0 });
});

test('a clock that goes a year back or ahead delays nothing for longer than a day', async () => {
  for (const jumpMs of [-365 * dayMs, 365 * dayMs]) {
    const outbox = open(answerWith(503, '86400'), makeDice());
    fill(outbox, ids(5));
    await passOutbox(outbox.ports);
    outbox.now += jumpMs;
    outbox.answer = () => answerWith(202);
    await stayUntil(outbox.now + dayMs, outbox);
    expect([jumpMs, outbox.kept.size]).toEqual([jumpMs, 0]);
  }
});

test('what is stored in one time zone means the same in another', async () => {
  const { TZ } = process.env;
  const outbox = openSampleOutbox(() => answerWith(503, 'Sat, 21 Nov 2026 12:00:00 GMT'));
  fill(outbox, ids(2));
  process.env.TZ = 'Pacific/Kiritimati';
  await passOutbox(outbox.ports);
  process.env.TZ = 'America/Los_Angeles';
  expect(await readNextAt(outbox.ports)).toBe(start + 2 * hourMs);
  process.env.TZ = TZ;
  if (TZ === undefined) delete process.env.TZ;
});
