import { expect, test } from 'vitest';
import type { Answer } from './delivery.ts';
import { isReady, sendNow, unlessNewer, type Conclude, type OutboxPorts } from './outbox.ts';
import { conclude } from './retry.ts';
import { answerWith, fill, keep, openSampleOutbox, type SampleOutbox } from './sample-outbox.ts';
import { sampleAt as now, sampleId, sampleResponse } from './samples.ts';
import type { Response } from './response.ts';

const id = sampleId(1);
const response = sampleResponse();
const closed = sampleResponse({ closedAt: new Date(now).toISOString() });
const stored = Promise.resolve(true);
const there: Promise<Conclude> = Promise.resolve(conclude);

/** The part that carries out what an answer means cannot be had. */
function missing(): Promise<Conclude> {
  const never = Promise.reject<Conclude>(new TypeError('Failed to fetch dynamically imported module'));
  never.catch(() => {});
  return never;
}
/** Posts what is stored already. */
async function send(
  outbox: SampleOutbox,
  one: Response = response,
  more: Partial<OutboxPorts> = {},
  part = there,
  mayPost = true,
): Promise<string> {
  await keep(outbox, one, true);
  return sendNow({ ...outbox.ports, ...more }, one, stored, mayPost, part);
}

test('a response is ready at once, or once it is closed where a second POST could be taken for a second answer', () => {
  for (const acknowledge of [undefined, 'status', 'id'] as const) expect(isReady({ acknowledge }, response)).toBe(true);
  expect(isReady({ acknowledge: 'none' }, response)).toBe(false);
  expect(isReady({ acknowledge: 'none' }, closed)).toBe(true);
});

test('nothing stays of what is received, but what the visitor has changed meanwhile', () => {
  const kept = { response, heldUntil: 0, tries: 0, nextAt: 0 };
  expect(unlessNewer(kept, response)).toBeUndefined();
  expect(unlessNewer(undefined, response)).toBeUndefined();
  expect(unlessNewer(kept, sampleResponse({ revision: 2 }))).toBeUndefined();
  expect(unlessNewer({ ...kept, response: sampleResponse({ revision: 2 }) }, response)).toMatchObject({
    response: { revision: 2 },
  });
});

test('does not post what is unfinished where it goes out once, but keeps it', async () => {
  const outbox = openSampleOutbox();
  expect(await send(outbox, response, { acknowledge: 'none' })).toBe('kept');
  // Nobody tried, so there is nothing to tell.
  expect([outbox.posts, outbox.reports]).toEqual([[], []]);
  expect(outbox.kept.get(id)).toMatchObject({ response, heldUntil: 0 });
});

test('posts once what is finished where it goes out once', async () => {
  const outbox = openSampleOutbox();
  expect(await send(outbox, closed, { acknowledge: 'none' })).toBe('sent');
  expect([outbox.posts.length, outbox.kept.size]).toEqual([1, 0]);
});

test('does not act on an answer before the response is on disk', async () => {
  const outbox = openSampleOutbox();
  let store: ((isStored: boolean) => void) | undefined;
  const slow = new Promise<boolean>((resolve) => (store = resolve));
  const sent = sendNow(outbox.ports, response, slow, true, there);
  await Promise.resolve();
  expect([outbox.posts.length, outbox.reports]).toEqual([1, []]);
  await keep(outbox, response, true);
  store?.(true);
  expect(await sent).toBe('sent');
  expect(outbox.kept.size).toBe(0);
});

test('keeps what could not be stored in the store of this page, which may do better', async () => {
  const outbox = openSampleOutbox(() => answerWith(503));
  expect(await sendNow(outbox.ports, response, Promise.resolve(false), true, there)).toBe('kept');
  expect([...outbox.kept.values()]).toEqual([{ response, heldUntil: 0, tries: 1, nextAt: now + 500 }]);
});

