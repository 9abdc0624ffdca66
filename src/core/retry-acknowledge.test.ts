import { expect, test } from 'vitest';
import { settle, type Acknowledge, type Answer } from './delivery.ts';
import { dayMs } from './duration.ts';
import { sendNow, type OutboxPorts } from './outbox.ts';
import { conclude, passOutbox, readNextAt } from './retry.ts';
import { answerWith, fill, keep, openSampleOutbox, type SampleOutbox } from './sample-outbox.ts';
import { sampleAt as now, sampleId, sampleResponse } from './samples.ts';

const id = sampleId(1);
const closed = { response: sampleResponse({ closedAt: new Date(now).toISOString() }) };

/** A page whose owner takes that for received. */
const open = (acknowledge: Acknowledge, answer: () => Answer): SampleOutbox & { readonly ports: OutboxPorts } => {
  const outbox = openSampleOutbox(answer);
  return Object.assign(outbox, { ports: { ...outbox.ports, acknowledge } });
};
const answered = (status: number, body: string, contentType = 'application/json'): Answer => ({
  status,
  contentType,
  body,
  retryAfter: null,
});

test.each([
  [`{"id":"${id}"}`, 'received'],
  [`{"stored":true,"id":"${id}"}`, 'received'],
  [`{"id":"${sampleId(2)}"}`, 'retry'],
  ['{"id":1}', 'retry'],
  ['{}', 'retry'],
  ['null', 'retry'],
  [`"${id}"`, 'retry'],
  [id, 'retry'],
  ['', 'retry'],
  ['<html>', 'retry'],
])('with acknowledge id, takes a 2xx that says %s as %s', (body, settlement) => {
  expect(settle(answered(200, body), id, 'id')).toBe(settlement);
});

test('with acknowledge id, the type of what repeats the id does not matter', () => {
  expect(settle(answered(202, `{"id":"${id}"}`, 'text/html'), id, 'id')).toBe('received');
});

test('with acknowledge id, treats every other status as ever, even where it repeats the id', () => {
  for (const [status, settlement] of [
    [404, 'pause'],
    [422, 'refused'],
    [503, 'retry'],
  ] as const)
    expect(settle(answered(status, `{"id":"${id}"}`), id, 'id')).toBe(settlement);
});

test('with acknowledge none, takes every answer for received, but no answer for none', () => {
  for (const status of [0, 200, 302, 404, 422, 503])
    expect(settle(answered(status, '', 'text/html'), id, 'none')).toBe('received');
  expect(settle('unreachable', id, 'none')).toBe('retry');
});

test('with acknowledge none, an opaque answer ends it: it is sent once', async () => {
  const outbox = open('none', () => answered(0, '', ''));
  fill(outbox, [id], closed);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect([outbox.posts.length, outbox.problems]).toEqual([1, []]);
});

test('with acknowledge none, is tried again only on a network error', async () => {
  const outbox = open('none', () => 'unreachable');
  fill(outbox, [id], closed);
  await passOutbox(outbox.ports);
  outbox.answer = () => answered(0, '', '');
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 1, kept: 0, refused: 0 });
  expect(outbox.posts).toHaveLength(2);
});

test('with acknowledge none, leaves what is unfinished to the visitor for two days, then sends it as it is', async () => {
  const outbox = open('none', () => answered(0, '', ''));
  fill(outbox, [id]);
  expect(await readNextAt(outbox.ports)).toBe(now + 2 * dayMs);
  outbox.now += 2 * dayMs - 1;
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 0, kept: 1, refused: 0 });
  outbox.now += 1;
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test('with acknowledge none, a clock that is set back by a little makes nothing ready', async () => {
  const outbox = open('none', () => answered(0, '', ''));
  fill(outbox, [id]);
  outbox.now -= 5_000;
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 0, kept: 1, refused: 0 });
  // By so much it can only have been set: the instant says nothing.
  outbox.now -= 2 * dayMs;
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test.each<[Acknowledge, Answer]>([
  ['status', answered(200, '<html>', 'text/html; charset=utf-8')],
  ['id', answered(200, '{}')],
  ['id', answered(204, '')],
])('with acknowledge %s, warns of an answer that acknowledges nothing, and keeps', async (acknowledge, answer) => {
  const outbox = open(acknowledge, () => answer);
  fill(outbox, [id]);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 1, refused: 0 });
  const { status } = answer as Exclude<Answer, 'unreachable'>;
  expect(outbox.problems).toEqual([['unacknowledged', outbox.ports.endpoint, status]]);
});

test('warns of no answer, no 3xx and no 5xx that something is wrong with the endpoint', async () => {
  for (const answer of ['unreachable', answerWith(302), answerWith(500), answerWith(199)] as const) {
    const outbox = openSampleOutbox(() => answer);
    await keep(outbox, sampleResponse(), true);
    const sent = sendNow(outbox.ports, sampleResponse(), Promise.resolve(true), true, Promise.resolve(conclude));
    expect([await sent, outbox.problems]).toEqual(['kept', []]);
  }
});
