import { useEffect, useState } from 'preact/hooks';
import { readStream } from './read-stream.ts';

/** Whether what is new is heard of at once. */
export type StreamState = 'live' | 'broken' | 'ended';

const [firstWaitMs, longestWaitMs] = [1000, 30_000];

/** Resolves after `ms`, when the browser is back online, or when the stream is not wanted any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    addEventListener('online', done, { once: true, signal });
    signal.addEventListener('abort', done);
  });
}

/** Calls `onNews` for each event of the stream at `path`, and connects again where it breaks off; none is missed. */
export function useStream(token: string, path: string, onNews: () => void): StreamState {
  const [state, setState] = useState<StreamState>('broken');
  useEffect(() => {
    const { signal, abort } = makeAbort();
    const run = async (): Promise<void> => {
      let after: string | undefined;
      let waitMs = firstWaitMs;
      const onOpen = (): void => {
        waitMs = firstWaitMs;
        setState('live');
      };
      const onEvent = (id: string | undefined): void => {
        after = id ?? after;
        onNews();
      };
      while (!signal.aborted) {
        const end = await readStream(token, path, after, { onOpen, onEvent }, signal, fetch);
        if (signal.aborted) return;
        setState(end === 'token' ? 'ended' : 'broken');
        if (end === 'token') return;
        await pause(waitMs, signal);
        waitMs = Math.min(2 * waitMs, longestWaitMs);
        // Before a first event there is no place to go on from: what came in meanwhile is looked up.
        if (after === undefined) onNews();
      }
    };
    void run();
    return abort;
  }, [token, path, onNews]);
  return state;
}

function makeAbort(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
