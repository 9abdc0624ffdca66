import { expect, test, vi } from 'vitest';
import { eraseAged } from './erase-aged.ts';

const hourMs = 3_600_000;

test('erases all that is too old, some at a time, and again every hour', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const stop = new AbortController();
  const asked: number[] = [];
  const lines: string[] = [];
  let old = 450;
  let nowMs = 10 * hourMs;
  await eraseAged({
    store: {
      async eraseBefore(before, _, limit) {
        asked.push(before);
        const some = Math.min(old, limit);
        old -= some;
        return some;
      },
    },
    retentionMs: 2 * hourMs,
    now: () => nowMs,
    log: (_, event, details) => lines.push(`${event}: ${details?.['responses'] ?? ''}`),
    signal: stop.signal,
  });
  expect(asked).toEqual([8 * hourMs, 8 * hourMs, 8 * hourMs]);
  expect(lines).toEqual(['erased responses that were too old: 450']);
  nowMs += hourMs;
  vi.advanceTimersByTime(hourMs);
  expect(asked.at(-1)).toBe(9 * hourMs);
  stop.abort();
  vi.advanceTimersByTime(2 * hourMs);
  expect(asked).toHaveLength(4);
  vi.useRealTimers();
});

test('says that it could not, and goes on', async () => {
  const stop = new AbortController();
  const lines: string[] = [];
  await eraseAged({
    store: { eraseBefore: () => Promise.reject(new Error('disk full')) },
    retentionMs: hourMs,
    now: () => 0,
    log: (_, event) => lines.push(event),
    signal: stop.signal,
  });
  stop.abort();
  expect(lines).toEqual(['old responses could not be erased']);
});
