import { expect, test } from 'vitest';
import { heedEndpoint } from './endpoint-state.ts';
import { editingMs } from './keep.ts';
import { sendNow } from './outbox.ts';
import { conclude, passOutbox, readNextAt } from './retry.ts';
import type { Response } from './response.ts';
import { answerWith, fill, finish, keep, openSampleOutbox } from './sample-outbox.ts';
import { sampleAt as now, sampleId, sampleResponse } from './samples.ts';

const id = sampleId(1);
const hourMs = 3_600_000;
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => sampleId(index));

test('posts the response as one JSON object with the instant of sending, and forgets it when it is received', async () => {
  const outbox = openSampleOutbox();
  expect(await finish(outbox, sampleResponse())).toBe('sent');
  expect(outbox.posts).toEqual([{ ...sampleResponse(), sentAt: '2026-11-21T10:00:00.000Z' }]);
  expect(outbox.kept.size).toBe(0);
  expect(outbox.reports).toEqual(['sent 1.1']);
});

test('has the answer on disk while the POST is under way, where no other page touches it', async () => {
  const outbox = openSampleOutbox(() => {
    expect(outbox.kept.get(id)).toMatchObject({ response: sampleResponse(), heldUntil: now + 15_000 });
    return answerWith(202);
  });
  await finish(outbox, sampleResponse());
  expect(outbox.posts).toHaveLength(1);
});

test('begins to store and to post in the task of the call', () => {
  const outbox = openSampleOutbox();
  void finish(outbox, sampleResponse());
  expect([outbox.kept.size, outbox.posts.length]).toEqual([1, 1]);
});

test.each([408, 425, 429, 500, 503])('keeps the answer when the endpoint says %d', async (status) => {
  const outbox = openSampleOutbox(() => answerWith(status));
  expect(await finish(outbox, sampleResponse())).toBe('kept');
  expect([...outbox.kept.values()]).toEqual([
    { response: sampleResponse(), heldUntil: 0, tries: 1, nextAt: now + 500 },
  ]);
  expect(outbox.endpointState?.pausedUntil, 'the endpoint did not ask to wait').toBe(0);
  expect(outbox.problems).toEqual([]);
});

test('keeps the answer when nothing answers, and waits longer each time', async () => {
  const outbox = openSampleOutbox(() => 'unreachable');
  await finish(outbox, sampleResponse());
  for (const waitMs of [1_000, 2_000, 4_000]) {
    outbox.now = outbox.kept.get(id)!.nextAt;
    await passOutbox(outbox.ports);
    expect(outbox.kept.get(id)!.nextAt).toBe(outbox.now + waitMs);
  }
  expect(outbox.kept.get(id)!.tries).toBe(4);
});

test('does not post while the endpoint rests, but keeps', async () => {
  const outbox = openSampleOutbox();
  expect(await finish(outbox, sampleResponse(), false)).toBe('kept');
  expect(outbox.posts).toEqual([]);
  expect(outbox.kept.get(id)).toMatchObject({ response: sampleResponse(), heldUntil: 0 });
});

test('still posts where nothing can be stored', async () => {
  const { ports, posts } = openSampleOutbox();
  await sendNow(ports, sampleResponse(), Promise.resolve(false), true, Promise.resolve(conclude));
  expect(posts).toHaveLength(1);
});

test('keeps a revision that came during the POST', async () => {
  const revised = sampleResponse({ revision: 2, comment: 'Fast.' });
  const outbox = openSampleOutbox(async () => {
    await keep(outbox, revised);
    return answerWith(202);
  });
  await finish(outbox, sampleResponse());
  expect(outbox.kept.get(id)?.response).toEqual(revised);
  outbox.now += editingMs;
  outbox.answer = () => answerWith(202);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(outbox.posts.map(({ revision }) => revision)).toEqual([1, 2]);
});

test('never puts an older revision in place of a newer one', async () => {
  const outbox = openSampleOutbox();
  await keep(outbox, sampleResponse({ revision: 2, score: 0 }), true);
  await keep(outbox, sampleResponse({ revision: 1, score: 5 }), true);
  expect(outbox.kept.get(id)?.response).toMatchObject({ revision: 2, score: 0 });
});

test('keeps what is being answered to its own page, for as long as it says', async () => {
  const outbox = openSampleOutbox();
  await keep(outbox, sampleResponse());
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 1, refused: 0 });
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 0, kept: 1, refused: 0 });
  expect(outbox.posts).toEqual([]);
  expect(await readNextAt(outbox.ports)).toBe(now + 60_000);
  outbox.now += 60_000;
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test('tries nothing before its next instant, unless asked to hurry', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, [id], { tries: 1, nextAt: now + 1 });
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 1, refused: 0 });
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test.each([401, 403, 404, 405, 415])(
  'rests for an hour after %d, with one warning, everything kept',
  async (status) => {
    const outbox = openSampleOutbox(() => answerWith(status));
    fill(outbox, ids(3));
    expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 3, refused: 0 });
    expect(outbox.posts).toHaveLength(1);
    expect(outbox.problems).toEqual([['paused', outbox.ports.endpoint, status]]);
    expect(await readNextAt(outbox.ports)).toBe(now + hourMs);

    outbox.now += hourMs - 1;
    await passOutbox(outbox.ports, true);
    expect(outbox.posts).toHaveLength(1);

    outbox.now += 1;
    outbox.answer = () => answerWith(202);
    expect(await passOutbox(outbox.ports)).toEqual({ sent: 3, kept: 0, refused: 0 });
  },
);

