import { expect, test } from 'vitest';
import { editingMs } from './keep.ts';
import { passOutbox, readNextAt } from './retry.ts';
import { answerWith, fill, finish, keep, openSampleOutbox } from './sample-outbox.ts';
import { sampleAt as now, sampleId, sampleResponse } from './samples.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => sampleId(index));

test.each([400, 409, 410, 413, 422])(
  'sets a response aside that the endpoint refuses with %d, and says so',
  async (status) => {
    const outbox = openSampleOutbox(() => answerWith(status));
    expect(await finish(outbox, sampleResponse())).toBe('refused');
    expect(outbox.kept.get(sampleId(1))).toMatchObject({
      response: sampleResponse(),
      refused: { reason: 'status', status, at: now },
    });
    expect(outbox.reports).toEqual(['refused 1.1']);
    expect(outbox.problems).toEqual([]);
  },
);

test.each([
  [202, 'sent', undefined],
  [503, 'kept', undefined],
  [422, 'refused', 'status'],
])('reports %d as %s, for the reason %s', async (status, sent, reason) => {
  const outbox = openSampleOutbox(() => answerWith(status));
  const reports: unknown[] = [];
  const ports = { ...outbox.ports, report: (...[name, , why]: unknown[]) => void reports.push([name, why]) };
  await finish(Object.assign(outbox, { ports }), sampleResponse());
  expect(reports).toEqual([[sent, reason]]);
});

test('does not send again what was refused, and goes on with the others', async () => {
  const outbox = openSampleOutbox(({ id }) => answerWith(id === sampleId(1) ? 422 : 202));
  fill(outbox, ids(3));
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 2, kept: 0, refused: 1 });
  outbox.now += 864e5;
  expect(await passOutbox(outbox.ports, true)).toEqual({ sent: 0, kept: 0, refused: 0 });
  expect(outbox.posts).toHaveLength(3);
  expect([...outbox.kept.keys()]).toEqual([sampleId(1)]);
});

test('counts only what this pass has set aside', async () => {
  const outbox = openSampleOutbox(() => answerWith(400));
  fill(outbox, ids(3), { refused: { reason: 'full', at: now } });
  fill(outbox, [sampleId(5)]);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 0, refused: 1 });
});

test('a new revision gets a new chance', async () => {
  const outbox = openSampleOutbox(() => answerWith(400));
  await finish(outbox, sampleResponse());
  await keep(outbox, sampleResponse({ revision: 2 }));
  outbox.now += editingMs;
  outbox.answer = () => answerWith(202);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 0, refused: 0 });
});

test('takes five refusals in a row for a wrong endpoint: all five wait again, the endpoint rests, one warning', async () => {
  const outbox = openSampleOutbox(() => answerWith(400));
  fill(outbox, ids(7));
  await passOutbox(outbox.ports);
  expect(outbox.posts).toHaveLength(5);
  expect([...outbox.kept.values()].filter(({ refused }) => refused)).toEqual([]);
  expect(outbox.kept.size).toBe(7);
  expect(outbox.problems).toEqual([['refusing', outbox.ports.endpoint, 400]]);
  expect(await readNextAt(outbox.ports)).toBe(now + 3_600_000);

  outbox.now += 3_600_000;
  outbox.answer = () => answerWith(202);
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 7, kept: 0, refused: 0 });
});

test('counts refusals of several passes and pages together', async () => {
  const outbox = openSampleOutbox(() => answerWith(400));
  for (const id of ids(5)) await finish(outbox, sampleResponse({ id }));
  expect(outbox.problems).toHaveLength(1);
  expect([...outbox.kept.values()].filter(({ refused }) => refused)).toEqual([]);
});

test('a success between refusals shows that the endpoint is right', async () => {
  const outbox = openSampleOutbox(({ id }) => answerWith(id === sampleId(4) ? 202 : 400));
  fill(outbox, ids(9));
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 0, refused: 8 });
  expect(outbox.posts).toHaveLength(9);
  expect(outbox.problems).toEqual([]);
});

test('a failure between refusals shows nothing', async () => {
  const outbox = openSampleOutbox(({ id }) => answerWith(id === sampleId(2) ? 503 : 400));
  fill(outbox, ids(6));
  await passOutbox(outbox.ports);
  expect(outbox.problems).toEqual([['refusing', outbox.ports.endpoint, 400]]);
});

test('counts anew at another endpoint', async () => {
  const outbox = openSampleOutbox(() => answerWith(400));
  fill(outbox, ids(4));
  await passOutbox(outbox.ports);
  const other = openSampleOutbox(() => answerWith(400), 'https://other.example/responses');
  await finish({ ...other, ports: { ...other.ports, store: outbox.ports.store } }, sampleResponse({ id: sampleId(9) }));
  expect(other.problems).toEqual([]);
  expect(outbox.kept.get(sampleId(9))?.refused).toBeDefined();
});

test('reports the fifth refusal as kept, since it waits again, and counts the others no more as refused', async () => {
  const outbox = openSampleOutbox(() => answerWith(400));
  fill(outbox, ids(5));
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 0, kept: 5, refused: 0 });
  expect(outbox.reports.at(-1)).toMatch(/^kept/);
});

test('does not set aside what the visitor changed while its older revision was refused', async () => {
  const outbox = openSampleOutbox(async (response) => {
    if (response.revision === 1) await keep(outbox, sampleResponse({ revision: 2, comment: 'More.' }));
    return answerWith(response.revision === 1 ? 400 : 202);
  });
  await finish(outbox, sampleResponse());
  expect(outbox.kept.get(sampleId(1))).toMatchObject({ response: { revision: 2 }, heldUntil: now + editingMs });
  expect(outbox.kept.get(sampleId(1))?.refused).toBeUndefined();
  outbox.now += editingMs;
  expect(await passOutbox(outbox.ports)).toEqual({ sent: 1, kept: 0, refused: 0 });
});
