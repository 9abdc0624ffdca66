import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleAt } from '../core/samples.ts';
import { openSampleSession as open } from './sample-session.ts';

beforeEach(() => vi.useFakeTimers({ now: sampleAt }));
afterEach(() => vi.useRealTimers());

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test.each<[isStored: boolean, delivery: 'sent' | 'kept' | 'refused' | null, told: readonly string[]]>([
  [true, 'sent', ['saved', 'sent']],
  [true, 'kept', ['saved', 'kept']],
  [true, 'refused', ['saved', 'refused']],
  [true, null, ['saved', 'kept']],
  [false, 'sent', ['sent']],
  [false, 'refused', ['refused']],
  // What is neither on disk nor received is nothing to reassure anybody with.
  [false, 'kept', []],
  [false, null, []],
])('stored %j and then %j: tells %j, in this order', async (isStored, delivery, told) => {
  const prompt = open();
  Object.assign(prompt.world, { isStored, delivery });
  prompt.session.choose(9);
  prompt.session.finish({ comment: 'Fast.' }, prompt.tellDelivery);
  expect(prompt.deliveries, 'nothing before it is so').toEqual([]);
  await settle();
  expect(prompt.deliveries).toEqual(told);
});

test('tells nothing of what is posted without being finished', async () => {
  const prompt = open();
  prompt.session.choose(9);
  prompt.session.leave();
  prompt.session.close('dismissed');
  await settle();
  expect([prompt.posted.length, prompt.deliveries]).toEqual([2, []]);
});

test('posts even what could not be stored', async () => {
  const prompt = open();
  prompt.world.isStored = false;
  prompt.session.choose(9);
  prompt.session.finish({ comment: 'Fast.' }, prompt.tellDelivery);
  await settle();
  expect(prompt.posted).toMatchObject([{ revision: 2, outcome: 'answered' }]);
});