test('sends at once when the page names another endpoint', async () => {
  const outbox = openSampleOutbox(() => answerWith(404));
  fill(outbox, ids(2));
  await passOutbox(outbox.ports);
  const other = openSampleOutbox(undefined, 'https://other.example/responses');
  const ports = { ...other.ports, store: outbox.ports.store };
  expect(await passOutbox(ports, true)).toEqual({ sent: 2, kept: 0, refused: 0 });
  expect(other.posts).toHaveLength(2);
});

test('lets all wait as long as Retry-After says', async () => {
  const outbox = openSampleOutbox(() => answerWith(503, '120'));
  fill(outbox, ids(3));
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 3, refused: 0 });
  expect(outbox.posts).toHaveLength(1);
  outbox.now += 119_999;
  await passOutbox(outbox.ports, true);
  expect(outbox.posts).toHaveLength(1);
  expect(await readNextAt(outbox.ports)).toBe(now + 120_000);
  expect(outbox.problems).toEqual([]);
});

test('stops after two failures in a row: an outage costs two requests, not one for each', async () => {
  const outbox = openSampleOutbox(() => 'unreachable');
  fill(outbox, ids(10));
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 10, refused: 0 });
  expect(outbox.posts).toHaveLength(2);
});

test('delivers nine of ten in one pass where one always fails', async () => {
  for (const poisoned of ids(10)) {
    const outbox = openSampleOutbox((response) => answerWith(response.id === poisoned ? 500 : 202));
    fill(outbox, ids(10));
    expect(await passOutbox(outbox.ports)).toEqual({ sent: 9, kept: 1, refused: 0 });
    expect([...outbox.kept.keys()]).toEqual([poisoned]);
  }
});

test('tries those first that failed least', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, [sampleId(1)], { tries: 5 });
  fill(outbox, [sampleId(2)], { tries: 1 });
  fill(outbox, [sampleId(3)]);
  await passOutbox(outbox.ports);
  expect(outbox.posts.map((response) => response.id)).toEqual([3, 2, 1].map(sampleId));
});

test('has nothing to schedule when nothing waits', async () => {
  const outbox = openSampleOutbox();
  expect(await readNextAt(outbox.ports)).toBe(Infinity);
  fill(outbox, [id], { refused: { reason: 'status', status: 400, at: now } });
  expect(await readNextAt(outbox.ports)).toBe(Infinity);
});

test('heeds no instant that only a clock which was set back since can have written', async () => {
  const outbox = openSampleOutbox();
  const monthMs = 30 * 864e5;
  fill(outbox, [sampleId(1)], { heldUntil: outbox.now + monthMs });
  fill(outbox, [sampleId(2)], { nextAt: outbox.now + monthMs });
  const { endpoint } = outbox.ports;
  const at = outbox.now + monthMs;
  outbox.endpointState = { ...heedEndpoint(undefined, endpoint, at), pausedUntil: at, sender: 2, sendingUntil: at };
  expect(await readNextAt(outbox.ports)).toBe(0);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 2, kept: 0, refused: 0 });
});

test('asks for keepalive only where the page may be left', async () => {
  const outbox = openSampleOutbox(() => answerWith(503));
  const kept: boolean[] = [];
  const ports = {
    ...outbox.ports,
    send: (response: Response, keepalive: boolean) => {
      kept.push(keepalive);
      return outbox.ports.send(response, keepalive);
    },
  };
  await finish({ ...outbox, ports }, sampleResponse());
  await passOutbox(ports, true);
  expect(kept).toEqual([true, false]);
});

test('posts nothing more, and remembers nothing of the endpoint, once everything is over', async () => {
  let isOver = false;
  const outbox = openSampleOutbox(() => {
    isOver = true;
    return answerWith(404);
  });
  fill(outbox, ids(3));
  await passOutbox({ ...outbox.ports, isOver: () => isOver });
  expect(outbox.posts).toHaveLength(1);
  expect(outbox.endpointState).toMatchObject({ pausedUntil: 0, failures: 0 });
  expect(outbox.problems).toEqual([]);
});

test('posts nothing once everything is over, not even when that came with its turn', async () => {
  let isOver = false;
  const outbox = openSampleOutbox();
  const { store } = outbox.ports;
  const changeEndpoint: typeof store.changeEndpoint = async (change) => {
    const state = await store.changeEndpoint(change);
    isOver = true;
    return state;
  };
  fill(outbox, ids(1));
  await passOutbox({ ...outbox.ports, store: { ...store, changeEndpoint }, isOver: () => isOver });
  expect(outbox.posts).toEqual([]);
});

test('of two answers at a time the one that asks for more time holds', async () => {
  const outbox = openSampleOutbox();
  fill(outbox, ids(3));
  const [first, second, third] = ids(3).map((id) => sampleResponse({ id }));
  if (!first || !second || !third) throw new Error('Three are needed.');
  await conclude(outbox.ports, first, answerWith(429, '86400'));
  await conclude(outbox.ports, second, answerWith(503, '5'));
  await conclude(outbox.ports, third, answerWith(404));
  expect(outbox.endpointState?.pausedUntil).toBe(outbox.now + 86_400e3);
});
