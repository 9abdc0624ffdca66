import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { idleMs, makeIdleCheckpoint } from './idle-checkpoint.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('waits until a second has passed without a commit, each time anew', () => {
  const checkpoint = vi.fn<() => void>();
  const idle = makeIdleCheckpoint(checkpoint);
  for (let commit = 0; commit < 5; commit++) {
    idle.touch();
    vi.advanceTimersByTime(idleMs - 1);
  }
  expect(checkpoint).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(checkpoint).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10 * idleMs);
  expect(checkpoint).toHaveBeenCalledTimes(1);
  idle.touch();
  vi.advanceTimersByTime(idleMs);
  expect(checkpoint).toHaveBeenCalledTimes(2);
});

test('leaves it where the disk is full, and goes on', () => {
  const idle = makeIdleCheckpoint(() => {
    throw new Error('full');
  });
  idle.touch();
  expect(() => vi.advanceTimersByTime(idleMs)).not.toThrow();
});

test('does nothing after it was stopped', () => {
  const checkpoint = vi.fn<() => void>();
  const idle = makeIdleCheckpoint(checkpoint);
  idle.touch();
  idle.stop();
  vi.advanceTimersByTime(10 * idleMs);
  expect(checkpoint).not.toHaveBeenCalled();
});
