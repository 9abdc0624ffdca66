import { expect, test } from 'vitest';
import type { Settlement } from './delivery.ts';
import { endTurn, heedEndpoint, isWrongEndpoint, recordAnswer, takeTurn } from './endpoint-state.ts';
import type { EndpointState } from './ports.ts';
import { sampleAt as now, sampleEndpoint as endpoint, sampleId } from './samples.ts';

const hourMs = 3_600_000;
const fresh = heedEndpoint(undefined, endpoint, now);
const state = (more: Partial<EndpointState> = {}): EndpointState => ({ ...fresh, ...more });
const busy = state({
  pausedUntil: now + hourMs,
  refusedInRow: [sampleId(1)],
  failures: 3,
  nextAt: now + 1,
  sender: 2,
  sendingUntil: now + 2,
});
const take = (before: EndpointState, sender: number, at = now): EndpointState => takeTurn({ ...before, at }, sender);
const record = (before: EndpointState, settlement: Settlement, retryAfter: string | null = null, random = 0.5) =>
  recordAnswer(before, sampleId(9), settlement, retryAfter, random);

test('knows nothing against an endpoint that it knows nothing of', () => {
  expect(fresh).toEqual({
    endpoint,
    at: now,
    pausedUntil: 0,
    refusedInRow: [],
    failures: 0,
    failingSince: 0,
    nextAt: 0,
    sender: 0,
    sendingUntil: 0,
  });
});

test('heeds all that is stored of this endpoint, as of now', () => {
  expect(heedEndpoint(busy, endpoint, now + 5_000)).toEqual({ ...busy, at: now + 5_000 });
});

test('heeds nothing that is stored of another endpoint', () => {
  expect(heedEndpoint(busy, 'https://other.example/', now)).toEqual({ ...fresh, endpoint: 'https://other.example/' });
});

test('heeds nothing that a clock has written which was ahead, but for a minute of slack', () => {
  expect(heedEndpoint({ ...busy, at: now + 60_000 }, endpoint, now)).toEqual(busy);
  expect(heedEndpoint({ ...busy, at: now + 60_001 }, endpoint, now)).toEqual(fresh);
});

test('heeds what is stored without the fields that an earlier version did not know', () => {
  const { failures: _, nextAt: __, ...older } = busy;
  expect(heedEndpoint(older as EndpointState, endpoint, now)).toEqual({ ...busy, failures: 0, nextAt: 0 });
});

test('a page takes the turn for 15 seconds where nobody has it', () => {
  expect(take(fresh, 1)).toEqual({ ...fresh, sender: 1, sendingUntil: now + 15_000 });
});

test('a page does not get the turn that another one has', () => {
  const held = take(fresh, 1);
  for (const at of [now, now + 14_999]) expect(take(held, 2, at)).toEqual({ ...held, at });
});

test('a page takes the turn over once the time of the other one is up', () => {
  const held = take(fresh, 1);
  expect(take(held, 2, now + 15_000)).toMatchObject({ sender: 2, sendingUntil: now + 30_000 });
});

test('a page that has the turn gets it anew, as long as nobody took it over', () => {
  const held = take(fresh, 1);
  expect(take(held, 1, now + 10_000)).toMatchObject({ sender: 1, sendingUntil: now + 25_000 });
  const taken = take(held, 2, now + 15_000);
  expect(take(taken, 1, now + 16_000)).toEqual({ ...taken, at: now + 16_000 });
});

test('a page that ends its turn leaves it to the others at once, and ends that of no other', () => {
  const held = take(fresh, 1);
  expect(take(endTurn(held, 1), 2)).toMatchObject({ sender: 2 });
  expect(endTurn(held, 2)).toBe(held);
});

test('the fifth refusal in a row shows that the endpoint is wrong, and nothing else does', () => {
  const four = state({ refusedInRow: [1, 2, 3, 4].map(sampleId) });
  expect(isWrongEndpoint(four, 'refused')).toBe(true);
  expect(isWrongEndpoint(state({ refusedInRow: [1, 2, 3].map(sampleId) }), 'refused')).toBe(false);
  for (const settlement of ['received', 'retry', 'pause'] as const)
    expect([settlement, isWrongEndpoint(four, settlement)]).toEqual([settlement, false]);
});

