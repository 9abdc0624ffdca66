// The chunk for responses that are not received at once, and for what else delivery needs now and then.
import { dayMs } from '../core/duration.ts';
import { conclude, passOutbox, readNextAt } from '../core/retry.ts';
import type { Flushed, RetryChunk } from '../core/ports.ts';
import { tidy } from '../core/tidy.ts';
import { resume } from './resume.ts';

export { bodyOf } from '../core/body.ts';
export { look } from './look.ts';

/** See `RetryChunk` in `core/ports.ts`. */
export const open: RetryChunk['open'] = (options, ports, drafts) => {
  const { signal } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // One timer for the next try, and none while the page is hidden or nothing waits.
  const schedule = async (): Promise<void> => {
    if (signal.aborted) return;
    const nextAt = await readNextAt(ports);
    clearTimeout(timer);
    if (!document.hidden && !signal.aborted && nextAt < Infinity)
      timer = setTimeout(wake, Math.min(Math.max(nextAt - Date.now(), 1e3), dayMs));
  };
  let passing: Promise<unknown> = tidy(ports).catch(() => {});
  const pass = (eager = false): Promise<Flushed> => {
    const flushed = passing.then(() => passOutbox(ports, eager));
    passing = flushed.then(schedule).catch(() => {});
    return flushed;
  };
  const wake = (): void => {
    clearTimeout(timer);
    if (!document.hidden) void pass();
  };
  document.addEventListener('visibilitychange', wake, { signal });
  // What failed for want of a network does not wait for its next instant.
  addEventListener('online', () => pass(true), { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  wake();
  void resume(options, drafts);

  return { flush: () => pass(true), conclude, schedule: () => void schedule() };
};
