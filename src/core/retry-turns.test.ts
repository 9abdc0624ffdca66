import { expect, test } from 'vitest';
import type { Answer } from './delivery.ts';
import type { OutboxPorts } from './outbox.ts';
import { passOutbox, readNextAt } from './retry.ts';
import { answerWith, fill, openSampleOutbox, type SampleOutbox } from './sample-outbox.ts';
import { sampleAt as now, sampleId } from './samples.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => sampleId(index));
/** Another page of the same browser. */
const page = ({ ports }: SampleOutbox, sender: number): OutboxPorts => ({ ...ports, sender });
const received = (outbox: SampleOutbox): string[] => outbox.posts.map(({ id }) => id);

test('of two pages that pass at once, one posts each response once', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(50));
  const counts = await Promise.all([passOutbox(page(outbox, 1)), passOutbox(page(outbox, 2))]);
  expect(received(outbox).sort()).toEqual(ids(50));
  expect(counts.map(({ sent }) => sent).sort()).toEqual([0, 50]);
});

test('has one request in flight, whatever waits and however many pages pass', async () => {
  let [inFlight, most] = [0, 0];
  const outbox = openSampleOutbox(async () => {
    most = Math.max(most, ++inFlight);
    for (let index = 0; index < 3; index++) await Promise.resolve();
    inFlight--;
    return answerWith(202);
  });
  fill(outbox, ids(200));
  await Promise.all([1, 2, 3].map((sender) => passOutbox(page(outbox, sender))));
  expect([most, received(outbox).length]).toEqual([1, 200]);
});

test('leaves the turn to the others when its pass is over', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(1));
  await passOutbox(page(outbox, 1));
  fill(outbox, ids(1));
  expect(await passOutbox(page(outbox, 2))).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test.each([
  ['rests', { pausedUntil: now + 1 }],
  ['is not to be tried yet', { nextAt: now + 1 }],
])('leaves the turn to the others where the endpoint %s', async (_, state) => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(1));
  await readNextAt(outbox.ports);
  outbox.endpointState = { ...outbox.endpointState!, ...state };
  await passOutbox(page(outbox, 1));
  outbox.now += 1;
  expect(await readNextAt(page(outbox, 2)), 'another page may try at once').toBeLessThanOrEqual(outbox.now);
  expect(await passOutbox(page(outbox, 2))).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test('takes no turn where nothing is free to be sent', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(1), { nextAt: now + 1 });
  await passOutbox(page(outbox, 1));
  expect(outbox.endpointState).toBeUndefined();
});

/** A page that was frozen in the middle of a POST, and how it thaws. */
async function freeze(outbox: SampleOutbox): Promise<(answer: Answer) => Promise<unknown>> {
  let thaw: ((answer: Answer) => void) | undefined;
  outbox.answer = () => new Promise((resolve) => (thaw = resolve));
  const frozen = passOutbox(page(outbox, 1));
  for (let index = 0; index < 20; index++) await Promise.resolve();
  outbox.answer = () => answerWith(202);
  return (answer) => {
    thaw?.(answer);
    return frozen;
  };
}

test('takes over from a page that was frozen in the middle of a POST, after 15 seconds', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(3));
  await freeze(outbox);
  expect(await passOutbox(page(outbox, 2))).toEqual({ sent: 0, kept: 3, refused: 0 });
  expect(await readNextAt(page(outbox, 2))).toBe(now + 15_000);
  expect(await readNextAt(page(outbox, 1)), 'its own turn holds up nobody').toBe(0);
  outbox.now += 14_999;
  expect(await passOutbox(page(outbox, 2), true)).toEqual({ sent: 0, kept: 3, refused: 0 });
  outbox.now += 1;
  expect(await passOutbox(page(outbox, 2))).toEqual({ sent: 3, kept: 0, refused: 0 });
});

test('a page that thaws finds its work done, and does no harm', async () => {
  for (const late of ['unreachable', answerWith(202), answerWith(400)] as const) {
    const outbox = openSampleOutbox();
    fill(outbox, ids(3));
    const thaw = await freeze(outbox);
    outbox.now += 15_000;
    await passOutbox(page(outbox, 2));
    await thaw(late);
    expect(outbox.kept.size).toBe(0);
    expect(new Set(received(outbox)).size).toBe(3);
    expect(received(outbox).length, 'only the one in the middle went out twice').toBeLessThanOrEqual(6);
  }
});

test('a page that thaws during the turn of another one leaves the turn to it', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(3));
  const thaw = await freeze(outbox);
  outbox.now += 15_000;
  let answer: ((answer: Answer) => void) | undefined;
  outbox.answer = () => new Promise((resolve) => (answer = resolve));
  const other = passOutbox(page(outbox, 2));
  for (let index = 0; index < 20; index++) await Promise.resolve();
  outbox.answer = () => answerWith(202);
  expect(await thaw(answerWith(202))).toMatchObject({ sent: 1 });
  expect(outbox.endpointState).toMatchObject({ sender: 2, sendingUntil: outbox.now + 15_000 });
  answer?.(answerWith(202));
  await other;
  expect(outbox.kept.size).toBe(0);
});

test('posts nothing where it is over before it begins', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(3));
  expect(await passOutbox({ ...outbox.ports, isOver: () => true })).toEqual({ sent: 0, kept: 3, refused: 0 });
  expect([outbox.posts, outbox.endpointState]).toEqual([[], undefined]);
});