test('counts refusals in a row by the ids of their responses', () => {
  const after = record(record(fresh, 'refused'), 'refused');
  expect(after).toMatchObject({ refusedInRow: [sampleId(9), sampleId(9)], pausedUntil: 0 });
});

test('rests for an hour after the fifth refusal in a row, and counts anew', () => {
  const four = state({ refusedInRow: [1, 2, 3, 4].map(sampleId) });
  expect(record(four, 'refused')).toMatchObject({ refusedInRow: [], pausedUntil: now + hourMs });
});

test('a success ends the row of refusals; a failure and a rest do not', () => {
  const two = state({ refusedInRow: [1, 2].map(sampleId) });
  expect(record(two, 'received').refusedInRow).toEqual([]);
  expect(record(two, 'retry').refusedInRow).toEqual(two.refusedInRow);
  expect(record(two, 'pause').refusedInRow).toEqual(two.refusedInRow);
});

test('rests for an hour where the endpoint does not want our posts', () => {
  expect(record(fresh, 'pause')).toMatchObject({ pausedUntil: now + hourMs, failures: 0, nextAt: 0 });
});

test('takes one failure for that of its response, and only the second in a row for that of the endpoint', () => {
  const first = record(fresh, 'retry');
  expect(first).toMatchObject({ failures: 1, nextAt: 0, pausedUntil: 0 });
  const second = record(first, 'retry');
  expect(second).toMatchObject({ failures: 2, nextAt: now + 500 });
  expect(record(second, 'retry')).toMatchObject({ failures: 3, nextAt: now + 1_000 });
});

test('waits between 225 s and 5 min in a long outage', () => {
  const outage = state({ failures: 40 });
  expect(record(outage, 'retry', null, 0).nextAt).toBe(now + 225_000);
  expect(record(outage, 'retry', null, 1).nextAt).toBe(now + 300_000);
});

test('waits as long where an outage has lasted ten minutes, however few were there to try', () => {
  const first = record(fresh, 'retry');
  const second = record({ ...first, at: now + 599_999 }, 'retry', null, 1);
  expect(second).toMatchObject({ failingSince: now, nextAt: now + 600_999 });
  const third = record({ ...second, at: now + 600_000 }, 'retry', null, 0);
  expect(third).toMatchObject({ failingSince: now, nextAt: now + 600_000 + 225_000 });
  const received = record({ ...third, at: now + 900_000 }, 'received');
  expect(record({ ...received, at: now + 1_000_000 }, 'retry')).toMatchObject({
    failures: 1,
    failingSince: now + 1_000_000,
  });
});

test.each(['received', 'refused', 'pause'] as const)('forgets the failures once an answer is %s', (settlement) => {
  expect(record(busy, settlement)).toMatchObject({ failures: 0, nextAt: 0 });
});

test.each([
  ['7', 7_000],
  ['Sat, 21 Nov 2026 10:02:00 GMT', 120_000],
  ['0', 1_000],
  ['-5', 1_000],
  ['Sat, 21 Nov 2026 09:00:00 GMT', 1_000],
  ['1e9', 864e5],
])('rests for as long as Retry-After asks: %s', (header, ms) => {
  expect(record(fresh, 'retry', header)).toMatchObject({ pausedUntil: now + ms, failures: 1 });
});

test.each([null, '', 'soon'])('lets a rest stand that was asked for before, where Retry-After is %j', (header) => {
  const resting = state({ pausedUntil: now + 5 });
  expect(record(resting, 'retry', header).pausedUntil).toBe(now + 5);
});

test('heeds Retry-After only where it asks to try again', () => {
  for (const settlement of ['received', 'refused'] as const)
    expect(record(fresh, settlement, '120').pausedUntil).toBe(0);
  expect(record(fresh, 'pause', '120').pausedUntil).toBe(now + hourMs);
});

test('an answer leaves the turn to whoever has it', () => {
  for (const settlement of ['received', 'retry', 'pause', 'refused'] as const)
    expect(record(busy, settlement)).toMatchObject({ endpoint, at: now, sender: 2, sendingUntil: now + 2 });
});
