import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeReadiness } from './readiness.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = new AbortController().signal;

test('asks the disk at most twice a second, however often it is asked itself', async () => {
  const probe = vi.fn<() => Promise<void>>(async () => undefined);
  const why = makeReadiness(probe, never);
  for (let time = 0; time < 2000; time += 10) {
    expect(await why()).toBeUndefined();
    vi.advanceTimersByTime(10);
  }
  expect(probe).toHaveBeenCalledTimes(4);
});

test('notices within half a second that the disk fails, and that it works again', async () => {
  const disk = { isFull: false };
  const full = new Error('full');
  const why = makeReadiness(async () => {
    if (disk.isFull) throw full;
  }, never);
  expect(await why()).toBeUndefined();
  disk.isFull = true;
  vi.advanceTimersByTime(500);
  expect(await why()).toBe(full);
  disk.isFull = false;
  vi.advanceTimersByTime(500);
  expect(await why()).toBeUndefined();
});

test('asks once for all who ask while the disk takes its time', async () => {
  let end = (): void => undefined;
  const probe = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (end = resolve)));
  const why = makeReadiness(probe, never);
  const both = Promise.all([why(), why()]);
  await vi.advanceTimersByTimeAsync(0);
  end();
  expect([await both, probe.mock.calls.length]).toEqual([[undefined, undefined], 1]);
});

test('is not ready from the moment on that the collector is told to stop', async () => {
  const draining = new AbortController();
  const why = makeReadiness(async () => undefined, draining.signal);
  expect(await why()).toBeUndefined();
  draining.abort();
  expect(String(await why())).toContain('being stopped');
});
