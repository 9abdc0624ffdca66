import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import type { Kept } from './ports.ts';
import { passOutbox } from './retry.ts';
import { fill, openSampleOutbox, type SampleOutbox } from './sample-outbox.ts';
import { sampleAt as now, sampleId, sampleResponse } from './samples.ts';
import { tidy } from './tidy.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => sampleId(index));
const refusedOf = ({ kept }: SampleOutbox): unknown[] =>
  [...kept].flatMap(([id, { refused }]) => (refused ? [[id, refused]] : []));
/** An outbox whose page says more of what it gives up. */
function open(): SampleOutbox & { readonly reasons: unknown[] } {
  const outbox = openSampleOutbox();
  const reasons: unknown[] = [];
  const report: SampleOutbox['ports']['report'] = (sent, { id }, reason) => void reasons.push([sent, id, reason]);
  return Object.assign(outbox, { reasons, ports: { ...outbox.ports, report } });
}

test('lets two hundred responses wait', async () => {
  const outbox = open();
  fill(outbox, ids(200));
  await tidy(outbox.ports);
  expect([outbox.kept.size, refusedOf(outbox), outbox.reasons]).toEqual([200, [], []]);
});

test('gives up the oldest where there is one more, for want of room, and says so', async () => {
  const outbox = open();
  fill(outbox, ids(201).toReversed());
  await tidy(outbox.ports);
  expect(refusedOf(outbox)).toEqual([[sampleId(0), { reason: 'full', at: now }]]);
  expect(outbox.reasons).toEqual([['refused', sampleId(0), 'full']]);
  expect(outbox.kept.size, 'it is still there for whoever asks').toBe(201);
  await tidy(outbox.ports);
  expect(outbox.reasons, 'once').toHaveLength(1);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 200, kept: 0, refused: 0 });
});

test('counts no refused ones among those that wait', async () => {
  const outbox = open();
  fill(outbox, ids(200));
  // Younger ones: only those that wait take up room.
  for (const id of ids(500).slice(200)) fill(outbox, [id], { refused: { reason: 'status', status: 400, at: now } });
  await tidy(outbox.ports);
  expect(outbox.reasons).toEqual([]);
});

const old = { response: sampleResponse({ shownAt: new Date(now - 90 * dayMs - 1).toISOString() }) };

test.each<[what: string, more: Partial<Kept>, isGivenUp: boolean]>([
  ['older than 90 days that failed three times', { ...old, tries: 3 }, true],
  ['older than 90 days that failed more often', { ...old, tries: 400 }, true],
  ['older than 90 days that failed twice', { ...old, tries: 2 }, false],
  ['older than 90 days that was never tried', old, false],
  [
    'of just 90 days',
    { response: sampleResponse({ shownAt: new Date(now - 90 * dayMs).toISOString() }), tries: 400 },
    false,
  ],
  ['of today, however often it failed', { tries: 1e6 }, false],
])('a response %s: given up is %j', async (_, more, isGivenUp) => {
  const outbox = open();
  fill(outbox, [sampleId(1)], more);
  await tidy(outbox.ports);
  expect(refusedOf(outbox)).toEqual(isGivenUp ? [[sampleId(1), { reason: 'age', at: now }]] : []);
  expect(outbox.reasons).toEqual(isGivenUp ? [['refused', sampleId(1), 'age']] : []);
});

test('a clock that jumps a year ahead ends nothing that was not tried three times', async () => {
  const outbox = open();
  outbox.answer = () => 'unreachable';
  fill(outbox, ids(10));
  outbox.now += 365 * dayMs;
  for (let round = 0; round < 2; round++) {
    await tidy(outbox.ports);
    await passOutbox(outbox.ports, true);
    outbox.now += dayMs;
  }
  expect([outbox.reasons.filter((reason) => String(reason).includes('age')), outbox.kept.size]).toEqual([[], 10]);
  outbox.answer = () => ({ status: 202, contentType: '', body: '', retryAfter: null });
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 10, kept: 0, refused: 0 });
});

test('a clock that goes a year back ends nothing', async () => {
  const outbox = open();
  fill(outbox, ids(10), { tries: 400, nextAt: now + 1, heldUntil: now + 1 });
  outbox.now -= 365 * dayMs;
  await tidy(outbox.ports);
  expect(outbox.reasons).toEqual([]);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 10, kept: 0, refused: 0 });
});

test('forgets after 30 days what was refused, whatever for, and not before', async () => {
  const outbox = open();
  for (const [index, reason] of (['status', 'age', 'full'] as const).entries()) {
    fill(outbox, [sampleId(index)], { refused: { reason, at: now - 30 * dayMs - 1 } });
    fill(outbox, [sampleId(index + 3)], { refused: { reason, at: now - 30 * dayMs } });
  }
  await tidy(outbox.ports);
  expect([...outbox.kept.keys()]).toEqual([3, 4, 5].map(sampleId));
  expect(outbox.reasons).toEqual([]);
});

/** An outbox in which another page does something between what this page read and what it writes. */
function openWithOther(other: (outbox: SampleOutbox) => void): ReturnType<typeof open> {
  const outbox = open();
  const { list } = outbox.ports.store;
  const late = async (): Promise<readonly Kept[]> => {
    const listed = await list();
    other(outbox);
    return listed;
  };
  return Object.assign(outbox, { ports: { ...outbox.ports, store: { ...outbox.ports.store, list: late } } });
}

test('gives up nothing that another page has sent meanwhile', async () => {
  const outbox = openWithOther(({ kept }) => kept.delete(sampleId(1)));
  fill(outbox, [sampleId(1)], { ...old, tries: 3 });
  await tidy(outbox.ports);
  expect([outbox.reasons, outbox.kept.size]).toEqual([[], 0]);
});

test('says nothing that another page has said meanwhile', async () => {
  const refused = { reason: 'age', at: now - 1 } as const;
  const outbox = openWithOther((one) => fill(one, [sampleId(1)], { refused }));
  fill(outbox, [sampleId(1)], { ...old, tries: 3 });
  await tidy(outbox.ports);
  expect([outbox.reasons, refusedOf(outbox)]).toEqual([[], [[sampleId(1), refused]]]);
});

test('forgets nothing that was refused long ago and has a new chance since', async () => {
  const outbox = openWithOther((one) => fill(one, [sampleId(1)]));
  fill(outbox, [sampleId(1)], { refused: { reason: 'status', at: now - 31 * dayMs } });
  await tidy(outbox.ports);
  expect(outbox.kept.get(sampleId(1))?.refused).toBeUndefined();
  expect(outbox.kept.size).toBe(1);
});

test('forgets nothing that another page has forgotten meanwhile', async () => {
  const outbox = openWithOther(({ kept }) => kept.delete(sampleId(1)));
  fill(outbox, [sampleId(1)], { refused: { reason: 'status', at: now - 31 * dayMs } });
  await tidy(outbox.ports);
  expect(outbox.kept.size).toBe(0);
});