test('holds what could not be stored to its own page while the POST is under way', async () => {
  let answer: ((answer: Answer) => void) | undefined;
  const outbox = openSampleOutbox(() => new Promise((resolve) => (answer = resolve)));
  const sent = sendNow(outbox.ports, response, Promise.resolve(false), true, there);
  for (let index = 0; index < 5; index++) await Promise.resolve();
  expect([...outbox.kept.values()]).toEqual([{ response, heldUntil: now + 15_000, tries: 0, nextAt: 0 }]);
  answer?.(answerWith(202));
  expect(await sent).toBe('sent');
  expect(outbox.kept.size).toBe(0);
});

test('keeps nothing new once everything is being erased', async () => {
  const outbox = openSampleOutbox(() => answerWith(503));
  const ports = { ...outbox.ports, isOver: () => true };
  await sendNow(ports, response, Promise.resolve(false), true, there);
  expect(outbox.kept.size).toBe(0);
});

test('without the part that concludes, what was received is gone all the same', async () => {
  const outbox = openSampleOutbox();
  expect(await send(outbox, response, {}, missing())).toBe('sent');
  expect([outbox.kept.size, outbox.reports]).toEqual([0, ['sent 1.1']]);
});

test.each<[said: Answer]>([
  ['unreachable'],
  [answerWith(400)],
  [answerWith(404)],
  [answerWith(503, '7')],
  [{ ...answerWith(200), contentType: 'text/html' }],
])(
  'without the part that concludes, an answer of %j leaves the response where it is, free to be sent',
  async (said) => {
    const outbox = openSampleOutbox(() => said);
    expect(await send(outbox, response, {}, missing())).toBe('kept');
    expect([...outbox.kept.values()]).toMatchObject([{ response, heldUntil: 0, tries: 0, nextAt: 0 }]);
    expect(outbox.kept.get(id)?.refused).toBeUndefined();
    expect(outbox.reports).toEqual(['kept 1.1']);
  },
);

test('without the part that concludes, still asks for the id where that acknowledges', async () => {
  for (const [body, sent] of [
    [`{"id":"${id}"}`, 'sent'],
    ['{}', 'kept'],
  ] as const) {
    const outbox = openSampleOutbox(() => ({ ...answerWith(200), body }));
    expect(await send(outbox, response, { acknowledge: 'id' }, missing())).toBe(sent);
  }
});

test('without the part that concludes, keeps a revision that came during the POST', async () => {
  const revised = sampleResponse({ revision: 2 });
  const outbox = openSampleOutbox(async () => {
    await keep(outbox, revised);
    return answerWith(202);
  });
  expect(await send(outbox, response, {}, missing())).toBe('sent');
  expect(outbox.kept.get(id)?.response).toEqual(revised);
});

test('needs that part for nothing that is not posted', async () => {
  const outbox = openSampleOutbox();
  expect(await send(outbox, response, {}, missing(), false)).toBe('kept');
  expect([outbox.posts.length, outbox.reports]).toEqual([0, ['kept 1.1']]);
});

test('leaves alone what was erased meanwhile, and every other response', async () => {
  for (const part of [there, missing()]) {
    const outbox = openSampleOutbox(() => {
      outbox.kept.clear();
      fill(outbox, [sampleId(2)]);
      return answerWith(503);
    });
    const before = { response: sampleResponse({ id: sampleId(2) }), heldUntil: 0, tries: 0, nextAt: 0 };
    await send(outbox, response, {}, part);
    expect([...outbox.kept.values()]).toEqual([before]);
  }
});

test('what could not be stored never takes the place of what the visitor has changed since', async () => {
  const outbox = openSampleOutbox(() => 'unreachable');
  fill(outbox, [id], { response: sampleResponse({ revision: 2 }) });
  await sendNow(outbox.ports, response, Promise.resolve(false), true, there);
  expect([...outbox.kept.values()]).toMatchObject([{ response: { revision: 2 } }]);
});
