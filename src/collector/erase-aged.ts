import { describeError } from './describe-error.ts';
import type { Log } from './log.ts';
import { nextTurn } from './next-turn.ts';
import type { Store } from './store.ts';

/** What the erasing of old responses works with. */
export interface EraseAgedParts {
  readonly store: Pick<Store, 'eraseBefore'>;
  /** How long a response is kept after it first came in. */
  readonly retentionMs: number;
  readonly now: () => number;
  readonly log: Log;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** How often it is looked for what is too old. */
const everyMs = 3_600_000;
/** How many responses are erased at a time; others come in between. */
const someRows = 200;

/** Erases everything that is too old, some at a time; resolves to how many responses that were. */
async function eraseAll({ store, retentionMs, now, signal }: EraseAgedParts): Promise<number> {
  let erased = 0;
  for (let some = someRows; some === someRows && !signal.aborted; erased += some) {
    some = await store.eraseBefore(now() - retentionMs, now(), someRows);
    await nextTurn();
  }
  return erased;
}

/** Erases what is too old now and every hour from now on; what fails is tried again then. Resolves after the first time. */
export async function eraseAged(parts: EraseAgedParts): Promise<void> {
  const { log, signal } = parts;
  const run = async (): Promise<void> => {
    try {
      const erased = await eraseAll(parts);
      if (erased) log('info', 'erased responses that were too old', { responses: erased });
    } catch (error) {
      log('error', 'old responses could not be erased', describeError(error));
    }
  };
  const timer = setInterval(() => void run(), everyMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer));
  await run();
}
